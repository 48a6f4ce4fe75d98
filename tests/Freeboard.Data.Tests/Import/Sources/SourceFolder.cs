using Freeboard.Data.Import;

namespace Freeboard.Data.Tests.Import.Sources;

/// <summary>A temporary folder of vendor files and what an import of them gives.</summary>
internal sealed class SourceFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("freeboard-source-").FullName;

    public SourceFolder With(params FixtureTable[] tables)
    {
        foreach (FixtureTable table in tables)
        {
            With(table.Name, table.Utf8);
        }

        return this;
    }

    public SourceFolder With(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(FullPath, name), bytes);
        return this;
    }

    public string PathOf(string name) => Path.Combine(FullPath, name);

    public (DataImportResult Result, MemorySink Sink) Import(DataImportOptions? options = null)
    {
        MemorySink sink = new();
        return (DataImport.Run([FullPath], options ?? DataImportOptions.Default, sink), sink);
    }

    public static (DataImportResult Result, MemorySink Sink) ImportOf(params FixtureTable[] tables)
    {
        using SourceFolder folder = new();
        return folder.With(tables).Import();
    }

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
