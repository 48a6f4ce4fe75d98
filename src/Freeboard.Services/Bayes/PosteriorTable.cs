using Freeboard.Bayes;
using Freeboard.Numerics;
using Freeboard.Services.Estimate;
using Freeboard.Services.Tables;
using Freeboard.Structural.Windows;

namespace Freeboard.Services.Bayes;

/// <summary>What windows of equity values leave open about sigmaV and the EDF: firm by firm the maximum of Duan's likelihood, its posterior, and the closed form beside it.</summary>
public static class PosteriorTable
{
    /// <summary>Columns written.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "firm", "date", "V", "sigmaV", "sigmaVMean", "sigmaVLow", "sigmaVHigh", "sigmaVNormalLow", "sigmaVNormalHigh", "sigmaVClosedLow", "sigmaVClosedHigh",
        "EDF", "EDFMean", "EDFMedian", "EDFLow", "EDFHigh", "EDFClosedMean", "EDFClosedLow", "EDFClosedHigh", "observations", "skipped", "status",
    ];

    /// <summary>Finds the posteriors.</summary>
    /// <param name="bytes">The table: <c>date</c> or <c>time</c>, <c>E,D,r</c>, optionally <c>T,firm</c>, as for <c>estimate</c>.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="options">Windows, gaps, horizon and payout; the method is the likelihood whatever it says.</param>
    /// <param name="level">Level of the central intervals, in (0, 1).</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are passed over.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside (0, 1).</exception>
    public static TableOutcome Find(ReadOnlySpan<byte> bytes, string name, EstimateOptions options, double level = 0.9, bool ignoreExtraColumns = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        options = options with { Method = EstimationMethod.Mle };
        InputErrors errors = new(name);
        if (errors.Decode(bytes) is not { } text)
        {
            return TableOutcome.Rejected(errors);
        }

        using StringReader reader = new(text);
        EquityTable table = EquityTable.Read(reader, name, options, ignoreExtraColumns, cancellationToken);
        if (table.ErrorCount > 0)
        {
            return new TableOutcome(null, table.Errors, table.ErrorCount, 0);
        }

        List<string[]> rows = [];
        WindowWorkspace workspace = new();
        int unanswered = 0;
        foreach (FirmHistory firm in table.Firms)
        {
            foreach (Range range in FirmWindows.Of(firm.Times.Count, options))
            {
                cancellationToken.ThrowIfCancellationRequested();
                WindowPosterior posterior = FirmWindows.IsTooShort(firm.Times.Count, options)
                    ? new WindowPosterior { Estimate = new WindowEstimate(EstimationStatus.NotEnoughData), Level = level }
                    : WindowPosterior.Of(FirmWindows.ViewOf(firm, range, options), level, options.Estimator, workspace);
                unanswered += posterior.Estimate.Status == EstimationStatus.Converged ? 0 : 1;
                rows.Add(CellsOf(firm.Firm, firm.Labels[FirmWindows.LastRow(firm, range)], posterior));
            }
        }

        return new TableOutcome(new OutputTable { Name = "posteriors", Columns = OutputColumn.Of(Columns, "firm", "date", "status"), Rows = rows }, [], 0, unanswered);
    }

    private static string[] CellsOf(string firm, string date, WindowPosterior posterior)
    {
        WindowEstimate e = posterior.Estimate;
        VolatilityPosterior? closed = posterior.ClosedForm;
        double tail = 0.5 * (1 - posterior.Level);
        return
        [
            firm, date, BayesRows.Text(e.AssetValue), BayesRows.Text(e.AssetVolatility), BayesRows.Text(posterior.VolatilityMean),
            BayesRows.Text(posterior.VolatilityInterval?.Lower), BayesRows.Text(posterior.VolatilityInterval?.Upper),
            BayesRows.Text(posterior.VolatilityNormalInterval?.Lower), BayesRows.Text(posterior.VolatilityNormalInterval?.Upper),
            BayesRows.Text(closed?.VolatilityQuantile(tail)), BayesRows.Text(closed?.VolatilityQuantile(1 - tail)),
            BayesRows.Text(closed is null ? null : StandardNormal.Cumulative(-e.DistanceRiskNeutral)), BayesRows.Text(posterior.EdfMean), BayesRows.Text(posterior.EdfMedian),
            BayesRows.Text(posterior.EdfInterval?.Lower), BayesRows.Text(posterior.EdfInterval?.Upper),
            BayesRows.Text(closed?.Mean), BayesRows.Text(closed?.EdfQuantile(tail)), BayesRows.Text(closed?.EdfQuantile(1 - tail)),
            BayesRows.Text(e.Observations), BayesRows.Text(e.SkippedDays), e.Status.ToString(),
        ];
    }
}
