namespace Freeboard.Volatility.Returns;

/// <summary>How many return periods a year holds, as seen in closes.</summary>
internal static class PeriodsSeen
{
    private const double DaysPerYear = 365;

    /// <summary>Index of the first close on or after a day number; the number of closes when there is none.</summary>
    internal static int FirstInWindow(PriceObservation[] closes, int firstDay)
    {
        int first = closes.Length;
        while (first > 0 && closes[first - 1].Date.DayNumber >= firstDay)
        {
            first--;
        }

        return first;
    }

    /// <summary>Periods per year; 0 when the window holds no period.</summary>
    /// <param name="closes">Sampled closes.</param>
    /// <param name="first">Index of the first one in the window.</param>
    /// <param name="firstDay">Day number of the window's first day.</param>
    /// <param name="asOf">The window's last day.</param>
    /// <param name="sampling">How the closes were sampled.</param>
    internal static double PerYear(PriceObservation[] closes, int first, int firstDay, DateOnly asOf, SamplingFrequency sampling) =>
        sampling == SamplingFrequency.Daily ? Days(closes, first, firstDay, asOf) : Periods(closes, first, asOf, sampling);

    private static double Days(PriceObservation[] closes, int first, int firstDay, DateOnly asOf)
    {
        int closesSeen = closes.Length - first;
        if (closesSeen == 0)
        {
            return 0;
        }

        int seriesStart = closes[0].Date.DayNumber;
        int daysCovered = asOf.DayNumber - Math.Max(seriesStart, firstDay) + 1;
        return closesSeen * (DaysPerYear / daysCovered);
    }

    private static double Periods(PriceObservation[] closes, int first, DateOnly asOf, SamplingFrequency sampling)
    {
        int start = Math.Max(first - 1, 0);
        int periods = closes.Length - 1 - start;
        if (first == closes.Length || periods < 1)
        {
            return 0;
        }

        int longestPeriod = sampling == SamplingFrequency.Weekly ? 7 : 31;
        int end = Math.Max(closes[^1].Date.DayNumber, asOf.DayNumber - longestPeriod);
        return periods * (DaysPerYear / (end - closes[start].Date.DayNumber));
    }
}
