using Freeboard.Assessment;

namespace Freeboard.Services.Runs;

/// <summary>A kept run for pages: whole where it is small enough to be held, and else with the last day of every month and its last two days.</summary>
/// <remarks>Rows are taken as they are, none is averaged: a figure of a page is a figure of the run. What is left out is days, for all firms alike.</remarks>
public static class ShownRun
{
    /// <summary>Rows that are held without leaving out days.</summary>
    public const int MostRows = 250_000;

    /// <summary>Reads a run.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="runId">Its id, whole.</param>
    /// <param name="mostRows">Rows that are held without leaving out days.</param>
    /// <returns>The run; null when there is none.</returns>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public static AssessmentRun? Load(RunArchive archive, string runId, int mostRows = MostRows)
    {
        ArgumentNullException.ThrowIfNull(archive);
        if (archive.List().FirstOrDefault(run => run.RunId == runId) is not { } summary)
        {
            return null;
        }

        if (summary.Rows <= mostRows)
        {
            return archive.Find(runId);
        }

        if (archive.FindWithoutRows(runId) is not { } bare)
        {
            return null;
        }

        SortedSet<DateOnly> days = [];
        foreach (IReadOnlyList<AssessmentRow> piece in archive.RowsByFirm(runId))
        {
            days.UnionWith(piece.Select(static row => row.Date));
        }

        HashSet<DateOnly> kept = KeptOf([.. days]);
        return bare with { Rows = [.. archive.RowsByFirm(runId).SelectMany(static piece => piece).Where(row => kept.Contains(row.Date))] };
    }

    /// <summary>The last day of every month, and the last two days.</summary>
    internal static HashSet<DateOnly> KeptOf(IReadOnlyList<DateOnly> days)
    {
        HashSet<DateOnly> kept = [.. days.Skip(Math.Max(0, days.Count - 2))];
        for (int i = 0; i + 1 < days.Count; i++)
        {
            if (days[i].Month != days[i + 1].Month || days[i].Year != days[i + 1].Year)
            {
                kept.Add(days[i]);
            }
        }

        return kept;
    }
}
