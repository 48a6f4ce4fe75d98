using System.Globalization;

namespace Freeboard.Services.Macro;

/// <summary>Days as months, and how far apart the periods of a series are.</summary>
internal static class MacroPeriods
{
    /// <summary>Months since year zero.</summary>
    public static int Month(DateOnly day) => (day.Year * 12) + day.Month - 1;

    /// <summary>The day as ISO text, whatever the calendar of the culture.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Months between periods: the smallest gap between distinct months, a divisor of every other gap and of a year; null where there is no such number.</summary>
    public static int? Step(IEnumerable<int> months)
    {
        int[] distinct = [.. months.Distinct().Order()];
        if (distinct.Length < 2)
        {
            return null;
        }

        int[] gaps = [.. distinct.Skip(1).Select((month, i) => month - distinct[i])];
        int step = gaps.Min();
        return 12 % step == 0 && gaps.All(gap => gap % step == 0) ? step : null;
    }
}
