namespace Freeboard.Assessment;

/// <summary>One firm on one day: the inputs used, the answer, and its status. Numbers are null where there is none; they are never NaN or infinite.</summary>
public sealed record AssessmentRow
{
    /// <summary>Firm code as in the input.</summary>
    public required string Firm { get; init; }

    /// <summary>The day assessed.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Currency of every amount of the row, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Market value of equity E, currency units.</summary>
    public double? EquityValue { get; init; }

    /// <summary>Annualised equity volatility, decimal per sqrt-year.</summary>
    public double? EquityVolatility { get; init; }

    /// <summary>How the equity volatility was estimated (historical-daily ...).</summary>
    public required string VolatilityModel { get; init; }

    /// <summary>Default point, currency units.</summary>
    public double? DefaultPoint { get; init; }

    /// <summary>Risk-free rate, continuously compounded, decimal per year.</summary>
    public double? RiskFreeRate { get; init; }

    /// <summary>Horizon in years.</summary>
    public double? HorizonYears { get; init; }

    /// <summary>How assets were implied (two-equation ...).</summary>
    public required string Method { get; init; }

    /// <summary>Asset value V, currency units.</summary>
    public double? AssetValue { get; init; }

    /// <summary>Annualised asset volatility, decimal per sqrt-year.</summary>
    public double? AssetVolatility { get; init; }

    /// <summary>KMV distance (V - DP) / (V sigmaV sqrt T).</summary>
    public double? DdKmv { get; init; }

    /// <summary>Risk-neutral Merton distance, d2.</summary>
    public double? DdRiskNeutral { get; init; }

    /// <summary>Physical Merton distance with drift mu; null when no drift was estimated or given.</summary>
    public double? DdPhysical { get; init; }

    /// <summary>Natural logarithm of the expected default frequency; holds where the frequency underflows.</summary>
    public double? LnEdf { get; init; }

    /// <summary>Expected default frequency over the horizon, decimal.</summary>
    public double? Edf { get; init; }

    /// <summary>The map from distance to probability.</summary>
    public required string EdfMap { get; init; }

    /// <summary>Returns in the volatility window.</summary>
    public int? Observations { get; init; }

    /// <summary>Last adjusted close up to the day, in any unit that is constant over a firm's rows of one run: its ratio between two rows is what one share returned. Kept with the run, not printed with the row.</summary>
    public double? AdjustedClose { get; init; }

    /// <summary>Days up to the row's into which the return is not usable (an ex-right day without a factor): where two rows differ, <see cref="AdjustedClose"/> gives no return between them. Kept with the run, not printed with the row.</summary>
    public int? ReturnBreaks { get; init; }

    /// <summary>Why the row has, or has not, numbers.</summary>
    public required AssessmentStatus Status { get; init; }

    /// <summary>The run that made the row.</summary>
    public required string RunId { get; init; }
}
