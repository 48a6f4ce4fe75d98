namespace Freeboard.Data.Import;

/// <summary>What to import and how.</summary>
public sealed record DataImportOptions
{
    /// <summary>Recognise the source; strict rows; statutory deadlines.</summary>
    public static DataImportOptions Default { get; } = new();

    /// <summary>Strictness and policies.</summary>
    /// <value>The default value is <see cref="ImportOptions.Default"/>.</value>
    public ImportOptions Reading { get; init; } = ImportOptions.Default;

    /// <summary>The source's word (tushare, akshare ...); null to recognise every file by its header.</summary>
    /// <value>The default value is null.</value>
    public string? Source { get; init; }

    /// <summary>Path of a mapping file that gives other headers and units the names of the generic layout; null for none.</summary>
    /// <value>The default value is null.</value>
    public string? MappingPath { get; init; }
}
