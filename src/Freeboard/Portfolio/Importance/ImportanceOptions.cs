namespace Freeboard.Portfolio.Importance;

/// <summary>How many weighted scenarios are drawn.</summary>
public sealed record ImportanceOptions : TailOptions
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
}
