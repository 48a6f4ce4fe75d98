using Freeboard.Provenance;

namespace Freeboard.Services.Import;

/// <summary>What to import and how files are read.</summary>
public sealed record ImportRequest
{
    /// <summary>Files, or folders whose files (not sub-folders) are read.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>The source's word (see <see cref="ImportService.Sources"/>); null to recognise every file by its header.</summary>
    /// <value>The default is null.</value>
    public string? Source { get; init; }

    /// <summary>Path of a mapping file; null for none.</summary>
    /// <value>The default is null.</value>
    public string? MappingPath { get; init; }

    /// <summary>Strictness and the lag policy.</summary>
    public Assess.InputOptions Reading { get; init; } = Assess.InputOptions.Default;
}

/// <summary>How a file was recognised and what it gave.</summary>
/// <param name="File">Its name.</param>
/// <param name="Source">The source.</param>
/// <param name="Dataset">Which of the source's tables.</param>
/// <param name="Evidence">Why it was taken for it.</param>
/// <param name="Rows">Data rows read.</param>
/// <param name="Quarantined">Rows set aside.</param>
public sealed record ImportedFile(string File, string Source, string Dataset, string Evidence, long Rows, long Quarantined);

/// <summary>A row, or a firm, at which a proof failed.</summary>
/// <param name="Firm">Firm code; empty where there is none.</param>
/// <param name="Day">Its day; null where there is none.</param>
/// <param name="Line">Line in the file; 0 where the proof is over several rows.</param>
/// <param name="Text">The figures.</param>
public sealed record ProofExample(string Firm, DateOnly? Day, int Line, string Text);

/// <summary>What a proof found.</summary>
/// <param name="File">The file; empty when the proof is over several.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Judged">Rows or firms judged.</param>
/// <param name="Failures">How many of them failed.</param>
/// <param name="Verdict">NotJudged, Holds, Noted, RowsQuarantined or FileRejected.</param>
/// <param name="LikelyCause">The likely cause, named; null when it holds.</param>
/// <param name="Worst">The worst examples, at most five.</param>
public sealed record ProofSummary(string File, string Name, string Rule, long Judged, long Failures, string Verdict, string? LikelyCause, IReadOnlyList<ProofExample> Worst);

/// <summary>What came of an import: recognition, counts, every proof, errors.</summary>
public sealed record ImportReport
{
    /// <summary>Whether the data were good.</summary>
    public required bool Accepted { get; init; }

    /// <summary>Number of the import in the store; null when nothing was stored (a dry run, or a rejection).</summary>
    public int? ImportId { get; init; }

    /// <summary>Whether the store held the very same import already, so that nothing was added.</summary>
    public bool Repeated { get; init; }

    /// <summary>Files in the order they were read.</summary>
    public required IReadOnlyList<ImportedFile> Files { get; init; }

    /// <summary>Proofs in the order of files, those over several files last.</summary>
    public required IReadOnlyList<ProofSummary> Proofs { get; init; }

    /// <summary>Facts by kind.</summary>
    public required IReadOnlyList<(string Kind, long Count)> Facts { get; init; }

    /// <summary>Firms seen.</summary>
    public required int Firms { get; init; }

    /// <summary>Days on which a firm is stated as suspended.</summary>
    public required long SuspendedDays { get; init; }

    /// <summary>Open days of the calendar on which a firm has no row between its first and last; 0 without a calendar.</summary>
    public required long DaysWithoutRow { get; init; }

    /// <summary>Policies applied, doubts.</summary>
    public required IReadOnlyList<QualityNote> Notes { get; init; }

    /// <summary>Why it was rejected, at most a thousand errors.</summary>
    public required IReadOnlyList<RowError> Errors { get; init; }

    /// <summary>Number of errors, listed or not.</summary>
    public required int ErrorCount { get; init; }

    /// <summary>Errors of the rows set aside, at most a thousand.</summary>
    public required IReadOnlyList<RowError> Quarantined { get; init; }

    /// <summary>Rows set aside.</summary>
    public required int QuarantinedRows { get; init; }
}

/// <summary>How far an import is.</summary>
/// <param name="File">The file in hand.</param>
/// <param name="FilesDone">Files finished.</param>
/// <param name="FilesTotal">Files to read.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="BytesDone">Bytes read, as they lie on the disk.</param>
/// <param name="BytesTotal">Bytes of all files; 0 when not known.</param>
public readonly record struct ImportAdvance(string File, int FilesDone, int FilesTotal, long Rows, long BytesDone, long BytesTotal);
