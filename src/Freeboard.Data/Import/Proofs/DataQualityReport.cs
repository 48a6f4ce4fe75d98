namespace Freeboard.Data.Import.Proofs;

/// <summary>What became of a proof over a file or an import.</summary>
public enum ProofVerdict
{
    /// <summary>No row had the columns it needs.</summary>
    NotJudged = 0,

    /// <summary>Every row judged holds.</summary>
    Holds,

    /// <summary>Some rows fail, too few to doubt the whole; they are in the data and the reader is told.</summary>
    Noted,

    /// <summary>Some rows fail, too few to doubt the whole; they were set aside.</summary>
    RowsQuarantined,

    /// <summary>So many rows fail that the file was refused.</summary>
    FileRejected,
}

/// <summary>A row at which a proof failed.</summary>
/// <param name="Firm">Firm code; empty where the row has none.</param>
/// <param name="Day">Day of the row; null where it has none.</param>
/// <param name="Line">Line in the file; 0 where the proof is over several rows.</param>
/// <param name="Excess">How far off: the figure over what it should be, above 1.</param>
/// <param name="Text">The figures.</param>
public sealed record ProofOffender(string Firm, DateOnly? Day, int Line, double Excess, string Text);

/// <summary>One proof over one file, or over the import as a whole.</summary>
public sealed record ProofResult
{
    /// <summary>Stable name in capitals with hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The rule, as a formula or a sentence.</summary>
    public required string Rule { get; init; }

    /// <summary>The file; empty when the proof is over several.</summary>
    public required string File { get; init; }

    /// <summary>Rows (or firms) judged.</summary>
    public required long Judged { get; init; }

    /// <summary>Rows (or firms) at which it failed.</summary>
    public required long Failures { get; init; }

    /// <summary>What came of it.</summary>
    public required ProofVerdict Verdict { get; init; }

    /// <summary>The likely cause, named, when it failed; null when it holds.</summary>
    public string? LikelyCause { get; init; }

    /// <summary>The worst offenders, worst first; at most five.</summary>
    public required IReadOnlyList<ProofOffender> Worst { get; init; }
}

/// <summary>How a file was recognised and what it gave.</summary>
/// <param name="File">Its name, with that of the entry or sheet behind a slash.</param>
/// <param name="Source">The source: tushare, akshare ...; empty when it was not recognised.</param>
/// <param name="Dataset">Which of the source's tables; empty when it was not recognised.</param>
/// <param name="Evidence">Why, with the columns seen.</param>
/// <param name="Rows">Data rows read.</param>
/// <param name="Quarantined">Rows set aside.</param>
public sealed record FileMatch(string File, string Source, string Dataset, string Evidence, long Rows, long Quarantined);

/// <summary>What an import found out about its data: files and how they were recognised, facts, every proof with its counts.</summary>
public sealed record DataQualityReport
{
    /// <summary>Files in the order they were read.</summary>
    public required IReadOnlyList<FileMatch> Files { get; init; }

    /// <summary>Proofs in the order of files, those over several files last.</summary>
    public required IReadOnlyList<ProofResult> Proofs { get; init; }

    /// <summary>Facts by kind (prices, shares, statements ...), in that order.</summary>
    public required IReadOnlyList<(string Kind, long Count)> Facts { get; init; }

    /// <summary>Firms seen.</summary>
    public required int Firms { get; init; }

    /// <summary>Days on which a firm is stated as suspended.</summary>
    public required long SuspendedDays { get; init; }

    /// <summary>Days of the exchange's calendar between a firm's first and last price on which it has no row; 0 without a calendar.</summary>
    public required long DaysWithoutRow { get; init; }
}
