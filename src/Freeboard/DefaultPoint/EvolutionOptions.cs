namespace Freeboard.DefaultPoint;

/// <summary>Settings of the evolutionary search.</summary>
public sealed record EvolutionOptions
{
    /// <summary>The defaults.</summary>
    public static EvolutionOptions Default { get; } = new();

    /// <summary>Seed of the random stream; any value. The same seed gives the same generations on every machine of one instruction set.</summary>
    /// <value>The default value is 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>Members of a generation; in [4, 10000].</summary>
    /// <value>The default value is 24.</value>
    public int Population
    {
        get;
        init => field = value is >= 4 and <= 10000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [4, 10000].");
    } = 24;

    /// <summary>Generations after the first; in [1, 10000].</summary>
    /// <value>The default value is 20.</value>
    public int Generations
    {
        get;
        init => field = value is >= 1 and <= 10000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [1, 10000].");
    } = 20;

    /// <summary>Largest weight; in (0, 100].</summary>
    /// <value>The default value is 1.5.</value>
    public double To
    {
        get;
        init => field = value is > 0 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 100].");
    } = 1.5;

    /// <summary>Whether current liabilities get a weight of their own in place of 1, as in the genetic searches of the literature.</summary>
    /// <value>The default value is false.</value>
    public bool FreeCurrentWeight { get; init; }

    /// <summary>What is maximised.</summary>
    /// <value>The default value is <see cref="WeightCriterion.LogLikelihood"/>.</value>
    public WeightCriterion Criterion { get; init; } = WeightCriterion.LogLikelihood;
}
