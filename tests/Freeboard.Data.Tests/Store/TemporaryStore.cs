namespace Freeboard.Data.Tests.Store;

/// <summary>A path for a store file in a folder of its own, deleted afterwards.</summary>
internal sealed class TemporaryStore : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("freeboard-store-").FullName;

    public string FilePath => Path.Combine(folder, "runs.db");

    public string Folder => folder;

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
