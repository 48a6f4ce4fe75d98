namespace Freeboard.Data.Import;

/// <summary>The median of positive ratios; between two middle ones their geometric mean, since slips of units multiply.</summary>
internal static class RatioMedian
{
    /// <summary>Sorts the ratios, of which there is at least one.</summary>
    public static double Of(List<double> ratios)
    {
        ratios.Sort();
        double upper = ratios[ratios.Count / 2];
        return ratios.Count % 2 == 1 ? upper : Math.Sqrt(ratios[(ratios.Count / 2) - 1]) * Math.Sqrt(upper);
    }
}
