namespace Freeboard.Portfolio.Capital;

/// <summary>Why measures are, or are not, there. Zero is never success.</summary>
public enum AsymptoticStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>All numbers hold.</summary>
    Computed,

    /// <summary>No loan depends on the factor: the asymptotic loss is the expected loss, and there is no granularity adjustment.</summary>
    NoFactor,

    /// <summary>There is no loan, or one is impossible.</summary>
    InvalidInput,
}

/// <summary>Measures at one level, currency units. Null where the status gives none.</summary>
public sealed record AsymptoticLevel
{
    /// <summary>The level, in (0, 1).</summary>
    public required double Level { get; init; }

    /// <summary>Loss of an infinitely fine portfolio that is not exceeded with the level's probability.</summary>
    public double? ValueAtRisk { get; init; }

    /// <summary>Mean loss of an infinitely fine portfolio in the worst 1 - level of all outcomes.</summary>
    public double? ExpectedShortfall { get; init; }

    /// <summary>What the names' own risk adds to the value at risk, to first order.</summary>
    public double? ValueAtRiskAdjustment { get; init; }

    /// <summary>What it adds to the expected shortfall, to first order.</summary>
    public double? ExpectedShortfallAdjustment { get; init; }

    /// <summary>Contributions of the loans, in their order; empty where there are none.</summary>
    public IReadOnlyList<AsymptoticContribution> Contributions { get; init; } = [];
}

/// <summary>What one loan adds, currency units. Each column adds up to the portfolio's number.</summary>
/// <param name="ExpectedLoss">Exposure times loss given default times default probability.</param>
/// <param name="ValueAtRisk">Its loss given the factor at the level.</param>
/// <param name="ExpectedShortfall">Its mean loss given the factor beyond it.</param>
/// <param name="ValueAtRiskAdjustment">Its part of the granularity adjustment of the value at risk (Euler); null without one.</param>
/// <param name="ExpectedShortfallAdjustment">Its part of the granularity adjustment of the expected shortfall (Euler); null without one.</param>
public readonly record struct AsymptoticContribution(double ExpectedLoss, double ValueAtRisk, double ExpectedShortfall, double? ValueAtRiskAdjustment, double? ExpectedShortfallAdjustment);

/// <summary>The asymptotic single-factor measures of a portfolio.</summary>
public sealed record AsymptoticMeasures
{
    /// <summary>Why there are, or are not, numbers.</summary>
    public required AsymptoticStatus Status { get; init; }

    /// <summary>Expected loss, currency units.</summary>
    public double? ExpectedLoss { get; init; }

    /// <summary>Standard deviation of the loss of the infinitely fine portfolio, currency units.</summary>
    public double? AsymptoticStandardDeviation { get; init; }

    /// <summary>Standard deviation of the loss of the portfolio as it is, its names' own risk included, currency units.</summary>
    public double? StandardDeviation { get; init; }

    /// <summary>The levels asked for, in their order.</summary>
    public IReadOnlyList<AsymptoticLevel> Levels { get; init; } = [];
}
