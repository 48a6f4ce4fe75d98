using Freeboard.Assessment;

namespace Freeboard.Services.Assess;

/// <summary>What is left in memory of a run over a store once its rows have gone on: counts, and the rows of the last days.</summary>
internal sealed class StoredTotals(IReadOnlyList<DateOnly> days, DateOnly asOf, int reportLimit)
{
    private readonly Dictionary<AssessmentStatus, int> statuses = [];
    private readonly Dictionary<string, IReadOnlyList<InputFact>> latestInputs = new(StringComparer.Ordinal);
    private readonly List<AssessmentRow> latestRows = [];
    private readonly DateOnly firstOfReport = days.Count > 1 ? days[^2] : asOf;
    private List<AssessmentRow> reportRows = [];

    public int Rows { get; private set; }

    public long ComputedRows { get; private set; }

    public int ComputedFirms { get; private set; }

    public int TakenOverFirms { get; private set; }

    public int FinishedFirms { get; private set; }

    public RemarkCount Remarks { get; } = new();

    public IReadOnlyDictionary<string, IReadOnlyList<InputFact>> LatestInputs => latestInputs;

    public IReadOnlyList<AssessmentRow> LatestRows => latestRows;

    /// <summary>All rows, or those of the last two days when there are more than the report takes.</summary>
    public IReadOnlyList<AssessmentRow> ReportRows => reportRows;

    public IReadOnlyList<StatusCount> Statuses => [.. statuses.OrderByDescending(static s => s.Value).ThenBy(static s => s.Key).Select(static s => new StatusCount(s.Key, s.Value))];

    public void Add(string firm, StoredFirm done)
    {
        bool whole = Rows <= reportLimit;
        Rows = checked(Rows + done.Rows.Rows.Count);
        if (whole && Rows > reportLimit)
        {
            reportRows = [.. reportRows.Where(OfTheLastDays)];
        }

        foreach (AssessmentRow row in done.Rows.Rows)
        {
            statuses[row.Status] = statuses.GetValueOrDefault(row.Status) + 1;
            if (row.Date == asOf)
            {
                latestRows.Add(row);
            }

            if (Rows <= reportLimit || OfTheLastDays(row))
            {
                reportRows.Add(row);
            }
        }

        latestInputs.Add(firm, done.Rows.LatestInputs);
        Remarks.Add(done.Rows.Remarks);
        ComputedRows += done.Rows.Computed;
        ComputedFirms += done.Origin == FirmOrigin.Computed ? 1 : 0;
        TakenOverFirms += done.Origin == FirmOrigin.TakenOver ? 1 : 0;
        FinishedFirms += done.Origin == FirmOrigin.Finished ? 1 : 0;
    }

    private bool OfTheLastDays(AssessmentRow row) => row.Date >= firstOfReport;
}
