namespace Freeboard.Calibration;

/// <summary>How distances are cut into buckets, and when a bucket is too small to stand alone.</summary>
public sealed record DistanceBucketOptions
{
    /// <summary>Twenty buckets of equal count, at least ten observations each.</summary>
    public static DistanceBucketOptions Default { get; } = new();

    /// <summary>How to cut.</summary>
    /// <value>The default is <see cref="BucketKind.EqualCount"/>.</value>
    public BucketKind Kind { get; init; } = BucketKind.EqualCount;

    /// <summary>How many buckets of equal count; in 1..10,000.</summary>
    /// <value>The default value is 20.</value>
    public int Number
    {
        get;
        init => field = value is >= 1 and <= 10_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 1..10,000.");
    } = 20;

    /// <summary>Width of buckets of equal width, units of distance; positive.</summary>
    /// <value>The default value is 1.</value>
    public double Width
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be positive and finite.");
    } = 1;

    /// <summary>Edges, rising strictly; for <see cref="BucketKind.Edges"/>.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<double> Edges
    {
        get;
        init => field = value is not null && value.All(double.IsFinite) && value.Zip(value.Skip(1)).All(static p => p.First < p.Second)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Edges must be finite and rise strictly.");
    } = [];

    /// <summary>A bucket with fewer observations is pooled with the next one of greater distance; the last with the one before. At least 1.</summary>
    /// <value>The default value is 10.</value>
    public int MinimumCount
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 10;
}
