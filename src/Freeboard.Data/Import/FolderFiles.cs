using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import;

/// <summary>One table that an import of a folder reads.</summary>
/// <param name="Name">Its name, as <see cref="Freeboard.Provenance.InputFile.Name"/> has it.</param>
/// <param name="Sha256">SHA-256 of its file's bytes, as provenance has it.</param>
/// <param name="FullPath">The file that it is, or lies in.</param>
public sealed record FolderFile(string Name, string Sha256, string FullPath);

/// <summary>Which files of a folder an import reads, without reading their rows.</summary>
public static class FolderFiles
{
    /// <summary>Name of the file that marks a synthetic market; it is no input and says what the inputs are.</summary>
    public const string SyntheticMark = FolderContent.SyntheticMark;

    /// <summary>The tables that <see cref="MarketImport.Load"/> would read, in name order.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The tables; empty when the folder is missing or holds none.</returns>
    public static IReadOnlyList<FolderFile> Of(string folder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (FolderContent.Scan(folder, new ImportLog(new ImportOptions()), cancellationToken) is not { } content)
        {
            return [];
        }

        IEnumerable<SourceFile> tables = content.Canonical.Values.Concat(content.Histories).Concat(content.BalanceSheets).Concat(content.Vendor.Select(static v => v.Table));
        return [.. tables.Select(static t => new FolderFile(t.Name, t.Sha256, t.FullPath)).OrderBy(static f => f.Name, StringComparer.Ordinal)];
    }
}
