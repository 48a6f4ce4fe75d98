namespace Freeboard.Services.Edf;

/// <summary>Where a map is drawn.</summary>
public static class EdfCurve
{
    /// <summary>Smallest and greatest distance of the training data; -2 to 10 when they are not on record.</summary>
    /// <param name="file">The map.</param>
    public static (double First, double Last) Range(EdfMapFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Fit.Buckets?.Buckets is { Count: > 0 } buckets && buckets[^1].Upper > buckets[0].Lower ? (buckets[0].Lower, buckets[^1].Upper) : (-2, 10);
    }

    /// <summary>Points of equal distance, both ends included.</summary>
    /// <param name="first">First.</param>
    /// <param name="last">Last.</param>
    /// <param name="count">How many; at least 2.</param>
    public static IEnumerable<double> Distances(double first, double last, int count) => Enumerable.Range(0, count).Select(i => first + ((last - first) * i / (count - 1)));
}
