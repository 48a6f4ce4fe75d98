using Freeboard.Structural.Windows;

namespace Freeboard.Services.Estimate;

/// <summary>The NUS variant over a table: firms of one sector share delta on windows that end on the same date; a firm without a sector has its own.</summary>
internal static class NusTable
{
    public static List<EstimatedRow> Estimate(IReadOnlyList<FirmHistory> firms, EstimateOptions options, CancellationToken cancellationToken)
    {
        List<(int Firm, Range Window, string Date, string Group)> tasks = [];
        for (int i = 0; i < firms.Count; i++)
        {
            foreach (Range window in EstimateTable.WindowsOf(firms[i].Times.Count, options))
            {
                string date = EstimateTable.DateOf(firms[i], window);
                string group = firms[i].Sector.Length > 0 ? $"{firms[i].Sector}\n{firms[i].Labels[window.End.Value - 1]}" : $"\n{i}\n{window.End.Value}";
                tasks.Add((i, window, date, group));
            }
        }

        EstimatedRow[] rows = new EstimatedRow[tasks.Count];
        foreach (IGrouping<string, int> group in Enumerable.Range(0, tasks.Count).GroupBy(k => tasks[k].Group, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] members = [.. group.Where(k => !EstimateTable.IsTooShort(firms[tasks[k].Firm].Times.Count, options))];
            foreach (int k in group.Except(members))
            {
                rows[k] = new EstimatedRow(firms[tasks[k].Firm].Firm, tasks[k].Date, new WindowEstimate(EstimationStatus.NotEnoughData), double.NaN, double.NaN);
            }

            IReadOnlyList<NusEstimate> estimates = NusLikelihood.FitSector([.. members.Select(k => SeriesOf(firms[tasks[k].Firm], tasks[k].Window, options))], options.Estimator);
            for (int j = 0; j < members.Length; j++)
            {
                int k = members[j];
                rows[k] = new EstimatedRow(firms[tasks[k].Firm].Firm, tasks[k].Date, estimates[j].Estimate, estimates[j].Delta, estimates[j].StandardErrorOfDelta);
            }
        }

        return [.. rows];
    }

    private static NusSeries SeriesOf(FirmHistory firm, Range window, EstimateOptions options) => new()
    {
        Times = firm.Times.ToArray().AsMemory(window),
        EquityValues = firm.Equity.ToArray().AsMemory(window),
        DefaultPoints = firm.Debt.ToArray().AsMemory(window),
        OtherLiabilities = firm.OtherLiabilities.ToArray().AsMemory(window),
        TotalAssets = firm.TotalAssets.ToArray().AsMemory(window),
        RiskFreeRates = firm.Rate.ToArray().AsMemory(window),
        HorizonYears = options.HorizonYears ?? firm.Horizon ?? 1,
        PayoutRate = options.PayoutRate,
    };
}
