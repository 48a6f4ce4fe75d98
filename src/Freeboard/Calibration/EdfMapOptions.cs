namespace Freeboard.Calibration;

/// <summary>Which map is fitted, and how.</summary>
public sealed record EdfMapOptions
{
    /// <summary>A logistic map of the risk-neutral distance.</summary>
    public static EdfMapOptions Default { get; } = new();

    /// <summary>The kind of map.</summary>
    /// <value>The default is <see cref="EdfMapKind.Logistic"/>.</value>
    public EdfMapKind Kind { get; init; } = EdfMapKind.Logistic;

    /// <summary>The distance that the sample holds.</summary>
    /// <value>The default is <see cref="MappedDistance.RiskNeutral"/>.</value>
    public MappedDistance Distance { get; init; } = MappedDistance.RiskNeutral;

    /// <summary>Buckets of the table, and of least squares.</summary>
    /// <value>The default is <see cref="DistanceBucketOptions.Default"/>.</value>
    public DistanceBucketOptions Buckets { get; init; } = DistanceBucketOptions.Default;

    /// <summary>What least squares does with buckets without an event.</summary>
    /// <value>The default is <see cref="ZeroEventRule.Pool"/>.</value>
    public ZeroEventRule ZeroEvents { get; init; } = ZeroEventRule.Pool;

    /// <summary>Whether a curve fitted by least squares is multiplied by Duan's smearing factor.</summary>
    /// <value>The default value is false.</value>
    public bool Smear { get; init; }

    /// <summary>Fewest observations in a block of the isotonic map, and fewest effective ones under the kernel, whose bandwidth widens until there are; at least 1.</summary>
    /// <value>The default value is 25.</value>
    public int MinimumCount
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 25;

    /// <summary>How the kernel's bandwidth is chosen when <see cref="Bandwidth"/> is null.</summary>
    /// <value>The default is <see cref="BandwidthRule.RuleOfThumb"/>.</value>
    public BandwidthRule BandwidthRule { get; init; } = BandwidthRule.RuleOfThumb;

    /// <summary>The kernel's bandwidth, units of distance, positive; null to choose it.</summary>
    /// <value>The default is null.</value>
    public double? Bandwidth
    {
        get;
        init => field = value is null || (value > 0 && double.IsFinite(value.Value)) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be positive and finite.");
    }

    /// <summary>Points of the kernel's grid, at quantiles of the distance; in 2..501.</summary>
    /// <value>The default value is 101.</value>
    public int GridPoints
    {
        get;
        init => field = value is >= 2 and <= 501 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 2..501.");
    } = 101;

    /// <summary>Whether the kernel's curve is made to fall: where it rises with the distance, neighbours on the grid are pooled.</summary>
    /// <value>The default value is true.</value>
    public bool Monotone { get; init; } = true;

    /// <summary>Least and greatest frequency of the map.</summary>
    /// <value>The default is <see cref="EdfCaps.None"/>.</value>
    public EdfCaps Caps { get; init; } = EdfCaps.None;

    /// <summary>Rate of events in the population, decimal, when it is not the sample's; null for no correction. In (0, 1).</summary>
    /// <value>The default is null.</value>
    public double? PopulationRate
    {
        get;
        init => field = value is null or (> 0 and < 1) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    }

    /// <summary>Level of intervals; in (0, 1).</summary>
    /// <value>The default value is 0.95.</value>
    public double Level
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    } = 0.95;

    /// <summary>Bootstrap samples, drawn by firm, behind the intervals of the isotonic and kernel maps; 0 for none, at most 100,000.</summary>
    /// <value>The default value is 200.</value>
    public int Replications
    {
        get;
        init => field = value is >= 0 and <= 100_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 0..100,000.");
    } = 200;

    /// <summary>Seed of the bootstrap.</summary>
    /// <value>The default value is 1.</value>
    public ulong Seed { get; init; } = 1;
}
