namespace Freeboard.Services.Tests;

/// <summary>A folder of a test's own, gone when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("freeboard-test-").FullName;

    public string Path => root;

    /// <summary>A name inside the folder; nothing is made.</summary>
    public string Inside(string name) => System.IO.Path.Combine(root, name);

    public void Dispose() => Directory.Delete(root, recursive: true);
}
