namespace Freeboard.Volatility.Returns;

/// <summary>Counts the trading periods between two closes.</summary>
internal static class GapCount
{
    /// <summary>The longest time that Chinese exchanges have been closed in recent decades, in calendar days between two closes (New Year 2020), is 11.</summary>
    private const int LongestClosure = 11;

    /// <summary>Days, weeks or months with a session after one close and up to the next; at least 1.</summary>
    /// <param name="start">Day of the earlier close.</param>
    /// <param name="end">Day of the later one.</param>
    /// <param name="sampling">The period.</param>
    /// <param name="marketDays">Days with a session, ascending; null when not known.</param>
    internal static int Periods(DateOnly start, DateOnly end, SamplingFrequency sampling, IReadOnlyList<DateOnly>? marketDays)
    {
        if (marketDays is null)
        {
            return Guess(start, end, sampling);
        }

        int periods = 0;
        int last = SampledCloses.PeriodOf(start, sampling);
        for (int i = FirstAfter(marketDays, start); i < marketDays.Count && marketDays[i] <= end; i++)
        {
            int period = SampledCloses.PeriodOf(marketDays[i], sampling);
            periods += period != last ? 1 : 0;
            last = period;
        }

        return Math.Max(periods, 1);
    }

    /// <summary>Without a calendar: what a public holiday may explain is one period, and longer gaps are weekdays, weeks or months.</summary>
    private static int Guess(DateOnly start, DateOnly end, SamplingFrequency sampling)
    {
        int periods = SampledCloses.PeriodOf(end, sampling) - SampledCloses.PeriodOf(start, sampling);
        return sampling switch
        {
            SamplingFrequency.Daily => end.DayNumber - start.DayNumber <= LongestClosure ? 1 : Weekdays(start, end),

            // A golden week takes a whole week out of the calendar.
            SamplingFrequency.Weekly => periods <= 2 ? 1 : periods,
            _ => Math.Max(periods, 1),
        };
    }

    private static int Weekdays(DateOnly start, DateOnly end)
    {
        // Day number 0 was a Monday: whole weeks hold five weekdays each.
        static int upTo(int day) => (day / 7 * 5) + Math.Min((day % 7) + 1, 5);
        return upTo(end.DayNumber) - upTo(start.DayNumber);
    }

    private static int FirstAfter(IReadOnlyList<DateOnly> days, DateOnly day)
    {
        int low = 0;
        int high = days.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (days[middle] <= day)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
