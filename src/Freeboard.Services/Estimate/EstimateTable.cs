using System.Globalization;
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

    /// <summary>Columns that confidence intervals add, last.</summary>
    public static IReadOnlyList<string> IntervalColumns { get; } =
        ["sigmaVLower", "sigmaVUpper", "muLower", "muUpper", "DDRiskNeutralLower", "DDRiskNeutralUpper", "DDPhysicalLower", "DDPhysicalUpper", "lnEDFLower", "lnEDFUpper"];

    /// <summary>Columns that hold words; all others hold numbers.</summary>
    internal static IReadOnlySet<string> WordColumns { get; } = new HashSet<string>(["firm", "date", "status", "bindingBound", "offendingInput"], StringComparer.Ordinal);

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
        if (table.IsRejected || (table.ErrorCount > 0 && !keepGoing))
        {
            return new EstimateOutcome([], table.Errors, table.ErrorCount);
        }

        List<EstimatedRow> rows = options.Method == EstimationMethod.Nus
            ? NusTable.Estimate(table.Firms, options, cancellationToken)
            : EstimateFirms(table.Firms, options, cancellationToken);
        return new EstimateOutcome(rows, table.Errors, table.ErrorCount);
    }

    /// <summary>Reads and estimates a table that came as bytes: UTF-8 with or without a byte-order mark, or GBK.</summary>
    /// <param name="input">The table's bytes.</param>
    /// <param name="name">Name of the table in error messages.</param>
    /// <param name="options">Method, windows and settings.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are ignored rather than an error.</param>
    /// <param name="keepGoing">Whether unreadable rows are left out rather than rejecting the table.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>As the other overload; bytes in no known encoding are the error ENCODING-UNKNOWN.</returns>
    public static EstimateOutcome Estimate(ReadOnlySpan<byte> input, string name, EstimateOptions options, bool ignoreExtraColumns = false, bool keepGoing = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        InputErrors errors = new(name);
        if (errors.Decode(input) is not { } text)
        {
            return new EstimateOutcome([], errors.Listed, errors.Count);
        }

        using StringReader reader = new(text);
        return Estimate(reader, name, options, ignoreExtraColumns, keepGoing, cancellationToken);
    }

    /// <summary>Columns that only one method has; <c>--details</c> adds them last.</summary>
    /// <param name="method">The method.</param>
    public static IReadOnlyList<string> ModelColumnsOf(EstimationMethod method) => method switch
    {
        EstimationMethod.Barrier => ["barrier", "seBarrier", "barrierLower", "barrierUpper", "logLikGain", "lnPassage"],
        EstimationMethod.Jump => ["sigmaDiffusion", "truncationBound"],
        _ => [],
    };

    /// <summary>Columns of a table, in order.</summary>
    /// <param name="options">What rows were made with.</param>
    /// <param name="details">Whether <see cref="DetailColumns"/> and those of the method follow.</param>
    public static IReadOnlyList<string> ColumnsOf(EstimateOptions options, bool details)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [.. OutputColumns, .. details ? [.. DetailColumns, .. ModelColumnsOf(options.Method)] : Array.Empty<string>(), .. options.Intervals is null ? [] : IntervalColumns];
    }

    /// <summary>The estimates as a table for any format.</summary>
    /// <param name="rows">The estimates.</param>
    /// <param name="options">What they were made with.</param>
    /// <param name="details">Whether details follow.</param>
    public static OutputTable TableOf(IReadOnlyList<EstimatedRow> rows, EstimateOptions options, bool details = false)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new OutputTable { Name = "estimates", Columns = OutputColumn.Of(ColumnsOf(options, details), WordColumns), Rows = rows.Select(row => CellsOf(row, details)) };
    }

    /// <summary>Writes estimates as CSV.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="rows">The estimates.</param>
    /// <param name="options">What they were made with.</param>
    /// <param name="details">Whether details follow.</param>
    public static void WriteCsv(TextWriter writer, IEnumerable<EstimatedRow> rows, EstimateOptions options, bool details = false)
    {
        ArgumentNullException.ThrowIfNull(rows);
        CsvText.Write(writer, ColumnsOf(options, details), rows.Select(row => CellsOf(row, details)));
    }

    /// <summary>Writes estimates as a JSON array of objects; keys are the columns in camelCase, an absent number is an absent key.</summary>
    /// <param name="output">Where to, UTF-8.</param>
    /// <param name="rows">The estimates.</param>
    /// <param name="options">What they were made with.</param>
    /// <param name="details">Whether details follow.</param>
    public static void WriteJson(Stream output, IEnumerable<EstimatedRow> rows, EstimateOptions options, bool details = false)
    {
        ArgumentNullException.ThrowIfNull(rows);
        JsonRows.Write(output, ColumnsOf(options, details), WordColumns, rows.Select(row => CellsOf(row, details)));
    }

    /// <summary>The cells of one row, in the order of <see cref="ColumnsOf"/>.</summary>
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
        string[] ends = [.. (row.Intervals ?? []).Select(Number)];
        return !details ? [.. cells, .. ends] :
        [
            .. cells, Number(e.StandardErrorOfDrift), Number(e.StandardErrorOfDistanceKmv), Number(e.StandardErrorOfDistanceRiskNeutral), Number(e.StandardErrorOfDistancePhysical),
            Number(e.StandardErrorOfLogEdf), Number(row.Delta), Number(row.StandardErrorOfDelta), Count(e.Observations), Count(e.SkippedDays), Count(e.Iterations), Number(e.Residual),
            e.BindingBound ?? "", e.OffendingInput ?? "", .. (row.ModelFigures ?? []).Select(Number), .. ends,
        ];
    }

    private static List<EstimatedRow> EstimateFirms(IReadOnlyList<FirmHistory> firms, EstimateOptions options, CancellationToken cancellationToken)
    {
        List<EstimatedRow> rows = [];
        WindowWorkspace workspace = new();
        foreach (FirmHistory firm in firms)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (RollingWindows.Applies(firm, options))
            {
                rows.AddRange(RollingWindows.Estimate(firm, options, workspace));
                continue;
            }

            foreach (Range window in FirmWindows.Of(firm.Times.Count, options))
            {
                cancellationToken.ThrowIfCancellationRequested();
                rows.Add(FirmWindows.Estimate(firm, window, options, workspace));
            }
        }

        return rows;
    }

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("G17", CultureInfo.InvariantCulture) : "";

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);
}
