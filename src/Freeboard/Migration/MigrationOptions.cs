namespace Freeboard.Migration;

/// <summary>Settings of an estimate of transitions.</summary>
public sealed record MigrationOptions
{
    /// <summary>The defaults.</summary>
    public static MigrationOptions Default { get; } = new();

    /// <summary>Level of all intervals, in (0, 1).</summary>
    /// <value>The default value is 0.95.</value>
    public double Level
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A level must lie in (0, 1); 0.95 is 95 %.");
    } = 0.95;

    /// <summary>Which interval of a proportion a cohort estimate has.</summary>
    /// <value>The default value is Wilson's, cell by cell.</value>
    public ProportionInterval Interval { get; init; } = ProportionInterval.Wilson;

    /// <summary>What becomes of entities that go out of sight within a period of a cohort estimate. Estimates in continuous time take them as censored, whatever stands here.</summary>
    /// <value>The default value is that they are left out of the period.</value>
    public WithdrawnRule Withdrawn { get; init; } = WithdrawnRule.Exclude;

    /// <summary>The state that is never left once entered, from 0; null when there is none.</summary>
    /// <value>The default value is null.</value>
    public int? DefaultState
    {
        get;
        init => field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "States are numbered from 0.");
    }

    /// <summary>Samples of entities for bootstrap intervals: 0 for none, else at least 20.</summary>
    /// <value>The default value is 0.</value>
    public int Replicates
    {
        get;
        init => field = value is 0 or >= 20 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be 0, or at least 20.");
    }

    /// <summary>Seed of the bootstrap; replicate r takes stream r.</summary>
    /// <value>The default value is 1.</value>
    public ulong Seed { get; init; } = 1;
}
