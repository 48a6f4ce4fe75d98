namespace Freeboard.Portfolio.Saddlepoint;

/// <summary>How many points a saddlepoint solution takes.</summary>
public sealed record SaddlepointOptions : TailOptions
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
}
