namespace Freeboard.Data.Import;

/// <summary>Puts a firm's price rows in order of their days.</summary>
internal static class PriceOrder
{
    /// <summary>Sorts rows by day and takes out later rows of a day that has one already; returns how many rows stood before an earlier one in the file.</summary>
    /// <param name="rows">Rows of one firm in file order.</param>
    /// <param name="duplicate">Told the line of a row taken out and the line of the one kept.</param>
    public static int Sort(List<PriceRow> rows, Action<int, int> duplicate)
    {
        int moved = 0;
        bool sorted = true;
        for (int i = 1; i < rows.Count; i++)
        {
            moved += rows[i].Date < rows[i - 1].Date ? 1 : 0;
            sorted &= rows[i].Date > rows[i - 1].Date;
        }

        if (sorted)
        {
            return 0;
        }

        rows.Sort(static (a, b) => a.Date != b.Date ? a.Date.CompareTo(b.Date) : a.Line.CompareTo(b.Line));
        int kept = 0;
        for (int i = 1; i < rows.Count; i++)
        {
            if (rows[i].Date == rows[kept].Date)
            {
                duplicate(rows[i].Line, rows[kept].Line);
            }
            else
            {
                rows[++kept] = rows[i];
            }
        }

        rows.RemoveRange(kept + 1, rows.Count - kept - 1);
        return moved;
    }

    /// <summary>How many log returns between trading days exceed 0.5 in size.</summary>
    public static int LargeReturns(List<PriceRow> rows)
    {
        int large = 0;
        double previous = 0;
        foreach (PriceRow row in rows)
        {
            if (!row.Trading)
            {
                continue;
            }

            double adjusted = row.Close * row.Factor;
            large += previous > 0 && Math.Abs(Math.Log(adjusted / previous)) > 0.5 ? 1 : 0;
            previous = adjusted;
        }

        return large;
    }
}
