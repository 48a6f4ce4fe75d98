namespace Freeboard.Reporting.Market;

/// <summary>Sample quantiles by linear interpolation between order statistics.</summary>
/// <remarks>Source: Hyndman and Fan (1996), definition 7. Shape: n numbers in, one out.</remarks>
public static class Quantiles
{
    /// <summary>A quantile of a sample.</summary>
    /// <param name="sample">At least one finite number, in any order.</param>
    /// <param name="probability">In [0, 1].</param>
    public static double Of(IReadOnlyCollection<double> sample, double probability)
    {
        double[] sorted = [.. sample.Order()];
        return OfSortedWithout(sorted, -1, probability);
    }

    /// <summary>A quantile of a sorted sample from which one element is left out, without copying it.</summary>
    /// <param name="sorted">Ascending numbers.</param>
    /// <param name="leftOut">Index of the element to leave out; -1 leaves out none.</param>
    /// <param name="probability">In [0, 1].</param>
    internal static double OfSortedWithout(double[] sorted, int leftOut, double probability)
    {
        int count = leftOut < 0 ? sorted.Length : sorted.Length - 1;
        double At(int i) => sorted[leftOut >= 0 && i >= leftOut ? i + 1 : i];
        double place = probability * (count - 1);
        int below = (int)Math.Floor(place);
        int above = Math.Min(below + 1, count - 1);
        double low = At(below);
        return low + ((place - below) * (At(above) - low));
    }
}
