namespace Freeboard.Portfolio.Capital;

/// <summary>Settings of <see cref="AsymptoticPortfolio"/>.</summary>
public sealed record AsymptoticOptions
{
    /// <summary>The defaults.</summary>
    public static AsymptoticOptions Default { get; } = new();

    /// <summary>Variance of a loss given default as a share of the most it can have, lgd (1 - lgd); in [0, 1]. It enters the granularity adjustment and the standard deviation.</summary>
    /// <value>The default value is 0: a loss given default is fixed. Gordy and Luetkebohmert take 0.25.</value>
    public double LossGivenDefaultVariance
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [0, 1].");
    }
}
