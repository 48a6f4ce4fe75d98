using Freeboard.Assessment;
using Freeboard.Data.AsOf;

namespace Freeboard.Services.Assess;

/// <summary>All days of one firm: which days it has rows on, and the rows.</summary>
/// <remarks>Safe to call from any number of threads.</remarks>
internal sealed class FirmRun(AssessmentOptions options, string runId, IReadOnlyList<DateOnly> marketDays, IReadOnlyList<DateOnly> days, Quotations quotations)
{
    private readonly FirmAssessor assessor = new(options, runId, marketDays);

    /// <summary>Assesses a firm.</summary>
    /// <param name="history">Everything known of it, later days too; each row sees what was knowable on its own.</param>
    /// <param name="known">Its rows of an earlier run under the same settings; null for none.</param>
    /// <param name="firstAffected">The first day on which the firm's facts differ from those of the earlier run; null when they do not.</param>
    public FirmRows Assess(FirmHistory history, FirmRows? known = null, DateOnly? firstAffected = null)
    {
        DateOnly[] alive = Alive(history);
        AssessmentRow[] rows = new AssessmentRow[alive.Length];
        byte[] remarks = new byte[alive.Length];
        List<InputFact> facts = [];
        RollingAssets? rolling = null;
        int taken = 0;
        int computed = 0;
        for (int i = 0; i < alive.Length; i++)
        {
            // The last row is always made, for the figures behind it.
            if (known is not null && i < alive.Length - 1 && !(alive[i] >= firstAffected))
            {
                while (taken < known.Rows.Count && known.Rows[taken].Date < alive[i])
                {
                    taken++;
                }

                if (taken < known.Rows.Count && known.Rows[taken].Date == alive[i])
                {
                    rows[i] = known.Rows[taken];
                    remarks[i] = known.Remarks[taken];
                    continue;
                }
            }

            rolling ??= options.Method == AssetMethod.Kmv ? RollingAssets.Of(history, quotations, options, assessor, marketDays) : null;
            RowRemarks said = RowRemarks.None;
            rows[i] = assessor.Assess(history.PanelAsOf(alive[i], quotations), rolling, i == alive.Length - 1 ? facts : null, ref said);
            remarks[i] = (byte)said;
            computed++;
        }

        return new FirmRows(rows, remarks, facts, computed);
    }

    private DateOnly[] Alive(FirmHistory history)
    {
        DateOnly? delisted = history.Delisted;
        DateOnly? firstPrice = days.Count > 0 && history.PanelAsOf(days[^1], quotations) is { Prices: { Length: > 0 } prices } ? prices[0].Date : null;

        // Before it was listed (or, when the files do not say, before its first price) and from its delisting on there is no
        // firm to assess, hence no row. A firm without any price is said so once, on the last day, not on every one.
        DateOnly? begins = history.Listed is { } listed && (firstPrice is null || listed < firstPrice) ? listed : firstPrice;
        return firstPrice is null
            ? [.. days.TakeLast(1).Where(day => delisted is null || day < delisted)]
            : [.. days.Where(day => day >= begins && (delisted is null || day < delisted))];
    }
}

/// <summary>Rows of a firm by day, what each says to the notes, and the figures behind the last one.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Remarks"><see cref="RowRemarks"/> of each row.</param>
/// <param name="LatestInputs">Figures behind the last row.</param>
/// <param name="Computed">How many of the rows were computed rather than taken over.</param>
internal sealed record FirmRows(IReadOnlyList<AssessmentRow> Rows, IReadOnlyList<byte> Remarks, IReadOnlyList<InputFact> LatestInputs, int Computed);
