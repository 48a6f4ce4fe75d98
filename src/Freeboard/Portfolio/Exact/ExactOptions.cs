namespace Freeboard.Portfolio.Exact;

/// <summary>How an exact distribution is computed.</summary>
public sealed record ExactOptions
{
    /// <summary>The defaults.</summary>
    public static ExactOptions Default { get; } = new();

    /// <summary>Levels of the tail, each in (0, 1).</summary>
    /// <value>The default value is 0.95, 0.99, 0.999, 0.9997.</value>
    public IReadOnlyList<double> Levels
    {
        get;
        init => field = LossLevels.Checked(value);
    } = LossLevels.Usual;

    /// <summary>The unit of loss, currency units; null to find the largest that all losses are multiples of.</summary>
    /// <value>The default value is null.</value>
    public double? LossUnit
    {
        get;
        init => field = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be positive.");
    }

    /// <summary>Whether contributions are computed too.</summary>
    /// <value>The default value is false.</value>
    public bool WithContributions { get; init; }

    /// <summary>Pieces of 20 nodes each over the factor from -9.5 to 9.5; at least 1.</summary>
    /// <value>The default value is 32.</value>
    public int Pieces
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be positive.");
    } = 32;

    /// <summary>Threads at most.</summary>
    /// <value>The default value is the number of processors.</value>
    public int MaximumThreads
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be positive.");
    } = Environment.ProcessorCount;
}
