namespace Freeboard.Validation.Sampling;

/// <summary>Settings of a bootstrap by firm.</summary>
public sealed record FirmBootstrapOptions
{
    /// <summary>The defaults.</summary>
    public static FirmBootstrapOptions Default { get; } = new();

    /// <summary>How many samples are drawn; at least 20.</summary>
    /// <value>The default value is 1000.</value>
    public int Replicates
    {
        get;
        init => field = value >= 20 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 20.");
    } = 1000;

    /// <summary>Seed of the draws; replicate r takes stream r.</summary>
    /// <value>The default value is 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>Level of the percentile interval, in (0, 1).</summary>
    /// <value>The default value is 0.95.</value>
    public double Level
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A level must lie in (0, 1); 0.95 is 95 %.");
    } = 0.95;
}
