namespace Freeboard.Portfolio.Importance;

/// <summary>How many weighted scenarios are drawn.</summary>
public sealed record ImportanceOptions
{
    /// <summary>The defaults.</summary>
    public static ImportanceOptions Default { get; } = new();

    /// <summary>Scenarios a level; at least 100.</summary>
    /// <value>The default value is 20,000.</value>
    public int Scenarios
    {
        get;
        init => field = value >= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 100.");
    } = 20_000;

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

    /// <summary>Whether contributions are wanted too; the scenarios of the tail are then drawn a second time.</summary>
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
