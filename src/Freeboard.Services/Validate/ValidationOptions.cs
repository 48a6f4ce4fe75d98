using Freeboard.Validation.Reliability;
using Freeboard.Validation.Sampling;

namespace Freeboard.Services.Validate;

/// <summary>Settings of a validation.</summary>
public sealed record ValidationOptions
{
    /// <summary>The defaults: by year, ten groups, 95 %, correlation 0.12, 1000 replicates, seed 1.</summary>
    public static ValidationOptions Default { get; } = new();

    /// <summary>By what the observations are also judged apart; the years always are.</summary>
    /// <value>The default value is <see cref="ValidationSlicing.Year"/>.</value>
    public ValidationSlicing By { get; init; }

    /// <summary>Groups by predicted probability, and of the capture table; in 2..100.</summary>
    /// <value>The default value is 10.</value>
    public int Groups
    {
        get;
        init => field = value is >= 2 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 2..100.");
    } = 10;

    /// <summary>Asset correlation of the one-factor test; in [0, 1).</summary>
    /// <value>The default value is 0.12.</value>
    public double Correlation
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [0, 1).");
    } = BucketTests.DefaultCorrelation;

    /// <summary>Level of all intervals; in (0, 1).</summary>
    /// <value>The default value is 0.95.</value>
    public double Level
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1); 0.95 is 95 %.");
    } = 0.95;

    /// <summary>Samples of firms that the bootstrap draws; at least 20.</summary>
    /// <value>The default value is 1000.</value>
    public int Replicates
    {
        get;
        init => field = value >= 20 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 20.");
    } = 1000;

    /// <summary>Seed of the bootstrap.</summary>
    /// <value>The default value is 1.</value>
    public ulong Seed { get; init; } = 1;

    internal FirmBootstrapOptions Bootstrap => new() { Replicates = Replicates, Seed = Seed, Level = Level };
}
