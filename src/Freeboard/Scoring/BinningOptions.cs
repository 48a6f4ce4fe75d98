namespace Freeboard.Scoring;

/// <summary>How breaks are found.</summary>
public enum BinningMethod
{
    /// <summary>The monotone bins of the largest information value over pre-bins, exactly, by dynamic programming.</summary>
    OptimalMonotone = 0,

    /// <summary>A tree: the split that raises the likelihood most, again and again.</summary>
    Tree,

    /// <summary>Neighbours that differ least by chi-square are merged, again and again.</summary>
    ChiMerge,

    /// <summary>Bins of about equal weight.</summary>
    Quantile,

    /// <summary>Bins of equal width.</summary>
    Width,
}

/// <summary>Which way the bad rate may go from bin to bin.</summary>
public enum BinTrend
{
    /// <summary>Up or down, whichever keeps more information value.</summary>
    Either = 0,

    /// <summary>Strictly up.</summary>
    Rising,

    /// <summary>Strictly down.</summary>
    Falling,
}

/// <summary>Settings of binning.</summary>
public sealed record BinningOptions
{
    /// <summary>The defaults.</summary>
    public static BinningOptions Default { get; } = new();

    /// <summary>How breaks are found.</summary>
    /// <value>The default value is <see cref="BinningMethod.OptimalMonotone"/>.</value>
    public BinningMethod Method { get; init; }

    /// <summary>Which way the bad rate may go, for optimal bins.</summary>
    /// <value>The default value is <see cref="BinTrend.Either"/>.</value>
    public BinTrend Trend { get; init; }

    /// <summary>Intervals at most, special codes and missing values not counted; 1 to 100.</summary>
    /// <value>The default value is 5.</value>
    public int MostBins
    {
        get;
        init => field = value is >= 1 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 1 to 100.");
    } = 5;

    /// <summary>Share of all rows that an interval needs at least, for optimal bins, trees and chi-merge; in [0, 0.5].</summary>
    /// <value>The default value is 0.05.</value>
    public double LeastShare
    {
        get;
        init => field = value is >= 0 and <= 0.5 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [0, 0.5].");
    } = 0.05;

    /// <summary>Pre-bins of about equal weight at most; 2 to 100.</summary>
    /// <value>The default value is 20.</value>
    public int PreBins
    {
        get;
        init => field = value is >= 2 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 2 to 100.");
    } = 20;

    /// <summary>A column of numbers with so many distinct ones or fewer has a bin for each; 0 for never.</summary>
    /// <value>The default value is 10.</value>
    public int FewValues
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must not be negative.");
    } = 10;

    /// <summary>Significance below which chi-merge keeps neighbours apart, and a tree splits; in (0, 1).</summary>
    /// <value>The default value is 0.05.</value>
    public double Significance
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    } = 0.05;
}
