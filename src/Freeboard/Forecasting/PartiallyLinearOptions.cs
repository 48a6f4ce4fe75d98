namespace Freeboard.Forecasting;

/// <summary>Settings of a partially linear autoregression.</summary>
public sealed record PartiallyLinearOptions
{
    /// <summary>The defaults.</summary>
    public static PartiallyLinearOptions Default { get; } = new();

    /// <summary>Lags p of the series; in [1, 60].</summary>
    /// <value>The default value is 1.</value>
    public int Lags
    {
        get;
        init => field = value is >= 1 and <= 60 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [1, 60].");
    } = 1;

    /// <summary>The kernel.</summary>
    /// <value>The default value is <see cref="SmoothingKernel.Gaussian"/>.</value>
    public SmoothingKernel Kernel { get; init; }

    /// <summary>How bandwidths are chosen, for each of the kernel regressions on its own.</summary>
    /// <value>The default value is <see cref="SmoothingBandwidth.CrossValidation"/>.</value>
    public SmoothingBandwidth Bandwidth { get; init; } = SmoothingBandwidth.CrossValidation;

    /// <summary>Whether the coefficients' errors allow for variances that differ (HC1).</summary>
    /// <value>The default value is true.</value>
    public bool RobustErrors { get; init; } = true;
}
