using Freeboard.Macro;

namespace Freeboard.Services.Macro;

/// <summary>Which figures of the economy stand beside the index of a day.</summary>
public enum MacroTiming
{
    /// <summary>What was known strictly before the day, revisions included only once published: nothing later leaks in.</summary>
    Known = 0,

    /// <summary>The period of the day itself in its last revision. It explains, but no forecast could have known it.</summary>
    SamePeriod,
}

/// <summary>Drivers' values on a day, from what was known then.</summary>
internal sealed class MacroVintages(MacroSeriesTable table)
{
    /// <summary>Months after which a series that is no longer published has no value.</summary>
    private const int StaleMonths = 12;

    private readonly Dictionary<(int Series, DateOnly Day), (Dictionary<int, double> Values, int Last)> seen = [];

    /// <summary>The series behind the values.</summary>
    public MacroSeriesTable Table => table;

    /// <summary>A driver's value beside the index of a day; null where it is not known or has ended.</summary>
    public double? At(DriverSpecification driver, DateOnly day, MacroTiming timing)
    {
        int series = -1;
        for (int i = 0; i < table.Names.Count; i++)
        {
            series = table.Names[i] == driver.Series ? i : series;
        }

        int step = table.MonthsPerPeriod;
        (Dictionary<int, double> values, int last) = timing == MacroTiming.Known ? Known(series, day) : Known(series, DateOnly.MaxValue);
        int here = MacroPeriods.Month(day);
        if (timing == MacroTiming.SamePeriod)
        {
            // The latest period that has begun to count by this day: within one period back.
            last = Enumerable.Range(0, step).Select(back => here - back).FirstOrDefault(values.ContainsKey, int.MinValue);
        }

        if (last == int.MinValue || here - last > StaleMonths)
        {
            return null;
        }

        int month = last - (driver.Lag * step);
        int before = month - (SeriesTransforms.Reach(driver.Transform, 12 / step) * step);
        return SeriesTransforms.Between(Value(values, month), Value(values, before), driver.Transform);
    }

    private static double? Value(Dictionary<int, double> values, int month) => values.TryGetValue(month, out double value) ? value : null;

    private (Dictionary<int, double> Values, int Last) Known(int series, DateOnly day)
    {
        if (seen.TryGetValue((series, day), out (Dictionary<int, double>, int) before))
        {
            return before;
        }

        Dictionary<int, double> values = [];
        int last = int.MinValue;

        // Rows stand by date and then by publication, so that a revision comes after what it revises.
        foreach (MacroSeriesRow row in table.Rows)
        {
            if (row.KnownOn < day && row.Values[series] is { } value)
            {
                int month = MacroPeriods.Month(row.Date);
                values[month] = value;
                last = Math.Max(last, month);
            }
        }

        return seen[(series, day)] = (values, last);
    }
}
