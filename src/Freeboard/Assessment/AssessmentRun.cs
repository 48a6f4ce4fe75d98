using Freeboard.Provenance;

namespace Freeboard.Assessment;

/// <summary>A whole run: what CLI, report, store and pages show. Rows are ordered by firm, then date, both ordinal.</summary>
public sealed record AssessmentRun
{
    /// <summary>Where the run came from.</summary>
    public required RunProvenance Provenance { get; init; }

    /// <summary>Firms, ordered by code.</summary>
    public required IReadOnlyList<FirmDescription> Firms { get; init; }

    /// <summary>Rows, ordered by firm, then date.</summary>
    public required IReadOnlyList<AssessmentRow> Rows { get; init; }

    /// <summary>The figures behind each firm's latest row, by firm code.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<InputFact>> LatestInputs { get; init; }

    /// <summary>From file to figure on the latest day.</summary>
    public required IReadOnlyList<FunnelStep> Funnel { get; init; }

    /// <summary>Whether the data come from the synthetic market; such a run is marked as synthetic everywhere.</summary>
    public required bool Synthetic { get; init; }
}
