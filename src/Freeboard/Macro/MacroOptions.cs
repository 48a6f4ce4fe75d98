namespace Freeboard.Macro;

/// <summary>Settings of a regression of the EDF index on the economy.</summary>
public sealed record MacroOptions
{
    /// <summary>The defaults.</summary>
    public static MacroOptions Default { get; } = new();

    /// <summary>The scale of the index.</summary>
    /// <value>The default value is <see cref="EdfLink.Logit"/>.</value>
    public EdfLink Link { get; init; } = EdfLink.Logit;

    /// <summary>Whether drivers enter in units of their own standard deviation over the sample, so that coefficients can be compared.</summary>
    /// <value>The default value is true.</value>
    public bool Standardise { get; init; } = true;

    /// <summary>Lags of the index itself among the columns; in [0, 24].</summary>
    /// <value>The default value is 0.</value>
    public int IndexLags
    {
        get;
        init => field = value is >= 0 and <= 24 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [0, 24].");
    }

    /// <summary>Seasons that get a column of their own: 12 for months, 4 for quarters, 0 for none.</summary>
    /// <value>The default value is 0.</value>
    public int SeasonalDummies
    {
        get;
        init => field = value is 0 or >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be 0, or at least 2.");
    }

    /// <summary>The errors of the coefficients.</summary>
    /// <value>The default value is <see cref="HacOptions.Default"/>.</value>
    public HacOptions Hac { get; init; } = HacOptions.Default;

    /// <summary>Level of intervals; in (0, 1).</summary>
    /// <value>The default value is 0.95.</value>
    public double Level
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    } = 0.95;
}
