namespace Freeboard.Calibration;

/// <summary>A sample in buckets of distance: how many firms, how many events.</summary>
public sealed record DistanceBuckets
{
    /// <summary>The buckets, rising in distance; none is empty.</summary>
    public required IReadOnlyList<DistanceBucket> Buckets { get; init; }

    /// <summary>How many buckets were pooled into others because they held fewer observations than the minimum; empty ones among them.</summary>
    public required int Pooled { get; init; }

    /// <summary>Cuts a sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="options">How; <see cref="DistanceBucketOptions.Default"/> when null.</param>
    /// <returns>Buckets that cover every observation once. Equal distances are never parted.</returns>
    public static DistanceBuckets Of(CalibrationSample sample, DistanceBucketOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        options ??= DistanceBucketOptions.Default;
        if (sample.Count == 0)
        {
            return new DistanceBuckets { Buckets = [], Pooled = 0 };
        }

        List<double> edges = Cuts(sample, options);
        List<DistanceBucket> cut = [];
        int row = 0;
        for (int i = 0; i + 1 < edges.Count; i++)
        {
            bool last = i + 2 == edges.Count;
            long count = 0;
            long events = 0;
            double sum = 0;
            for (; row < sample.Count && (last || sample.SortedDistance(row) < edges[i + 1]); row++)
            {
                count++;
                events += sample.SortedEvent(row) ? 1 : 0;
                sum += sample.SortedDistance(row);
            }

            cut.Add(new DistanceBucket { Lower = edges[i], Upper = edges[i + 1], MeanDistance = count == 0 ? 0 : sum / count, Count = count, Events = events });
        }

        return Pool(cut, options.MinimumCount);
    }

    /// <summary>Pools neighbours until each bucket has the least count.</summary>
    private static DistanceBuckets Pool(List<DistanceBucket> cut, int minimum)
    {
        List<DistanceBucket> pooled = [];
        DistanceBucket? open = null;
        foreach (DistanceBucket bucket in cut)
        {
            DistanceBucket joined = open is { } before ? Join(before, bucket) : bucket;
            if (joined.Count >= minimum)
            {
                pooled.Add(joined);
                open = null;
            }
            else
            {
                open = joined;
            }
        }

        if (open is { } rest)
        {
            if (pooled.Count > 0)
            {
                pooled[^1] = Join(pooled[^1], rest);
            }
            else
            {
                pooled.Add(rest);
            }
        }

        return new DistanceBuckets { Buckets = pooled, Pooled = cut.Count - pooled.Count };
    }

    internal static DistanceBucket Join(DistanceBucket a, DistanceBucket b)
    {
        long count = a.Count + b.Count;
        return new DistanceBucket
        {
            Lower = Math.Min(a.Lower, b.Lower),
            Upper = Math.Max(a.Upper, b.Upper),
            Count = count,
            Events = a.Events + b.Events,
            MeanDistance = count == 0 ? 0 : ((a.MeanDistance * a.Count) + (b.MeanDistance * b.Count)) / count,
        };
    }

    /// <summary>Edges from the smallest distance to the greatest, rising.</summary>
    private static List<double> Cuts(CalibrationSample sample, DistanceBucketOptions options)
    {
        double first = sample.SortedDistance(0);
        double last = sample.SortedDistance(sample.Count - 1);
        IEnumerable<double> inner = options.Kind switch
        {
            BucketKind.EqualCount => Enumerable.Range(1, options.Number - 1).Select(i => sample.SortedDistance((int)((long)i * sample.Count / options.Number))),
            BucketKind.EqualWidth => Multiples(first, last, options.Width),
            BucketKind.Edges => options.Edges,
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "No such kind of bucket."),
        };
        return [first, .. inner.Where(edge => edge > first && edge < last).Distinct(), last];
    }

    private static IEnumerable<double> Multiples(double first, double last, double width)
    {
        // A width far below the spread would make more buckets than observations can fill; the minimum count pools them anyway.
        double step = Math.Max(width, (last - first) / 100_000);
        for (double k = Math.Floor(first / step) + 1; k * step < last; k++)
        {
            yield return k * step;
        }
    }
}
