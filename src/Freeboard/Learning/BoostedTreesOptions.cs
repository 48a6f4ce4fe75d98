namespace Freeboard.Learning;

/// <summary>How trees are boosted.</summary>
public sealed record BoostedTreesOptions
{
    /// <summary>The settings as they are by default.</summary>
    public static BoostedTreesOptions Default { get; } = new();

    /// <summary>Most trees, 1 to 10,000.</summary>
    /// <value>The default value is 600.</value>
    public int Trees
    {
        get;
        init => field = value is >= 1 and <= 10_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 1 to 10,000.");
    } = 600;

    /// <summary>Leaves of a tree at most, 2 to 1,024.</summary>
    /// <value>The default value is 15.</value>
    public int Leaves
    {
        get;
        init => field = value is >= 2 and <= 1024 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 2 to 1,024.");
    } = 15;

    /// <summary>Fewest rows of a leaf; positive.</summary>
    /// <value>The default value is 30.</value>
    public int LeafRows
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 30;

    /// <summary>Share of its Newton step that a leaf goes, in (0, 1].</summary>
    /// <value>The default value is 0.05.</value>
    public double Rate
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1].");
    } = 0.05;

    /// <summary>Ridge penalty of a leaf's value; 0 or more.</summary>
    /// <value>The default value is 1.</value>
    public double Penalty
    {
        get;
        init => field = value is >= 0 and < double.PositiveInfinity ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be 0 or more, and finite.");
    } = 1;

    /// <summary>Trees without a lower loss on the rows to stop by after which boosting ends; positive.</summary>
    /// <value>The default value is 50.</value>
    public int Patience
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 50;
}
