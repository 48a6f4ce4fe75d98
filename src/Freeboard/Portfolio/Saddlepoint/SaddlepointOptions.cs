namespace Freeboard.Portfolio.Saddlepoint;

/// <summary>How many points a saddlepoint solution takes.</summary>
public sealed record SaddlepointOptions
{
    /// <summary>The defaults.</summary>
    public static SaddlepointOptions Default { get; } = new();

    /// <summary>Points over the factors, a level; in eight randomised copies, so rounded up to eight; at least 64.</summary>
    /// <value>The default value is 1024.</value>
    public int Points
    {
        get;
        init => field = value >= 64 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 64.");
    } = 1024;

    /// <summary>Seed of the random shifts; any value.</summary>
    /// <value>The default value is 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>Levels of the tail, each in (0, 1).</summary>
    /// <value>The default value is 0.95, 0.99, 0.999, 0.9997.</value>
    public IReadOnlyList<double> Levels
    {
        get;
        init => field = LossLevels.Checked(value);
    } = LossLevels.Usual;

    /// <summary>Level of the intervals; in (0, 1).</summary>
    /// <value>The default value is 0.95.</value>
    public double Confidence
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    } = 0.95;

    /// <summary>Whether contributions are wanted too.</summary>
    /// <value>The default value is false.</value>
    public bool WithContributions { get; init; }

    /// <summary>Threads at most, eight are used; results do not depend on it.</summary>
    /// <value>The default value is the number of processors.</value>
    public int MaximumThreads
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be positive.");
    } = Environment.ProcessorCount;
}
