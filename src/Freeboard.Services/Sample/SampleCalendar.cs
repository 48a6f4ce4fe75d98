namespace Freeboard.Services.Sample;

/// <summary>The trading days of the synthetic market: weekdays less a made-up list of holidays, the same every year.</summary>
/// <remarks>
/// Closed are 1 and 2 January, the week of 8 February, 5 April, 1 to 3 May, 14 June, 18 September and 1 to 7 October, where they fall on
/// weekdays: 242 to 246 trading days a year with two breaks of a week. No exchange keeps this calendar.
/// </remarks>
internal sealed class SampleCalendar
{
    private readonly Dictionary<int, int> daysOfYear = [];

    public SampleCalendar(DateOnly from, DateOnly to)
    {
        List<DateOnly> days = [];
        for (DateOnly day = from; day <= to; day = day.AddDays(1))
        {
            if (IsTradingDay(day))
            {
                days.Add(day);
            }
        }

        Days = days;
    }

    /// <summary>Trading days, ascending.</summary>
    public IReadOnlyList<DateOnly> Days { get; }

    /// <summary>Length of a trading day in years: one over the trading days of its calendar year, so that each year has the variance of one year.</summary>
    public double YearsOf(DateOnly day)
    {
        if (!daysOfYear.TryGetValue(day.Year, out int count))
        {
            for (DateOnly d = new(day.Year, 1, 1); d.Year == day.Year; d = d.AddDays(1))
            {
                count += IsTradingDay(d) ? 1 : 0;
            }

            daysOfYear[day.Year] = count;
        }

        return 1.0 / count;
    }

    /// <summary>Index of the first trading day on or after a day; the count of days when there is none.</summary>
    public int IndexOnOrAfter(DateOnly day)
    {
        int low = 0;
        int high = Days.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Days[middle] < day)
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

    public static bool IsTradingDay(DateOnly day)
    {
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            return false;
        }

        return (day.Month, day.Day) switch
        {
            (1, 1 or 2) or (4, 5) or (5, <= 3) or (6, 14) or (9, 18) or (10, <= 7) => false,
            (2, _) => !SameWeek(day, new DateOnly(day.Year, 2, 8)),
            _ => true,
        };
    }

    private static bool SameWeek(DateOnly a, DateOnly b) => Monday(a) == Monday(b);

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
