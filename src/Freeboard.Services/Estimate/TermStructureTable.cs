using System.Globalization;
using Freeboard.Services.Tables;
using Freeboard.Structural.Barrier;
using Freeboard.Structural.JumpDiffusion;
using Freeboard.Structural.TermStructure;
using Freeboard.Structural.Windows;

namespace Freeboard.Services.Estimate;

/// <summary>The EDF of every estimated window over 1 month to 10 years, one line a window and horizon.</summary>
/// <remarks>
/// Risk-neutral, from the window's own V and sigmaV, held flat, with the default point, rate and payout rate of its last row. The barrier model's, CreditGrades' and the jump-diffusion's
/// curves are those models' own. A window without an estimate, or without debt, is one line with empty cells and its status.
/// </remarks>
public static class TermStructureTable
{
    /// <summary>Columns written, in order.</summary>
    public static IReadOnlyList<string> OutputColumns { get; } = ["firm", "date", "horizonYears", "DD", "lnEDF", "EDF", "annualEDF", "forwardEDF", "annualForwardEDF", "status"];

    private static readonly HashSet<string> Words = new(["firm", "date", "status"], StringComparer.Ordinal);

    /// <summary>The timing that a method has by itself.</summary>
    /// <param name="method">The method.</param>
    /// <returns>AtHorizon for jumps, FirstPassage for CreditGrades; null where both are there.</returns>
    public static DefaultTiming? OnlyTimingOf(EstimationMethod method) => method switch
    {
        EstimationMethod.Jump => DefaultTiming.AtHorizon,
        EstimationMethod.CreditGrades => DefaultTiming.FirstPassage,
        _ => null,
    };

    /// <summary>The curves as a table for any format.</summary>
    /// <param name="rows">The estimates.</param>
    /// <param name="options">What they were made with.</param>
    /// <param name="timing">When a firm is taken to default.</param>
    public static OutputTable TableOf(IReadOnlyList<EstimatedRow> rows, EstimateOptions options, DefaultTiming timing)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        return new OutputTable { Name = "term structure", Columns = OutputColumn.Of(OutputColumns, Words), Rows = rows.SelectMany(row => CellsOf(row, options, timing)) };
    }

    /// <summary>Writes the curves as CSV.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="rows">The estimates.</param>
    /// <param name="options">What they were made with.</param>
    /// <param name="timing">When a firm is taken to default.</param>
    public static void WriteCsv(TextWriter writer, IEnumerable<EstimatedRow> rows, EstimateOptions options, DefaultTiming timing)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        CsvText.Write(writer, OutputColumns, rows.SelectMany(row => CellsOf(row, options, timing)));
    }

    /// <summary>Writes the curves as a JSON array of objects, one a line of the CSV.</summary>
    /// <param name="output">Where to, UTF-8.</param>
    /// <param name="rows">The estimates.</param>
    /// <param name="options">What they were made with.</param>
    /// <param name="timing">When a firm is taken to default.</param>
    public static void WriteJson(Stream output, IEnumerable<EstimatedRow> rows, EstimateOptions options, DefaultTiming timing)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        JsonRows.Write(output, OutputColumns, Words, rows.SelectMany(row => CellsOf(row, options, timing)));
    }

    /// <summary>The curve of one window; null where there is none.</summary>
    /// <param name="row">The estimate.</param>
    /// <param name="options">What it was made with.</param>
    /// <param name="timing">When a firm is taken to default.</param>
    public static IReadOnlyList<EdfPoint>? CurveOf(in EstimatedRow row, EstimateOptions options, DefaultTiming timing)
    {
        ArgumentNullException.ThrowIfNull(options);
        WindowEstimate e = row.Estimate;
        LastDayFigures day = row.LastDay;
        if (e.Status == EstimationStatus.DegenerateNoDebt || !double.IsFinite(e.AssetValue) || !(day.DefaultPoint > 0))
        {
            return null;
        }

        double drift = day.RiskFreeRate - day.PayoutRate;
        switch (options.Method)
        {
            case EstimationMethod.CreditGrades:
                return EdfTermStructure.OfProbabilities(row.Curve.LogDefaultProbability);
            case EstimationMethod.Jump when options.Jumps is { } jumps:
                double diffusion = row.ModelFigures![0];
                return EdfTermStructure.OfProbabilities(years => JumpDiffusionModel.LogDefaultProbability(
                    new JumpFirm
                    {
                        AssetValue = e.AssetValue / day.DefaultPoint,
                        DiffusionVolatility = diffusion,
                        DefaultPoint = 1,
                        Jumps = jumps,
                        RiskFreeRate = drift,
                        HorizonYears = years,
                    },
                    drift));
            case EstimationMethod.Barrier when row.ModelFigures![0] > 0:
                double fraction = row.ModelFigures[0];
                return EdfTermStructure.OfProbabilities(years =>
                {
                    // A flat barrier under assets that pay out at q: all the drift there is, is r - q.
                    BarrierFirm firm = new()
                    {
                        AssetValue = e.AssetValue / day.DefaultPoint,
                        AssetVolatility = e.AssetVolatility,
                        DefaultPoint = 1,
                        Barrier = new BarrierTerms { FractionOfDefaultPoint = fraction },
                        RiskFreeRate = drift,
                        HorizonYears = years,
                    };
                    return timing == DefaultTiming.FirstPassage
                        ? BarrierModel.LogFirstPassageProbability(firm, drift, years)
                        : BarrierModel.LogDefaultProbability(firm, drift);
                });
            case EstimationMethod.Barrier:
                // A barrier that is not there is never met: what is left is Merton's default at the horizon.
                return EdfTermStructure.Of(e.AssetValue / day.DefaultPoint, e.AssetVolatility, 1, drift);
            default:
                return EdfTermStructure.Of(e.AssetValue / day.DefaultPoint, e.AssetVolatility, 1, drift, TermStructureOptions.Default with { Timing = timing });
        }
    }

    private static IEnumerable<string[]> CellsOf(EstimatedRow row, EstimateOptions options, DefaultTiming timing)
    {
        string status = row.Estimate.Status.ToString();
        return CurveOf(row, options, timing) is not { } curve
            ? [[row.Firm, row.Date, "", "", "", "", "", "", "", status]]
            : curve.Select(point => (string[])
            [
                row.Firm, row.Date, Number(point.HorizonYears), Number(point.Distance), Number(point.LogEdf), Number(point.Edf), Number(point.AnnualisedEdf),
                Number(point.ForwardEdf ?? double.NaN), Number(point.AnnualisedForwardEdf ?? double.NaN), status,
            ]);
    }

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("G17", CultureInfo.InvariantCulture) : "";
}
