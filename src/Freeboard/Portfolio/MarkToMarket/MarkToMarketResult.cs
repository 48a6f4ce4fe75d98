namespace Freeboard.Portfolio.MarkToMarket;

/// <summary>Why there are, or are not, numbers. Zero is never success.</summary>
public enum MarkToMarketStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>All numbers hold.</summary>
    Computed,

    /// <summary>Some level has fewer than one scenario beyond it; its numbers are absent. More scenarios are the cure.</summary>
    TooFewScenarios,
}

/// <summary>What a portfolio may be worth at the horizon. Losses are counted from the value with no change of state.</summary>
public sealed record MarkToMarketResult
{
    /// <summary>Why there are, or are not, numbers.</summary>
    public required MarkToMarketStatus Status { get; init; }

    /// <summary>Value at the horizon if no state changes, currency units.</summary>
    public required double UnchangedValue { get; init; }

    /// <summary>Analytic mean and standard deviation of the value, position by position too.</summary>
    public required ValueMoments Moments { get; init; }

    /// <summary>Mean value over the scenarios, currency units; it differs from the analytic one by chance alone.</summary>
    public required double SimulatedMean { get; init; }

    /// <summary>Standard error of that mean.</summary>
    public required double SimulatedMeanStandardError { get; init; }

    /// <summary>Losses against the unchanged value: analytic mean and standard deviation, simulated tails. A level without a scenario beyond it is left out.</summary>
    public required LossMeasures Losses { get; init; }

    /// <summary>Parts of the expected shortfall, positions by levels of <see cref="Losses"/>; they add up to it.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> ShortfallContributions { get; init; }

    /// <summary>Loss of each scenario, ascending, currency units; negative where the portfolio gained.</summary>
    public required IReadOnlyList<double> SortedLosses { get; init; }
}
