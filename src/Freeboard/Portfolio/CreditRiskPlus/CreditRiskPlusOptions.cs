namespace Freeboard.Portfolio.CreditRiskPlus;

/// <summary>How an exposure becomes a whole number of loss units.</summary>
public enum BandRounding
{
    /// <summary>Up, as the technical document's spreadsheet does: the expected loss stays, the variance is never understated.</summary>
    Up = 0,

    /// <summary>To the nearest number of units, at least one: the expected loss stays, the variance errs on both sides.</summary>
    Nearest,
}

/// <summary>How the coefficients of the generating function are found.</summary>
public enum LossExpansion
{
    /// <summary>Its values on the unit circle, transformed back: fast, absolute error about 1e-15.</summary>
    FourierTransform = 0,

    /// <summary>Logarithm and exponential as power series of terms of one sign: every probability to its own last digits, at a cost that grows with the square of the number of points.</summary>
    PowerSeries,
}

/// <summary>Settings of <see cref="CreditRiskPlusModel"/>.</summary>
public sealed record CreditRiskPlusOptions
{
    /// <summary>The defaults.</summary>
    public static CreditRiskPlusOptions Default { get; } = new();

    /// <summary>Loss unit, currency; positive; null for the largest exposure over <see cref="Bands"/>, rounded up to a whole number where it is 1,000 or more.</summary>
    /// <value>The default value is null.</value>
    public double? LossUnit
    {
        get;
        init => field = value is null || (value > 0 && double.IsFinite(value.Value)) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be positive.");
    }

    /// <summary>Bands up to the largest exposure when no unit is given; in [1, 100000].</summary>
    /// <value>The default value is 100, the technical document's.</value>
    public int Bands
    {
        get;
        init => field = value is >= 1 and <= 100_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [1, 100000].");
    } = 100;

    /// <summary>How exposures become bands.</summary>
    /// <value>The default value is <see cref="BandRounding.Up"/>.</value>
    public BandRounding Rounding { get; init; }

    /// <summary>How the distribution is expanded.</summary>
    /// <value>The default value is <see cref="LossExpansion.FourierTransform"/>.</value>
    public LossExpansion Expansion { get; init; }

    /// <summary>Probability at most beyond the last point; in [1e-30, 0.001]. The number of points follows from Chernoff's bound.</summary>
    /// <value>The default value is 1e-14.</value>
    public double TailProbability
    {
        get;
        init => field = value is >= 1e-30 and <= 1e-3 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [1e-30, 0.001].");
    } = 1e-14;

    /// <summary>Points at most; more than that is a status, and the cure a larger unit; in [16, 16777216].</summary>
    /// <value>The default value is 4194304.</value>
    public int MaximumPoints
    {
        get;
        init => field = value is >= 16 and <= 1 << 24 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [16, 16777216].");
    } = 1 << 22;
}
