namespace Freeboard.Portfolio;

/// <summary>What every method that draws or takes points is told beside their number.</summary>
public abstract record TailOptions
{
    /// <summary>Seed of the random streams; any value.</summary>
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

    /// <summary>Whether contributions are wanted too; methods that draw scenarios then draw those of the tail a second time.</summary>
    /// <value>The default value is false.</value>
    public bool WithContributions { get; init; }

    /// <summary>Threads at most; results do not depend on it.</summary>
    /// <value>The default value is the number of processors.</value>
    public int MaximumThreads
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be positive.");
    } = Environment.ProcessorCount;
}
