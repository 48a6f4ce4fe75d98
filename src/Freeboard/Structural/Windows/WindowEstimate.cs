namespace Freeboard.Structural.Windows;

/// <summary>A firm's assets as estimated from a window of equity values, on the window's last day, with the reason the estimator stopped.</summary>
/// <remarks>
/// Numbers are NaN unless <see cref="Status"/> is <see cref="EstimationStatus.Converged"/> or
/// <see cref="EstimationStatus.DegenerateNoDebt"/> (where the distances are infinite), or <see cref="EstimationStatus.BoundBinds"/> by a bound of the model
/// that is a legitimate value (delta of <see cref="NusEstimate"/>). A number that an estimator does not give
/// (a likelihood of a method that has none) is NaN too. Read <see cref="Status"/> first.
/// </remarks>
public readonly record struct WindowEstimate
{
    /// <summary>No numbers, and nothing run.</summary>
    public WindowEstimate()
        : this(EstimationStatus.NotRun)
    {
    }

    /// <summary>Nothing but a status.</summary>
    /// <param name="status">Why there are no numbers.</param>
    public WindowEstimate(EstimationStatus status) => Status = status;

    /// <summary>Why the estimator stopped.</summary>
    public EstimationStatus Status { get; init; }

    /// <summary>Annualised asset volatility sigmaV, decimal per sqrt-year.</summary>
    public double AssetVolatility { get; init; } = double.NaN;

    /// <summary>Physical drift mu of the assets, continuously compounded per year, payouts included.</summary>
    public double Drift { get; init; } = double.NaN;

    /// <summary>Asset value V on the last day, currency units of the equity.</summary>
    public double AssetValue { get; init; } = double.NaN;

    /// <summary>KMV distance (V - D) / (V sigmaV sqrt T) on the last day.</summary>
    public double DistanceKmv { get; init; } = double.NaN;

    /// <summary>Risk-neutral distance [ln(V/D) + (r - q - sigmaV^2/2) T] / (sigmaV sqrt T) on the last day.</summary>
    public double DistanceRiskNeutral { get; init; } = double.NaN;

    /// <summary>Physical distance [ln(V/D) + (mu - q - sigmaV^2/2) T] / (sigmaV sqrt T) on the last day.</summary>
    public double DistancePhysical { get; init; } = double.NaN;

    /// <summary>ln N(-<see cref="DistanceRiskNeutral"/>), the logarithm of the expected default frequency by the normal map.</summary>
    public double LogEdf { get; init; } = double.NaN;

    /// <summary>Standard error of <see cref="AssetVolatility"/>, from the observed information.</summary>
    public double StandardErrorOfVolatility { get; init; } = double.NaN;

    /// <summary>Standard error of <see cref="Drift"/>.</summary>
    public double StandardErrorOfDrift { get; init; } = double.NaN;

    /// <summary>Standard error of <see cref="DistanceKmv"/>, delta method.</summary>
    public double StandardErrorOfDistanceKmv { get; init; } = double.NaN;

    /// <summary>Standard error of <see cref="DistanceRiskNeutral"/>, delta method.</summary>
    public double StandardErrorOfDistanceRiskNeutral { get; init; } = double.NaN;

    /// <summary>Standard error of <see cref="DistancePhysical"/>, delta method.</summary>
    public double StandardErrorOfDistancePhysical { get; init; } = double.NaN;

    /// <summary>Standard error of <see cref="LogEdf"/>, delta method; times the frequency it is the standard error of the frequency.</summary>
    public double StandardErrorOfLogEdf { get; init; } = double.NaN;

    /// <summary>Log-likelihood of the equity values in levels, given the first one; it changes with the unit of money c by n ln c.</summary>
    public double LogLikelihood { get; init; } = double.NaN;

    /// <summary>Log-likelihood of the log equity returns: <see cref="LogLikelihood"/> plus the sum of ln E after the first day. Free of the unit of money.</summary>
    public double LogLikelihoodOfReturns { get; init; } = double.NaN;

    /// <summary>Passes over the window.</summary>
    public int Iterations { get; init; }

    /// <summary>What is left of the estimating equation: F(sigma)/sigma - 1 of the fixed point (by its series about the last pass), or the gradient of the log-likelihood in ln sigma per return.</summary>
    public double Residual { get; init; } = double.NaN;

    /// <summary>Days used.</summary>
    public int Observations { get; init; }

    /// <summary>Days left out because a figure was missing.</summary>
    public int SkippedDays { get; init; }

    /// <summary>The option or model limit that binds when <see cref="Status"/> is <see cref="EstimationStatus.BoundBinds"/>; null otherwise.</summary>
    public string? BindingBound { get; init; }

    /// <summary>The property of <see cref="EquityWindow"/> that made the window invalid or unrepresentable; null otherwise.</summary>
    public string? OffendingInput { get; init; }
}
