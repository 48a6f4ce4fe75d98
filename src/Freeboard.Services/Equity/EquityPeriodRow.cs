using Freeboard.Assessment;

namespace Freeboard.Services.Equity;

/// <summary>What the two equations need of one firm in one calendar period. Numbers are in currency units and per period; null where they are not there.</summary>
public sealed record EquityPeriodRow
{
    /// <summary>Firm code.</summary>
    public required string Firm { get; init; }

    /// <summary>First day of the period.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day of the period.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The period in short: 2014Q3, 2014-09, 2014.</summary>
    public required string Period { get; init; }

    /// <summary>Days of the period with a reported market value.</summary>
    public required int Days { get; init; }

    /// <summary>Mean of the reported market values of the period.</summary>
    public double? MeanMarketValue { get; init; }

    /// <summary>Daily log returns that end in the period.</summary>
    public required int Returns { get; init; }

    /// <summary>Standard deviation of those returns (divisor n - 1) x the root of the trading days of a period.</summary>
    public double? Volatility { get; init; }

    /// <summary>Default point of the balance sheet whose period ends with this one.</summary>
    public double? DefaultPoint { get; init; }

    /// <summary>The last annual rate dated by the end of the period, divided by the periods of a year.</summary>
    public double? Rate { get; init; }

    /// <summary>Converged when every number is there, else the first thing missing.</summary>
    public required AssessmentStatus Status { get; init; }
}
