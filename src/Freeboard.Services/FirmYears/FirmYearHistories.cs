namespace Freeboard.Services.FirmYears;

/// <summary>Every row of a panel with its firm's earlier years.</summary>
internal static class FirmYearHistories
{
    /// <summary>One history a row, in the order of the rows.</summary>
    /// <param name="rows">The rows, in any order.</param>
    public static FirmYearHistory[] Of(IReadOnlyList<FirmYear> rows)
    {
        int[] order = [.. Enumerable.Range(0, rows.Count).OrderBy(i => rows[i].Firm, StringComparer.Ordinal).ThenBy(i => rows[i].Year)];
        FirmYear[] sorted = [.. order.Select(i => rows[i])];
        FirmYearHistory[] histories = new FirmYearHistory[rows.Count];
        int first = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            first = sorted[i].Firm == sorted[first].Firm ? first : i;
            histories[order[i]] = new FirmYearHistory(sorted.AsMemory(first, i - first + 1));
        }

        return histories;
    }
}
