namespace Freeboard.Data.Import.Tables;

/// <summary>How much a packed file may unpack to. A bomb is refused as soon as it passes a limit, without filling memory or disk.</summary>
internal sealed record FileLimits
{
    public static FileLimits Default { get; } = new();

    /// <summary>Unpacked bytes of a file, all entries together.</summary>
    /// <value>The default value is 32 GiB.</value>
    public long MaximumUnpackedBytes { get; init; } = 32L << 30;

    /// <summary>Unpacked bytes of the parts of a workbook that are no sheets, all together: shared texts and formats are held in memory.</summary>
    /// <value>The default value is 32 MiB: more than a million different texts of ordinary length.</value>
    public long MaximumWorkbookPartBytes { get; init; } = 32L << 20;

    /// <summary>Bytes of the texts of a workbook as its cells show them, a text kept once counted in every cell.</summary>
    /// <value>The default value is 512 MiB: five million cells of a hundred bytes.</value>
    public long MaximumCellTextBytes { get; init; } = 512L << 20;

    /// <summary>Unpacked bytes of a workbook, whose sheets are read row by row.</summary>
    /// <value>The default value is 512 MiB.</value>
    public long MaximumWorkbookBytes { get; init; } = 512L << 20;

    /// <summary>Unpacked bytes for one packed byte, once <see cref="RatioFreeBytes"/> are unpacked. Price files pack 3 to 40 times.</summary>
    /// <value>The default value is 200.</value>
    public double MaximumRatio { get; init; } = 200;

    /// <summary>Bytes that may be unpacked before the ratio is asked: small files of one repeated row are honest.</summary>
    /// <value>The default value is 16 MiB.</value>
    public long RatioFreeBytes { get; init; } = 16L << 20;

    /// <summary>Entries of an archive.</summary>
    /// <value>The default value is 2,000.</value>
    public int MaximumEntries { get; init; } = 2000;

    /// <summary>Bytes of an archive's list of entries, which is held in memory.</summary>
    /// <value>The default value is 8 MiB: the most entries with the longest names take half of it.</value>
    public long MaximumDirectoryBytes { get; init; } = 8L << 20;

    /// <summary>Letters of an entry's name with its folders: names enter every message about a table, and are looked at for codes of firms.</summary>
    /// <value>The default value is 1,024.</value>
    public int MaximumNameLength { get; init; } = 1024;

    /// <summary>Columns of a sheet.</summary>
    /// <value>The default value is 1,024.</value>
    public int MaximumColumns { get; init; } = 1024;

    /// <summary>Bytes of a line: a record is held in memory.</summary>
    /// <value>The default value is 1 MiB.</value>
    public int MaximumLineBytes { get; init; } = 1 << 20;
}
