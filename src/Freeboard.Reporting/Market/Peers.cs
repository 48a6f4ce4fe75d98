namespace Freeboard.Reporting.Market;

/// <summary>The other firms of a run, date by date: how many, their median, and their 10th and 90th percentile.</summary>
/// <remarks>The firm itself is left out exactly. A date with fewer than <see cref="Minimum"/> others has no band.</remarks>
public sealed class Peers
{
    /// <summary>Fewest other firms for which a median and a band are drawn.</summary>
    public const int Minimum = 5;

    private readonly double[][] sorted;

    /// <summary>Sorts the values of all firms once, so that each firm's peers cost a search only.</summary>
    /// <param name="series">One series per firm, all of the same length.</param>
    public Peers(IReadOnlyList<IReadOnlyList<double?>> series)
    {
        int dates = series.Count == 0 ? 0 : series[0].Count;
        sorted = [.. Enumerable.Range(0, dates).Select(i => series.Select(s => s[i]).OfType<double>().Order().ToArray())];
    }

    /// <summary>How many other firms have a value on a date.</summary>
    /// <param name="own">The firm's series.</param>
    /// <param name="date">Index of the date.</param>
    public int Others(IReadOnlyList<double?> own, int date) => sorted[date].Length - (own[date] is null ? 0 : 1);

    /// <summary>A quantile of the others on each date; null where there are too few.</summary>
    /// <param name="own">The firm's series.</param>
    /// <param name="probability">In [0, 1].</param>
    public IReadOnlyList<double?> Quantile(IReadOnlyList<double?> own, double probability) =>
        [.. Enumerable.Range(0, sorted.Length).Select(i => QuantileAt(own[i], i, probability))];

    private double? QuantileAt(double? own, int date, double probability)
    {
        double[] all = sorted[date];
        int leftOut = own is { } value ? Array.BinarySearch(all, value) : -1;
        return all.Length - (leftOut < 0 ? 0 : 1) < Minimum ? null : Quantiles.OfSortedWithout(all, leftOut, probability);
    }
}
