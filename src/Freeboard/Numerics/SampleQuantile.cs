namespace Freeboard.Numerics;

/// <summary>Quantiles of a sample, linear between order statistics (type 7 of Hyndman and Fan).</summary>
internal static class SampleQuantile
{
    /// <summary>The quantile of sorted numbers, at least one.</summary>
    /// <param name="sorted">Numbers, ascending.</param>
    /// <param name="probability">In [0, 1].</param>
    internal static double Of(ReadOnlySpan<double> sorted, double probability)
    {
        double place = probability * (sorted.Length - 1);
        int low = (int)Math.Floor(place);
        if (low >= sorted.Length - 1)
        {
            return sorted[^1];
        }

        double share = place - low;
        double step = sorted[low + 1] - sorted[low];
        return step == 0 ? sorted[low] : sorted[low] + (share * step);
    }
}
