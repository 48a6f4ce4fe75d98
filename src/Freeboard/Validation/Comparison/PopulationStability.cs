using Freeboard.Numerics;

namespace Freeboard.Validation.Comparison;

/// <summary>The population stability index: how far the distribution of a score has moved since a reference sample.</summary>
/// <remarks>
/// <para>Method: bins at the reference sample's quantiles (linear between order statistics, k/bins of n - 1), each [edge, next edge); equal edges fall together. Index = sum of (a - e) ln(a / e) over shares.
/// A bin that one sample leaves empty gets half a number more in both samples, and is counted in <see cref="AdjustedBins"/>; bins without a zero are never touched.</para>
/// <para>Usual reading: below 0.1 nothing, 0.1 to 0.25 look, above 0.25 another population. Under no change the index grows like (1/n + 1/m) chi-square(bins - 1), so small samples alarm by themselves: <see cref="Probability"/> allows for that.</para>
/// <para>Units: those of the score. Errors: a number that is not a number throws. Accuracy: reproduces a reference figure to 1e-12, see docs/validation.md.</para>
/// </remarks>
public sealed record PopulationStability
{
    /// <summary>Why there is, or is not, an index.</summary>
    public required ValidationStatus Status { get; init; }

    /// <summary>The index; 0 for equal shares.</summary>
    public double? Index { get; init; }

    /// <summary>p value of "nothing changed", by index / (1/n + 1/m) as chi-square with bins - 1 degrees of freedom; null with one bin.</summary>
    public double? Probability { get; init; }

    /// <summary>The bins, from the lowest.</summary>
    public IReadOnlyList<StabilityBin> Bins { get; init; } = [];

    /// <summary>Bins that one sample left empty.</summary>
    public int AdjustedBins { get; init; }

    /// <summary>Compares two samples of a score.</summary>
    /// <param name="reference">The reference sample.</param>
    /// <param name="current">The current sample.</param>
    /// <param name="bins">How many bins; at least 1.</param>
    /// <exception cref="ArgumentException">A number is not a number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no bin.</exception>
    public static PopulationStability Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, int bins = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ScoredEvents.Check(reference, new bool[reference.Length]);
        ScoredEvents.Check(current, new bool[current.Length]);
        if (reference.Length == 0 || current.Length == 0)
        {
            return new PopulationStability { Status = ValidationStatus.NoObservations };
        }

        double[] sorted = reference.ToArray();
        Array.Sort(sorted);
        double[] edges = [.. Enumerable.Range(1, bins - 1).Select(k => SampleQuantile.Of(sorted, k / (double)bins)).Distinct()];
        return Compare(edges, Count(reference, edges), Count(current, edges));
    }

    /// <summary>Compares a sample with a reference of which only the counts were kept.</summary>
    /// <param name="edges">Edges between the bins, rising; each belongs to the bin above it.</param>
    /// <param name="referenceCounts">Numbers of the reference sample in each bin: one more than edges.</param>
    /// <param name="current">The current sample.</param>
    /// <exception cref="ArgumentException">Edges do not rise, counts are not one for each bin or negative, or a number is not a number.</exception>
    public static PopulationStability Of(IReadOnlyList<double> edges, IReadOnlyList<int> referenceCounts, ReadOnlySpan<double> current)
    {
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(referenceCounts);
        if (referenceCounts.Count != edges.Count + 1 || referenceCounts.Any(static count => count < 0) || edges.Any(static edge => !double.IsFinite(edge)) || edges.Zip(edges.Skip(1)).Any(static pair => !(pair.First < pair.Second)))
        {
            throw new ArgumentException("Edges must be finite and rise, and there must be one count of 0 or more for each bin.", nameof(referenceCounts));
        }

        ScoredEvents.Check(current, new bool[current.Length]);
        return current.Length == 0 || referenceCounts.Sum() == 0
            ? new PopulationStability { Status = ValidationStatus.NoObservations }
            : Compare([.. edges], [.. referenceCounts], Count(current, [.. edges]));
    }

    private static PopulationStability Compare(double[] edges, int[] before, int[] now)
    {
        double n = before.Sum();
        double m = now.Sum();
        List<StabilityBin> found = [];
        double index = 0;
        int adjusted = 0;
        for (int i = 0; i < before.Length; i++)
        {
            // The lowest edge may be the smallest number itself: then nothing can lie below it, in either sample.
            if (before[i] == 0 && now[i] == 0)
            {
                found.Add(new StabilityBin(i == 0 ? double.NegativeInfinity : edges[i - 1], i == edges.Length ? double.PositiveInfinity : edges[i], 0, 0, 0));
                continue;
            }

            bool empty = before[i] == 0 || now[i] == 0;
            double e = (before[i] + (empty ? 0.5 : 0)) / n;
            double a = (now[i] + (empty ? 0.5 : 0)) / m;
            double part = (a - e) * Math.Log(a / e);
            adjusted += empty ? 1 : 0;
            index += part;
            found.Add(new StabilityBin(i == 0 ? double.NegativeInfinity : edges[i - 1], i == edges.Length ? double.PositiveInfinity : edges[i], before[i], now[i], part));
        }

        return new PopulationStability
        {
            Status = ValidationStatus.Estimated,
            Index = index,
            Probability = before.Length > 1 ? TailProbability.ChiSquare(index / ((1 / n) + (1 / m)), before.Length - 1) : null,
            Bins = found,
            AdjustedBins = adjusted,
        };
    }

    private static int[] Count(ReadOnlySpan<double> sample, double[] edges)
    {
        int[] counts = new int[edges.Length + 1];
        foreach (double value in sample)
        {
            int at = Array.BinarySearch(edges, value);
            counts[at >= 0 ? at + 1 : ~at]++;
        }

        return counts;
    }
}
