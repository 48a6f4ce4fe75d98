namespace Freeboard.Volatility;

/// <summary>The closes between which returns are taken: all of them, or the last of each week or month.</summary>
internal static class SampledCloses
{
    private const int DaysPerWeek = 7;

    internal static PriceObservation[] Take(ReadOnlySpan<PriceObservation> observations, DateOnly asOf, SamplingFrequency sampling)
    {
        int count = observations.Length;
        while (count > 0 && observations[count - 1].Date > asOf)
        {
            count--;
        }

        ReadOnlySpan<PriceObservation> known = observations[..count];
        return sampling == SamplingFrequency.Daily ? known.ToArray() : LastOfEachPeriod(known, asOf, sampling);
    }

    private static PriceObservation[] LastOfEachPeriod(ReadOnlySpan<PriceObservation> known, DateOnly asOf, SamplingFrequency sampling)
    {
        var lasts = new List<PriceObservation>();
        bool broken = false;
        for (int i = 0; i < known.Length; i++)
        {
            // The return from the last close of one period to that of the next runs through every day between.
            broken |= known[i].ReturnBreak;
            bool lastOfPeriod = i + 1 < known.Length
                ? PeriodOf(known[i].Date, sampling) != PeriodOf(known[i + 1].Date, sampling)
                : LastWeekday(known[i].Date, sampling) <= asOf;
            if (lastOfPeriod)
            {
                lasts.Add(known[i] with { ReturnBreak = broken });
                broken = false;
            }
        }

        return [.. lasts];
    }

    /// <summary>A number that all days of one period (day, week or month) share. Weeks run on across the end of a year.</summary>
    internal static int PeriodOf(DateOnly date, SamplingFrequency sampling) => sampling switch
    {
        SamplingFrequency.Daily => date.DayNumber,
        SamplingFrequency.Weekly => date.DayNumber / DaysPerWeek,
        _ => (date.Year * 12) + date.Month,
    };

    /// <summary>The last Monday-to-Friday day of a date's week or month: after it the period has no trading day left.</summary>
    private static DateOnly LastWeekday(DateOnly date, SamplingFrequency sampling)
    {
        if (sampling == SamplingFrequency.Weekly)
        {
            // Day number 0, 1 January of year 1, was a Monday: 4 days after a week's first day is its Friday.
            return DateOnly.FromDayNumber((date.DayNumber / DaysPerWeek * DaysPerWeek) + 4);
        }

        var last = new DateOnly(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month));
        return last.DayOfWeek switch
        {
            DayOfWeek.Saturday => last.AddDays(-1),
            DayOfWeek.Sunday => last.AddDays(-2),
            _ => last,
        };
    }
}
