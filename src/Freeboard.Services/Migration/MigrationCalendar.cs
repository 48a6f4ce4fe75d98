namespace Freeboard.Services.Migration;

/// <summary>Ends of the periods of a study, as days: they go back from its last day in whole months.</summary>
internal static class MigrationCalendar
{
    private const double DaysInYear = 365.25;

    /// <summary>Days on which periods begin and end, ascending; fewer than two when no whole period fits.</summary>
    /// <param name="days">Days of the data, ascending, each once.</param>
    /// <param name="snapshots">Whether states are known on those days alone: an end is then the last of them up to the month's.</param>
    /// <param name="months">Months of a period.</param>
    /// <param name="from">No period begins before; null for the first day.</param>
    /// <param name="to">The last end; null for the last day.</param>
    internal static List<DateOnly> Ends(IReadOnlyList<DateOnly> days, bool snapshots, int months, DateOnly? from, DateOnly? to)
    {
        List<DateOnly> ends = [];
        if (days.Count == 0)
        {
            return ends;
        }

        DateOnly first = from ?? days[0];
        DateOnly last = to ?? days[^1];
        for (int k = 0; k <= 12_000; k++)
        {
            DateOnly end = Back(last, k * months);
            if (snapshots)
            {
                // Month-ends of trading fall on other days each month: the month counts, not the day.
                DateOnly monthEnd = new(end.Year, end.Month, DateTime.DaysInMonth(end.Year, end.Month));
                DateOnly limit = k == 0 ? last : monthEnd;
                DateOnly? known = days.Where(day => day <= limit).Select(static day => (DateOnly?)day).LastOrDefault();
                if (known is not { } day || day < first)
                {
                    break;
                }

                end = day;
            }
            else if (end < first)
            {
                break;
            }

            if (ends.Count == 0 || end < ends[^1])
            {
                ends.Add(end);
            }

            if (end.Year <= 1 && end.Month <= months)
            {
                break;
            }
        }

        ends.Reverse();
        return ends;
    }

    /// <summary>A day on the time axis, years.</summary>
    internal static double Years(DateOnly day) => day.DayNumber / DaysInYear;

    /// <summary>So many months before; the end of a month goes to the end of a month.</summary>
    private static DateOnly Back(DateOnly day, int months)
    {
        if (months > (12 * (day.Year - 1)) + day.Month - 1)
        {
            return DateOnly.MinValue;
        }

        DateOnly moved = day.AddMonths(-months);
        return day.Day == DateTime.DaysInMonth(day.Year, day.Month) ? new DateOnly(moved.Year, moved.Month, DateTime.DaysInMonth(moved.Year, moved.Month)) : moved;
    }
}
