namespace Freeboard.Structural.Windows;

/// <summary>Settings of the estimators on a window of equity values. Use <c>with</c> to change one.</summary>
public sealed record WindowOptions
{
    /// <summary>The defaults.</summary>
    public static WindowOptions Default { get; } = new();

    /// <summary>By what the sum of squared returns is divided, in the KMV fixed point and for equity volatility; the likelihood has its own.</summary>
    /// <value>The default value is <see cref="DivisorConvention.N"/>.</value>
    public DivisorConvention Divisor { get; init; } = DivisorConvention.N;

    /// <summary>About which drift returns are centred, and which drift is reported.</summary>
    /// <value>The default value is <see cref="DriftTreatment.Estimated"/>.</value>
    public DriftTreatment Drift { get; init; } = DriftTreatment.Estimated;

    /// <summary>The drift mu for <see cref="DriftTreatment.Given"/>, continuously compounded per year with payouts included; finite.</summary>
    /// <value>The default value is 0.</value>
    public double GivenDrift
    {
        get;
        init => field = double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite.");
    }

    /// <summary>What happens to a day on which a figure is NaN.</summary>
    /// <value>The default value is <see cref="MissingDays.Skip"/>.</value>
    public MissingDays MissingDays { get; init; } = MissingDays.Skip;

    /// <summary>Whether the likelihood is conditioned on survival.</summary>
    /// <value>The default value is <see cref="SurvivorshipCorrection.None"/>.</value>
    public SurvivorshipCorrection Survivorship { get; init; } = SurvivorshipCorrection.None;

    /// <summary>Fewest returns that make a window; at least 2.</summary>
    /// <value>The default value is 10.</value>
    public int MinimumReturns
    {
        get;
        init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 2.");
    } = 10;

    /// <summary>Fewest returns with a change in the equity value; at least 1. With fewer the share counts as suspended.</summary>
    /// <value>The default value is 5.</value>
    public int MinimumMoves
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 5;

    /// <summary>Relative tolerance on the volatility; in (0, 1).</summary>
    /// <value>The default value is 1e-12.</value>
    public double RelativeTolerance
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    } = 1e-12;

    /// <summary>Most iterations over the window before giving up; at least 1.</summary>
    /// <value>The default value is 100.</value>
    public int MaximumIterations
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 100;

    /// <summary>Lower bound of the search for the annualised asset volatility; positive. An estimate below it is <see cref="EstimationStatus.BoundBinds"/>.</summary>
    /// <value>The default value is 1e-5.</value>
    public double SmallestVolatility
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite and positive.");
    } = 1e-5;

    /// <summary>Upper bound of the search for the annualised asset volatility; positive. An estimate above it is <see cref="EstimationStatus.BoundBinds"/>.</summary>
    /// <value>The default value is 20.</value>
    public double LargestVolatility
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite and positive.");
    } = 20;

    /// <summary>Level of confidence intervals; in (0, 1).</summary>
    /// <value>The default value is 0.9.</value>
    public double ConfidenceLevel
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    } = 0.9;
}
