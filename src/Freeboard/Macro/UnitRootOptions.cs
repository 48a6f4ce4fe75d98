namespace Freeboard.Macro;

/// <summary>What a series reverts to where it has no unit root.</summary>
public enum UnitRootTrend
{
    /// <summary>Zero.</summary>
    None = 0,

    /// <summary>A constant.</summary>
    Constant,

    /// <summary>A line in time.</summary>
    Linear,

    /// <summary>A parabola in time.</summary>
    Quadratic,
}

/// <summary>How many lagged differences stand in the Dickey-Fuller regression.</summary>
public enum UnitRootLag
{
    /// <summary>As Akaike's criterion has it, all candidates on the same rows.</summary>
    Aic = 0,

    /// <summary>As Schwarz's criterion has it.</summary>
    Bic,

    /// <summary>From the most downwards until the last one's |t| is at least 1.645.</summary>
    TStatistic,

    /// <summary>A number given.</summary>
    Fixed,
}

/// <summary>Settings of the augmented Dickey-Fuller test.</summary>
public sealed record UnitRootOptions
{
    /// <summary>The defaults: a constant, lags by Akaike's criterion.</summary>
    public static UnitRootOptions Default { get; } = new();

    /// <summary>What the series may revert to.</summary>
    /// <value>The default value is <see cref="UnitRootTrend.Constant"/>.</value>
    public UnitRootTrend Trend { get; init; } = UnitRootTrend.Constant;

    /// <summary>How lags are chosen.</summary>
    /// <value>The default value is <see cref="UnitRootLag.Aic"/>.</value>
    public UnitRootLag Lag { get; init; }

    /// <summary>Most lags, or the number under <see cref="UnitRootLag.Fixed"/>; null for ceiling(12 (n/100)^(1/4)), cut to what n allows (Schwert 1989).</summary>
    /// <value>The default value is null.</value>
    public int? MaximumLag
    {
        get;
        init => field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must not be negative.");
    }
}
