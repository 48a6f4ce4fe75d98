namespace Freeboard.Collections;

/// <summary>How many late accounts to make up, and how.</summary>
public sealed record ContactSimulation
{
    /// <summary>The defaults.</summary>
    public static ContactSimulation Default { get; } = new();

    /// <summary>Accounts, 1 to 1,000,000.</summary>
    /// <value>The default value is 2,000.</value>
    public int Accounts
    {
        get;
        init => field = value is >= 1 and <= 1_000_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 1 to 1,000,000.");
    } = 2000;

    /// <summary>Months that the oldest accounts are watched, 1 to 120; the others fell behind at some month in between, each as likely.</summary>
    /// <value>The default value is 12.</value>
    public int Periods
    {
        get;
        init => field = value is >= 1 and <= 120 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 1 to 120.");
    } = 12;

    /// <summary>Standard deviation of what no column shows: a normal term in the log odds of an account, at least 0. With 0 the model of <see cref="ContactHazard"/> holds exactly.</summary>
    /// <value>The default value is 0.</value>
    public double Frailty
    {
        get;
        init => field = value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be 0 or more.");
    }

    /// <summary>Seed of the draws.</summary>
    /// <value>The default value is 1.</value>
    public ulong Seed { get; init; } = 1;
}
