namespace Freeboard.Structural.Windows;

/// <summary>What a window estimator reads: a firm's equity values on its trading days, with the default point and the rate of each day.</summary>
/// <remarks>
/// Shape: the four spans have one length, one element a day, oldest first. Days without a trade are simply absent: gaps may be unequal, and
/// a return that spans a gap counts with its own length. A day on which any figure is NaN is missing: it is skipped and counted, or makes the
/// window invalid, as <see cref="WindowOptions.MissingDays"/> says. Amounts are in one currency and one unit, any.
/// Nothing is copied: the window is a view, valid as long as the arrays behind it.
/// </remarks>
public readonly ref struct EquityWindow
{
    /// <summary>Time of each day in years from any origin; finite, strictly ascending.</summary>
    public required ReadOnlySpan<double> Times { get; init; }

    /// <summary>Market value of equity E on each day, currency units; positive, or NaN for a missing day.</summary>
    public required ReadOnlySpan<double> EquityValues { get; init; }

    /// <summary>Default point D on each day, same currency units; zero or positive, or NaN for a missing day.</summary>
    public required ReadOnlySpan<double> DefaultPoints { get; init; }

    /// <summary>Risk-free rate r on each day, continuously compounded per year, decimal; finite, or NaN for a missing day.</summary>
    public required ReadOnlySpan<double> RiskFreeRates { get; init; }

    /// <summary>Horizon T in years, the same on every day; finite and positive.</summary>
    public required double HorizonYears { get; init; }

    /// <summary>Rate q at which the assets pay out to their owners, continuously compounded per year, decimal; finite.</summary>
    /// <value>The default value is 0.</value>
    public double PayoutRate { get; init; }
}
