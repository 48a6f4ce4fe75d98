using Freeboard.Structural.Windows;

namespace Freeboard.Structural.Rolling;

/// <summary>Where rolling estimates are written: one element a day of the history. An empty span is a figure that is not wanted.</summary>
/// <remarks>A figure is NaN on every day whose status is neither Converged nor DegenerateNoDebt. What is not asked for is not computed.</remarks>
public readonly ref struct RollingColumns
{
    /// <summary>Why each day's estimate stopped; required. Days that <see cref="RollingOptions.Step"/> passes over are NotRun.</summary>
    public required Span<EstimationStatus> Statuses { get; init; }

    /// <summary>Annualised asset volatility sigmaV; required.</summary>
    public required Span<double> AssetVolatilities { get; init; }

    /// <summary>Asset value V on the window's last day, currency units of the equity.</summary>
    public Span<double> AssetValues { get; init; }

    /// <summary>Physical drift mu, continuously compounded per year, payouts included.</summary>
    public Span<double> Drifts { get; init; }

    /// <summary>Standard error of sigmaV from the observed information; NaN for the fixed point, which is no likelihood estimate.</summary>
    public Span<double> StandardErrorsOfVolatility { get; init; }

    /// <summary>Log-likelihood of the equity values in levels, given the first one; NaN for the fixed point.</summary>
    public Span<double> LogLikelihoods { get; init; }
}
