namespace Freeboard.Services.Bayes;

/// <summary>How the market's return is made where no index is given: of all firms of the table but the one judged.</summary>
public enum MarketWeights
{
    /// <summary>By asset value: the return of all their assets together.</summary>
    Value = 0,

    /// <summary>Each firm alike: the mean of their log returns.</summary>
    Equal,
}

/// <summary>Settings of the asset betas of a table.</summary>
public sealed record SystematicRiskOptions
{
    /// <summary>The defaults.</summary>
    public static SystematicRiskOptions Default { get; } = new();

    /// <summary>How the other firms are weighted where no index is given.</summary>
    /// <value>The default value is <see cref="MarketWeights.Value"/>.</value>
    public MarketWeights Weights { get; init; }

    /// <summary>Mean and deviation of the firms' betas, deviation positive; null to estimate them.</summary>
    /// <value>The default value is null.</value>
    public (double Mean, double Deviation)? Prior
    {
        get;
        init => field = value is null || (double.IsFinite(value.Value.Mean) && value.Value.Deviation > 0 && double.IsFinite(value.Value.Deviation))
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The mean must be finite, the deviation finite and positive.");
    }

    /// <summary>Market factors, in standard deviations, at which the conditional EDF is wanted; -2 is a bad year.</summary>
    /// <value>The default value is -2, 0, 2.</value>
    public IReadOnlyList<double> Factors
    {
        get;
        init => field = value.All(double.IsFinite) ? value : throw new ArgumentOutOfRangeException(nameof(value), "Every factor must be finite.");
    } = [-2, 0, 2];

    /// <summary>Level of the share's interval, in (0, 1).</summary>
    /// <value>The default value is 0.9.</value>
    public double Level
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    } = 0.9;
}
