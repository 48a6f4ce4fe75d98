using Freeboard.Data.AsOf;
using Freeboard.Provenance;

namespace Freeboard.Data.Import;

/// <summary>What came of an import: a market, or the reasons why there is none.</summary>
public sealed record ImportResult
{
    /// <summary>How many errors the lists hold at most; the counts stay exact beyond it.</summary>
    public const int ListedErrors = 1000;

    /// <summary>The accepted market; null when the import was rejected.</summary>
    public required Market? Market { get; init; }

    /// <summary>Why it was rejected, ordered by file and line; empty exactly when <see cref="Market"/> is not null. At most <see cref="ListedErrors"/> are listed.</summary>
    public required IReadOnlyList<RowError> Errors { get; init; }

    /// <summary>Errors of the rows set aside under <see cref="ImportOptions.KeepGoing"/>, ordered by file and line. At most <see cref="ListedErrors"/> are listed.</summary>
    public required IReadOnlyList<RowError> Quarantined { get; init; }

    /// <summary>Number of errors found, listed or not.</summary>
    public required int ErrorCount { get; init; }

    /// <summary>Number of errors behind the rows set aside, listed or not. One row may have several.</summary>
    public required int QuarantinedErrorCount { get; init; }

    /// <summary>Number of rows set aside.</summary>
    public required int QuarantinedRowCount { get; init; }
}
