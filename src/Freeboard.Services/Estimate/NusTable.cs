using Freeboard.Structural.Windows;

namespace Freeboard.Services.Estimate;

/// <summary>The NUS variant over a table: firms of one sector share delta on windows that end on the same date; a firm without a sector has its own.</summary>
internal static class NusTable
{
    public static List<EstimatedRow> Estimate(IReadOnlyList<FirmHistory> firms, EstimateOptions options, CancellationToken cancellationToken)
    {
        List<(int Firm, Range Window, string Group)> tasks = [];
        for (int i = 0; i < firms.Count; i++)
        {
            foreach (Range window in FirmWindows.Of(firms[i].Times.Count, options))
            {
                string group = firms[i].Sector.Length > 0 ? $"{firms[i].Sector}\n{firms[i].Labels[window.End.Value - 1]}" : $"\n{i}\n{window.End.Value}";
                tasks.Add((i, window, group));
            }
        }

        EstimatedRow[] rows = new EstimatedRow[tasks.Count];
        foreach (IGrouping<string, int> group in Enumerable.Range(0, tasks.Count).GroupBy(k => tasks[k].Group, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] members = [.. group.Where(k => !FirmWindows.IsTooShort(firms[tasks[k].Firm].Times.Count, options))];
            foreach (int k in group.Except(members))
            {
                rows[k] = FirmWindows.RowOf(firms[tasks[k].Firm], tasks[k].Window, new WindowEstimate(EstimationStatus.NotEnoughData), options);
            }

            IReadOnlyList<NusEstimate> estimates = NusLikelihood.FitSector([.. members.Select(k => SeriesOf(firms[tasks[k].Firm], tasks[k].Window, options))], options.Estimator);
            for (int j = 0; j < members.Length; j++)
            {
                int k = members[j];
                FirmHistory firm = firms[tasks[k].Firm];
                EstimatedRow row = FirmWindows.RowOf(firm, tasks[k].Window, estimates[j].Estimate, options);
                double other = firm.OtherLiabilities[FirmWindows.LastRow(firm, tasks[k].Window)];
                rows[k] = row with
                {
                    Delta = estimates[j].Delta,
                    StandardErrorOfDelta = estimates[j].StandardErrorOfDelta,
                    LastDay = row.LastDay with { DefaultPoint = row.LastDay.DefaultPoint + (estimates[j].Delta * other) },
                };
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
