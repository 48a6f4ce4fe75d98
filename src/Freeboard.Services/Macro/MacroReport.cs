using Freeboard.Macro;
using Freeboard.Provenance;

namespace Freeboard.Services.Macro;

/// <summary>Tests of one series as the regression takes it.</summary>
/// <param name="Name">The index, or a driver.</param>
/// <param name="UnitRoot">Its hypothesis is a unit root.</param>
/// <param name="Stationarity">Its hypothesis is stationarity.</param>
/// <param name="HelpsIndex">Whether its past helps to foretell the index; null for the index itself.</param>
/// <param name="HelpedByIndex">Whether the index's past helps to foretell it; null for the index itself.</param>
public sealed record MacroSeriesTest(string Name, AugmentedDickeyFuller UnitRoot, KpssTest Stationarity, GrangerTest? HelpsIndex, GrangerTest? HelpedByIndex);

/// <summary>A firm under one step of a scenario.</summary>
/// <param name="Firm">Firm code.</param>
/// <param name="BaseEdf">Its EDF now.</param>
/// <param name="Structural">Through asset value and volatility; null where the scenario shocks neither.</param>
/// <param name="RegressionEdf">Through the regression; null where it has no answer.</param>
public sealed record MacroFirmStress(string Firm, double BaseEdf, StressedFirm? Structural, double? RegressionEdf);

/// <summary>One period of a scenario.</summary>
/// <param name="Date">The day.</param>
/// <param name="Drivers">The drivers' values, in their units.</param>
/// <param name="Regression">The index by the regression.</param>
/// <param name="Extrapolated">Drivers beyond what the sample held.</param>
/// <param name="Shock">The shock to assets; null where the scenario has none.</param>
/// <param name="StructuralIndex">The index through asset values and volatilities; null without a shock or an answer.</param>
/// <param name="Firms">The firms, in the order of their codes; empty without rows.</param>
public sealed record MacroScenarioStep(
    DateOnly Date,
    IReadOnlyList<double> Drivers,
    MacroPrediction Regression,
    IReadOnlyList<string> Extrapolated,
    StressShock? Shock,
    double? StructuralIndex,
    IReadOnlyList<MacroFirmStress> Firms);

/// <summary>A scenario's path.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Steps">Its periods, ascending.</param>
public sealed record MacroScenarioPath(string Name, IReadOnlyList<MacroScenarioStep> Steps);

/// <summary>An answer to the reverse question.</summary>
/// <param name="Channel">regression or structural.</param>
/// <param name="Variable">The driver, market_return or volatility_factor.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Now">The variable's present value.</param>
public sealed record MacroReverseAnswer(string Channel, string Variable, ReverseStress Answer, double? Now);

/// <summary>A firm as it stands before any scenario.</summary>
/// <param name="Row">Its last row.</param>
/// <param name="Firm">What is shocked; null where the row lacks a figure.</param>
/// <param name="Weight">Its weight in the index.</param>
/// <param name="Beta">Its asset beta.</param>
public sealed record MacroBaseFirm(MacroRow Row, StressFirm? Firm, double Weight, AssetBeta Beta);

/// <summary>A study of the EDF index on the economy: what tables, JSON and page show.</summary>
public sealed record MacroReport
{
    /// <summary>Where it came from; the run id is the hash of inputs and settings of this study.</summary>
    public required RunProvenance Provenance { get; init; }

    /// <summary>Whether the firms are of the synthetic market.</summary>
    public required bool Synthetic { get; init; }

    /// <summary>The settings.</summary>
    public required MacroStudyOptions Options { get; init; }

    /// <summary>The index by period.</summary>
    public required IReadOnlyList<MacroIndexPoint> Points { get; init; }

    /// <summary>Months between periods of the index.</summary>
    public required int MonthsPerPeriod { get; init; }

    /// <summary>The drivers, lags as chosen.</summary>
    public required IReadOnlyList<DriverSpecification> Drivers { get; init; }

    /// <summary>The choice of lags; null where they were given.</summary>
    public LagChoice? LagChoice { get; init; }

    /// <summary>The regression.</summary>
    public required MacroFit Fit { get; init; }

    /// <summary>The regression's value of each point, as a probability; null where it was left out.</summary>
    public required IReadOnlyList<double?> Fitted { get; init; }

    /// <summary>Tests of the index (on the scale of the regression) and of every driver.</summary>
    public required IReadOnlyList<MacroSeriesTest> Tests { get; init; }

    /// <summary>The comparison out of sample; null without a fit or with too few periods.</summary>
    public MacroContest? Contest { get; init; }

    /// <summary>Days of the contest's steps.</summary>
    public IReadOnlyList<DateOnly> ContestDates { get; init; } = [];

    /// <summary>Scenarios, in the file's order.</summary>
    public IReadOnlyList<MacroScenarioPath> Scenarios { get; init; } = [];

    /// <summary>The firms of the last day; empty without rows.</summary>
    public IReadOnlyList<MacroBaseFirm> Firms { get; init; } = [];

    /// <summary>The wanted index of the reverse question; null without one.</summary>
    public double? Wanted { get; init; }

    /// <summary>Answers to the reverse question.</summary>
    public IReadOnlyList<MacroReverseAnswer> Reverse { get; init; } = [];

    /// <summary>The last period with an index; null without one.</summary>
    public MacroIndexPoint? Last => Points.LastOrDefault(static p => p.Value is not null);
}

/// <summary>A study, or the errors that rejected its input.</summary>
public sealed record MacroOutcome
{
    /// <summary>The study; null when the input was rejected.</summary>
    public MacroReport? Report { get; init; }

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; init; }

    internal static MacroOutcome Refused(IReadOnlyList<RowError> errors, int count) => new() { Errors = errors, ErrorCount = count };
}
