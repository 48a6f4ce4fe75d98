using Freeboard.Data.AsOf;

namespace Freeboard.Data.Import;

/// <summary>Values by day while they are being read, in file order.</summary>
internal sealed class DayValues
{
    private readonly List<(DateOnly Date, double Value, int Line)> values = [];

    public void Add(DateOnly date, double value, int line) => values.Add((date, value, line));

    /// <summary>The values in order of their days; later rows of a day that has one already are reported and left out.</summary>
    /// <param name="moved">How many rows stood out of order.</param>
    /// <param name="duplicate">Told the line of a row left out and the line of the one kept.</param>
    public DatedSeries ToSeries(out int moved, Action<int, int> duplicate)
    {
        moved = 0;
        for (int i = 1; i < values.Count; i++)
        {
            moved += values[i].Date < values[i - 1].Date ? 1 : 0;
        }

        values.Sort(static (a, b) => a.Date != b.Date ? a.Date.CompareTo(b.Date) : a.Line.CompareTo(b.Line));
        List<(DateOnly Date, double Value, int Line)> kept = new(values.Count);
        foreach ((DateOnly Date, double Value, int Line) row in values)
        {
            if (kept.Count > 0 && kept[^1].Date == row.Date)
            {
                duplicate(row.Line, kept[^1].Line);
            }
            else
            {
                kept.Add(row);
            }
        }

        return new DatedSeries([.. kept.Select(static k => k.Date)], [.. kept.Select(static k => k.Value)]);
    }
}
