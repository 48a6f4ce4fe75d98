using Freeboard.Data.Import.Proofs;
using Freeboard.Provenance;

namespace Freeboard.Data.Import;

/// <summary>What came of an import into a sink.</summary>
public sealed record DataImportResult
{
    /// <summary>Whether the data are good; when not, what the sink was given must be dropped.</summary>
    public required bool Accepted { get; init; }

    /// <summary>Why it was rejected, at most <see cref="ImportResult.ListedErrors"/>; empty when accepted.</summary>
    public required IReadOnlyList<RowError> Errors { get; init; }

    /// <summary>Number of errors, listed or not.</summary>
    public required int ErrorCount { get; init; }

    /// <summary>Errors of the rows set aside, at most <see cref="ImportResult.ListedErrors"/>.</summary>
    public required IReadOnlyList<RowError> Quarantined { get; init; }

    /// <summary>Rows set aside.</summary>
    public required int QuarantinedRowCount { get; init; }

    /// <summary>Files read, with their hashes.</summary>
    public required IReadOnlyList<InputFile> Files { get; init; }

    /// <summary>Policies applied, doubts.</summary>
    public required IReadOnlyList<QualityNote> Notes { get; init; }

    /// <summary>Recognition, counts, proofs.</summary>
    public required DataQualityReport Report { get; init; }
}
