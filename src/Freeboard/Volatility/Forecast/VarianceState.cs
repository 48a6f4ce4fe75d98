namespace Freeboard.Volatility.Forecast;

/// <summary>Where a variance recursion stands after its last observation.</summary>
public sealed record VarianceState
{
    /// <summary>Variance of the next period, which the last observation fixes; unit of the returns, squared; positive.</summary>
    public required double NextVariance { get; init; }

    /// <summary>Conditional variances of the last periods, in order of time; as many as the larger order of the model, less one, or more.</summary>
    public IReadOnlyList<double> LastVariances { get; init; } = [];

    /// <summary>Standardised residuals of the same periods.</summary>
    public IReadOnlyList<double> LastStandardizedResiduals { get; init; } = [];

    /// <summary>Mean of the conditional variances of the whole sample; null where there is none.</summary>
    public double? MeanVariance { get; init; }
}
