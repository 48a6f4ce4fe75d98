using Freeboard.Assessment;

namespace Freeboard.Services.Assess;

/// <summary>Counts firms from file to figure on the latest day.</summary>
internal static class AssessmentFunnel
{
    private static readonly (string Step, AssessmentStatus[] Takes)[] Steps =
    [
        ("listed", []),
        ("priced", [AssessmentStatus.MissingPrice, AssessmentStatus.StalePrices, AssessmentStatus.MissingShares, AssessmentStatus.NotEnoughData]),
        ("withStatements", [AssessmentStatus.MissingStatement, AssessmentStatus.StaleStatement, AssessmentStatus.MissingLiabilities, AssessmentStatus.MissingNetAssets]),
        ("validInputs", [AssessmentStatus.MissingRate, AssessmentStatus.MissingExchangeRate, AssessmentStatus.InvalidInput, AssessmentStatus.Underflow, AssessmentStatus.DegenerateNoVolatility, AssessmentStatus.DegenerateNoDebt]),
        ("converged", [AssessmentStatus.IterationLimit, AssessmentStatus.NumericalBreakdown, AssessmentStatus.BoundBinds, AssessmentStatus.NotRun]),
    ];

    public static IReadOnlyList<FunnelStep> Count(IEnumerable<AssessmentRow> latestRows)
    {
        Dictionary<AssessmentStatus, int> byStatus = latestRows.CountBy(row => row.Status).ToDictionary();
        int left = byStatus.Values.Sum();
        List<FunnelStep> steps = [];
        foreach ((string step, AssessmentStatus[] takes) in Steps)
        {
            StatusCount[] reasons = [.. takes.Where(byStatus.ContainsKey).Select(status => new StatusCount(status, byStatus[status]))];
            int lost = reasons.Sum(reason => reason.Firms);
            left -= lost;
            steps.Add(new FunnelStep(step, left, lost, reasons));
        }

        return steps;
    }
}
