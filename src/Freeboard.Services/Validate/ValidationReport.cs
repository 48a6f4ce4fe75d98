using Freeboard.Calibration;
using Freeboard.Provenance;
using Freeboard.Validation.Comparison;
using Freeboard.Validation.Discrimination;
using Freeboard.Validation.Reliability;
using Freeboard.Validation.Sampling;

namespace Freeboard.Services.Validate;

/// <summary>A measure held against what happened: what table, JSON and page show.</summary>
public sealed record ValidationReport
{
    /// <summary>Where it came from; the run id is the hash of inputs and settings of this validation.</summary>
    public required RunProvenance Provenance { get; init; }

    /// <summary>Whether the data come from the synthetic market.</summary>
    public required bool Synthetic { get; init; }

    /// <summary>The event and its horizon.</summary>
    public required LabelDefinition Label { get; init; }

    /// <summary>The distance judged, by its column.</summary>
    public required string Distance { get; init; }

    /// <summary>The map behind the probabilities; empty when there are none.</summary>
    public required string EdfMap { get; init; }

    /// <summary>How volatilities were had where the data gave none; empty for an assessment.</summary>
    public string VolatilityPolicy { get; init; } = "";

    /// <summary>Which slices <see cref="Slices"/> holds.</summary>
    public required ValidationSlicing SlicedBy { get; init; }

    /// <summary>From rows given to observations judged: what was left out, and why. Names are stable words.</summary>
    public required IReadOnlyList<RunParameter> Counts { get; init; }

    /// <summary>Firms among the observations.</summary>
    public required int Firms { get; init; }

    /// <summary>Earliest day judged.</summary>
    public required DateOnly? From { get; init; }

    /// <summary>Latest day judged.</summary>
    public required DateOnly? To { get; init; }

    /// <summary>All observations.</summary>
    public required ValidationSlice All { get; init; }

    /// <summary>By year of the row, ascending.</summary>
    public required IReadOnlyList<ValidationSlice> ByYear { get; init; }

    /// <summary>By what was asked for; the same as <see cref="ByYear"/> when that was years.</summary>
    public required IReadOnlyList<ValidationSlice> Slices { get; init; }

    /// <summary>The ROC curve of the distance.</summary>
    public required RocCurve Roc { get; init; }

    /// <summary>The area's interval over samples of firms.</summary>
    public required BootstrapInterval AreaByFirm { get; init; }

    /// <summary>A pointwise band around the curve over samples of firms; null when there is none.</summary>
    public RocBand? Band { get; init; }

    /// <summary>Area of the probabilities against the area of the distance on the same rows; null without probabilities.</summary>
    public AreaComparison? EdfAgainstDistance { get; init; }

    /// <summary>Riskiest tenth, next tenth ...</summary>
    public required IReadOnlyList<RiskGroup> Capture { get; init; }

    /// <summary>Areas at other horizons; empty for a panel of firm-years.</summary>
    public required IReadOnlyList<PowerAtHorizon> Horizons { get; init; }

    /// <summary>Mean distance of non-events against events, variances apart.</summary>
    public required MeanComparison Welch { get; init; }

    /// <summary>The same with one variance.</summary>
    public required MeanComparison Pooled { get; init; }

    /// <summary>Ranks of non-events against events.</summary>
    public required RankComparison Ranks { get; init; }

    /// <summary>Distributions of non-events against events.</summary>
    public required KolmogorovSmirnov KolmogorovSmirnov { get; init; }

    /// <summary>Events paired with non-events of their industry, day and size: distances of controls against those of events; null when nothing could be paired.</summary>
    public MeanComparison? Paired { get; init; }

    /// <summary>Events for which no pair was found.</summary>
    public int Unpaired { get; init; }

    /// <summary>Observations with a probability.</summary>
    public required int WithProbability { get; init; }

    /// <summary>Brier score and its parts.</summary>
    public required BrierScore Brier { get; init; }

    /// <summary>Log loss.</summary>
    public required LogLoss LogLoss { get; init; }

    /// <summary>Hosmer and Lemeshow's test.</summary>
    public required HosmerLemeshow HosmerLemeshow { get; init; }

    /// <summary>Spiegelhalter's test.</summary>
    public required Spiegelhalter Spiegelhalter { get; init; }

    /// <summary>Calibration slope and intercept.</summary>
    public required CalibrationLine Line { get; init; }

    /// <summary>Buckets by predicted probability with three tests each.</summary>
    public required IReadOnlyList<BucketTest> Buckets { get; init; }

    /// <summary>Stability of the distance's distribution: later half of the days against the earlier; null with one day.</summary>
    public PopulationStability? Stability { get; init; }

    /// <summary>First day of the later half.</summary>
    public DateOnly? StabilityCut { get; init; }

    /// <summary>Distances of observations with the event.</summary>
    public required IReadOnlyList<double> EventDistances { get; init; }

    /// <summary>Distances of observations without the event.</summary>
    public required IReadOnlyList<double> OtherDistances { get; init; }

    /// <summary>The map, when one was given: for the figure from distance to probability.</summary>
    public EdfMapFit? MapFit { get; init; }
}
