using System.Globalization;
using System.Runtime.InteropServices;
using Freeboard.Services.Tables;
using Freeboard.Structural.Windows;

namespace Freeboard.Services.Estimate;

/// <summary>Estimates assets for every firm and window of a table of equity values.</summary>
/// <remarks>
/// In: columns <c>date</c> (ISO) or <c>time</c> (years), <c>E,D,r</c>, optional <c>T,firm</c>, for the NUS variant <c>other_liabilities,total_assets</c> and
/// optional <c>sector</c>. A day with an empty figure is missing: skipped and counted. Out: <see cref="OutputColumns"/>, 17 significant digits; a number that is
/// not there is an empty cell.
/// </remarks>
public static class EstimateTable
{
    /// <summary>Columns written, in order.</summary>
    public static IReadOnlyList<string> OutputColumns { get; } =
        ["firm", "date", "V", "sigmaV", "mu", "DDKmv", "DDRiskNeutral", "DDPhysical", "lnEDF", "seSigma", "logLik", "logLikReturn", "status"];

    /// <summary>Columns that <c>--details</c> adds after them.</summary>
    public static IReadOnlyList<string> DetailColumns { get; } =
        ["seMu", "seDDKmv", "seDDRiskNeutral", "seDDPhysical", "seLnEDF", "delta", "seDelta", "observations", "skipped", "iterations", "residual", "bindingBound", "offendingInput"];

    /// <summary>Reads and estimates a table.</summary>
    /// <param name="input">The table, CSV with a header.</param>
    /// <param name="name">Name of the table in error messages.</param>
    /// <param name="options">Method, windows and settings.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are ignored rather than an error.</param>
    /// <param name="keepGoing">Whether unreadable rows are left out rather than rejecting the table.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Estimates and errors; with errors and without <paramref name="keepGoing"/> there are no estimates.</returns>
    public static EstimateOutcome Estimate(TextReader input, string name, EstimateOptions options, bool ignoreExtraColumns = false, bool keepGoing = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        EquityTable table = EquityTable.Read(input, name, options, ignoreExtraColumns, cancellationToken);
        if (table.HeaderIsWrong || (table.ErrorCount > 0 && !keepGoing))
        {
            return new EstimateOutcome([], table.Errors, table.ErrorCount);
        }

        List<EstimatedRow> rows = options.Method == EstimationMethod.Nus
            ? NusTable.Estimate(table.Firms, options, cancellationToken)
            : EstimateFirms(table.Firms, options, cancellationToken);
        return new EstimateOutcome(rows, table.Errors, table.ErrorCount);
    }

    /// <summary>Writes estimates as CSV.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="rows">The estimates.</param>
    /// <param name="details">Whether <see cref="DetailColumns"/> follow.</param>
    public static void WriteCsv(TextWriter writer, IEnumerable<EstimatedRow> rows, bool details = false)
    {
        ArgumentNullException.ThrowIfNull(rows);
        CsvText.Write(writer, details ? [.. OutputColumns, .. DetailColumns] : OutputColumns, rows.Select(row => CellsOf(row, details)));
    }

    /// <summary>The cells of one row, in the order of <see cref="OutputColumns"/> and, with details, <see cref="DetailColumns"/>.</summary>
    /// <param name="row">The row.</param>
    /// <param name="details">Whether the details follow.</param>
    public static string[] CellsOf(in EstimatedRow row, bool details = false)
    {
        WindowEstimate e = row.Estimate;
        string[] cells =
        [
            row.Firm, row.Date, Number(e.AssetValue), Number(e.AssetVolatility), Number(e.Drift), Number(e.DistanceKmv), Number(e.DistanceRiskNeutral), Number(e.DistancePhysical),
            Number(e.LogEdf), Number(e.StandardErrorOfVolatility), Number(e.LogLikelihood), Number(e.LogLikelihoodOfReturns), e.Status.ToString(),
        ];
        return !details ? cells :
        [
            .. cells, Number(e.StandardErrorOfDrift), Number(e.StandardErrorOfDistanceKmv), Number(e.StandardErrorOfDistanceRiskNeutral), Number(e.StandardErrorOfDistancePhysical),
            Number(e.StandardErrorOfLogEdf), Number(row.Delta), Number(row.StandardErrorOfDelta), Count(e.Observations), Count(e.SkippedDays), Count(e.Iterations), Number(e.Residual),
            e.BindingBound ?? "", e.OffendingInput ?? "",
        ];
    }

    /// <summary>The windows of a firm as ranges of its rows: the last one ends with the last row.</summary>
    internal static IEnumerable<Range> WindowsOf(int rows, EstimateOptions options)
    {
        int length = Math.Min(options.WindowRows ?? rows, rows);
        for (int end = length + ((rows - length) % options.StepRows); end <= rows; end += options.StepRows)
        {
            yield return (end - length)..end;
        }
    }

    /// <summary>The label of the last row of a window that is not missing; of its last row when all are.</summary>
    internal static string DateOf(FirmHistory firm, Range window)
    {
        (int start, int length) = window.GetOffsetAndLength(firm.Times.Count);
        for (int i = start + length - 1; i >= start; i--)
        {
            if (!double.IsNaN(firm.Equity[i]) && !double.IsNaN(firm.Debt[i]) && !double.IsNaN(firm.Rate[i]))
            {
                return firm.Labels[i];
            }
        }

        return firm.Labels[start + length - 1];
    }

    /// <summary>Whether a window is shorter than the rows that were asked for.</summary>
    internal static bool IsTooShort(int rows, EstimateOptions options) => rows < options.WindowRows;

    private static List<EstimatedRow> EstimateFirms(IReadOnlyList<FirmHistory> firms, EstimateOptions options, CancellationToken cancellationToken)
    {
        List<EstimatedRow> rows = [];
        WindowWorkspace workspace = new();
        foreach (FirmHistory firm in firms)
        {
            foreach (Range window in WindowsOf(firm.Times.Count, options))
            {
                cancellationToken.ThrowIfCancellationRequested();
                WindowEstimate estimate = IsTooShort(firm.Times.Count, options)
                    ? new WindowEstimate(EstimationStatus.NotEnoughData)
                    : EstimateWindow(firm, window, options, workspace);
                rows.Add(new EstimatedRow(firm.Firm, DateOf(firm, window), estimate, double.NaN, double.NaN));
            }
        }

        return rows;
    }

    private static WindowEstimate EstimateWindow(FirmHistory firm, Range range, EstimateOptions options, WindowWorkspace workspace)
    {
        EquityWindow window = new()
        {
            Times = CollectionsMarshal.AsSpan(firm.Times)[range],
            EquityValues = CollectionsMarshal.AsSpan(firm.Equity)[range],
            DefaultPoints = CollectionsMarshal.AsSpan(firm.Debt)[range],
            RiskFreeRates = CollectionsMarshal.AsSpan(firm.Rate)[range],
            HorizonYears = options.HorizonYears ?? firm.Horizon ?? 1,
            PayoutRate = options.PayoutRate,
        };
        return options.Method switch
        {
            EstimationMethod.TwoEquation => HistoricalTwoEquations.Fit(window, options.Estimator, workspace),
            EstimationMethod.Kmv => KmvFixedPoint.Fit(window, options.Estimator, workspace),
            EstimationMethod.Mle => DuanLikelihood.Fit(window, options.Estimator, workspace),
            EstimationMethod.Naive => NaiveDistance.Fit(window, options.Estimator, workspace),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Method, "No estimator of one window has this name."),
        };
    }

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("G17", CultureInfo.InvariantCulture) : "";

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);
}
