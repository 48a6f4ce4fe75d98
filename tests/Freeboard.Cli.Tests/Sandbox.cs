using System.Reflection;

namespace Freeboard.Cli.Tests;

/// <summary>A temporary folder for what commands write.</summary>
internal sealed class Sandbox : IDisposable
{
    public static string Root { get; } = typeof(Sandbox).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public string Folder { get; } = Directory.CreateTempSubdirectory("freeboard-cli-").FullName;

    public string Store => Path("runs.db");

    public string Report => Path("report.html");

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public static string Sample(params string[] parts) => System.IO.Path.Combine([Root, "samples", .. parts]);

    public CommandRun Assess(string folder, params string[] more) =>
        CommandRun.Of(["assess", folder, "--store", Store, "--report", Report, .. more]);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
