using System.Globalization;
using Freeboard.Services.Edf;
using Freeboard.Services.Validate;
using Freeboard.Validation;
using Freeboard.Validation.Discrimination;
using Freeboard.Validation.Reliability;
using Spectre.Console;

namespace Freeboard.Cli;

/// <summary>A validation for people: what was judged, how well it tells apart, how well it is calibrated.</summary>
internal static class ValidationGrid
{
    private const string Dash = "-";

    public static void Write(Terminal terminal, ValidationReport report)
    {
        IAnsiConsole console = terminal.Tables();
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Distance} against '{EdfWords.Of(report.Label.Event)}' within {report.Label.HorizonMonths} months; probabilities by {(report.EdfMap.Length == 0 ? "no map" : report.EdfMap)}."));
        console.WriteLine(string.Join(", ", report.Counts.Where(c => c.Value != "0").Select(c => $"{c.Name} {c.Value}")) + ".");
        Slices(console, report);
        Groups(console, report);
        if (report.WithProbability > 0)
        {
            Calibration(console, report);
        }

        foreach (string note in report.Provenance.Notes.Select(static n => $"{n.Code}: {n.Text}"))
        {
            console.WriteLine(note);
        }
    }

    private static void Slices(IAnsiConsole console, ValidationReport report)
    {
        Table table = Grid.Make();
        table.AddColumn(Grid.Left(report.SlicedBy.ToString().ToLowerInvariant()));
        foreach (string column in (string[])["n", "events", "AUC", "interval", "Brier", "predicted", "observed", "lowest 10 %"])
        {
            table.AddColumn(Grid.Right(column));
        }

        foreach (ValidationSlice slice in report.Slices.Prepend(report.All))
        {
            AreaInterval area = slice.Area;
            table.AddRow(
                Markup.Escape(slice.Name),
                slice.Observations.ToString("#,0", CultureInfo.InvariantCulture),
                slice.Events.ToString("#,0", CultureInfo.InvariantCulture),
                Fixed(area.Area, "0.000"),
                area is { Low: { } low, High: { } high } ? string.Create(CultureInfo.InvariantCulture, $"{low:0.000} to {high:0.000}") : Dash,
                Fixed(slice.Brier, "0.0000"),
                Percent(slice.MeanPredicted),
                Percent(slice.MeanObserved),
                Percent(slice.CaptureLowestDecile));
        }

        table.Caption = new TableTitle(report.AreaByFirm is { Low: { } from, High: { } to }
            ? string.Create(CultureInfo.InvariantCulture, $"Intervals: DeLong, rows as independent. Over samples of {report.AreaByFirm.Firms:#,0} firms: {from:0.000} to {to:0.000}.")
            : "Intervals: DeLong, rows as independent.");
        console.Write(table);
        foreach (PowerAtHorizon at in report.Horizons.Where(static h => h.Area.Area is not null))
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"within {at.Months} months: AUC {at.Area.Area:0.000}, {at.Area.Events} events in {at.Area.Events + at.Area.NonEvents} rows, {at.LeftOut} not followed so far"));
        }
    }

    private static void Groups(IAnsiConsole console, ValidationReport report)
    {
        if (report.Welch is { Status: ValidationStatus.Estimated } welch)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mean distance {welch.FirstMean:0.000} without and {welch.SecondMean:0.000} with the event: Welch t {welch.T:0.00}, {welch.DegreesOfFreedom:0.0} degrees of freedom, p {P(welch.Probability)}; pooled t {report.Pooled.T:0.00}; ranks p {P(report.Ranks.Probability)}; KS {report.KolmogorovSmirnov.Statistic:0.000} at {report.KolmogorovSmirnov.At:0.00}, p {P(report.KolmogorovSmirnov.Probability)}"));
        }

        if (report.Paired is { Status: ValidationStatus.Estimated } paired)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{paired.FirstCount} pairs of one day, industry and size: difference {paired.Difference:0.000}, t {paired.T:0.00} on {paired.DegreesOfFreedom:0} (critical 5 %, one-sided: {paired.OneSidedCriticalValue():0.000}), p {P(paired.Probability)}"));
        }
    }

    private static void Calibration(IAnsiConsole console, ValidationReport report)
    {
        Table table = Grid.Make();
        foreach (string column in (string[])["predicted", "n", "events", "observed", "Wilson", "p binomial", "p Jeffreys", "p correlated"])
        {
            table.AddColumn(Grid.Right(column));
        }

        foreach (BucketTest bucket in report.Buckets)
        {
            table.AddRow(
                Percent(bucket.Predicted),
                bucket.Observations.ToString("#,0", CultureInfo.InvariantCulture),
                bucket.Events.ToString("#,0", CultureInfo.InvariantCulture),
                Percent(bucket.Observed),
                bucket is { WilsonLow: { } low, WilsonHigh: { } high } ? $"{Percent(low)} to {Percent(high)}" : Dash,
                P(bucket.Binomial),
                P(bucket.Jeffreys),
                P(bucket.Correlated));
        }

        table.Caption = new TableTitle("Small p: the prediction is too low. Correlated: one common factor moves all firms of the bucket.");
        console.Write(table);
        CalibrationLine line = report.Line;
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"calibration slope {Fixed(line.Slope, "0.000")} (error {Fixed(line.SlopeError, "0.000")}), intercept at slope 1 {Fixed(line.InterceptAtSlopeOne, "0.000")}; Brier {Fixed(report.Brier.Score, "0.0000")} of {Fixed(report.Brier.Uncertainty, "0.0000")} for the rate alone; log loss {(report.LogLoss.Loss is { } loss ? loss.ToString("0.0000", CultureInfo.InvariantCulture) : $"infinite ({report.LogLoss.Refuted} certainties refuted)")}; Hosmer-Lemeshow p {P(report.HosmerLemeshow.ProbabilityFresh)}; Spiegelhalter p {P(report.Spiegelhalter.Probability)}"));
    }

    private static string P(double? p) => p is { } value ? value < 1e-4 ? value.ToString("0.0e0", CultureInfo.InvariantCulture) : value.ToString("0.0000", CultureInfo.InvariantCulture) : Dash;

    private static string Percent(double? share) => share is { } value ? AssessmentGrid.Probability(value) : Dash;

    private static string Fixed(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? Dash;
}
