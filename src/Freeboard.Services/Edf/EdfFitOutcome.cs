using Freeboard.Calibration;
using Freeboard.Provenance;

namespace Freeboard.Services.Edf;

/// <summary>A fit, or the errors of its data.</summary>
public sealed record EdfFitOutcome
{
    /// <summary>Errors of the data, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; init; }

    /// <summary>The fit; null when the data were rejected. Read its status.</summary>
    public EdfMapFit? Fit { get; init; }

    /// <summary>The map with its provenance; null unless there is a map.</summary>
    public EdfMapFile? File { get; init; }

    /// <summary>What of the data was used, and what was left out and why.</summary>
    public IReadOnlyList<RunParameter> Sample { get; init; } = [];
}
