using System.Globalization;
using Freeboard.Macro;
using Freeboard.Numerics.Regression;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Macro;

/// <summary>A study as rows for any format; the JSON document of each is the whole study.</summary>
public static class MacroTables
{
    /// <summary>The coefficients.</summary>
    /// <param name="report">A study.</param>
    public static OutputTable Coefficients(MacroReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Table(report, "coefficients", ["term", "coefficient", "standardError", "t", "p", "low", "high", "classicalError", "classicalP", "mean", "deviation", "status"], ["term", "status"], report.Fit.Terms.Select((term, i) =>
        {
            RegressionTerm classical = report.Fit.ClassicalTerms[i];
            int driver = i - 1;
            bool isDriver = driver >= 0 && driver < report.Drivers.Count;
            return (string[])
            [
                term.Name, Text(term.Coefficient), Text(term.StandardError), Text(term.TStatistic), Text(term.PValue), Text(term.Lower), Text(term.Upper), Text(classical.StandardError), Text(classical.PValue),
                isDriver ? Text(report.Fit.Units[driver].Mean) : "", isDriver ? Text(report.Fit.Units[driver].Deviation) : "", report.Fit.Status.ToString(),
            ];
        }));
    }

    /// <summary>The tests of the series.</summary>
    /// <param name="report">A study.</param>
    public static OutputTable Tests(MacroReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Table(report, "tests", ["series", "test", "hypothesis", "statistic", "p", "pIsBound", "lags", "n", "critical1", "critical5", "critical10", "status"], ["series", "test", "hypothesis", "pIsBound", "status"], report.Tests.SelectMany(Rows));

        static IEnumerable<string[]> Rows(MacroSeriesTest test)
        {
            AugmentedDickeyFuller root = test.UnitRoot;
            KpssTest kpss = test.Stationarity;
            yield return [test.Name, "adf", "unit root", Text(root.Statistic), Text(root.Probability), "no", Text(root.Lags), Text(root.Observations), Text(root.CriticalOnePercent), Text(root.CriticalFivePercent), Text(root.CriticalTenPercent), root.Status.ToString()];
            yield return [test.Name, "kpss", kpss.AboutTrend ? "stationary about a line" : "stationary", Text(kpss.Statistic), Text(kpss.Probability), kpss.ProbabilityIsBound ? "yes" : "no", Text(kpss.Lags), Text(kpss.Observations), Text(kpss.CriticalOnePercent), Text(kpss.CriticalFivePercent), Text(kpss.CriticalTenPercent), kpss.Status.ToString()];
            foreach ((string hypothesis, GrangerTest? granger) in ((string, GrangerTest?)[])[("does not help the index", test.HelpsIndex), ("index does not help it", test.HelpedByIndex)])
            {
                if (granger is not null)
                {
                    yield return [test.Name, "granger", hypothesis, Text(granger.F), Text(granger.FProbability), "no", Text(granger.Lags), Text(granger.Observations), "", "", "", granger.Status.ToString()];
                }
            }
        }
    }

    /// <summary>The index by period with the regression's value.</summary>
    /// <param name="report">A study.</param>
    public static OutputTable Index(MacroReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Table(report, "index", ["date", "index", "fitted", "firms", "leftOut"], ["date"], report.Points.Select((p, i) => (string[])[MacroPeriods.Iso(p.Date), Text(p.Value), Text(report.Fitted[i]), Text(p.Firms), Text(p.LeftOut)]));
    }

    /// <summary>The index under the scenarios.</summary>
    /// <param name="report">A study with scenarios.</param>
    public static OutputTable Paths(MacroReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        string[] columns = ["scenario", "date", "regression", "low", "high", "structural", "marketReturn", "volatilityFactor", "defaultPointFactor", "rateChange", "extrapolated"];
        return Table(report, "paths", columns, ["scenario", "date", "extrapolated"], report.Scenarios.SelectMany(path => path.Steps.Select(step => (string[])
        [
            path.Name, MacroPeriods.Iso(step.Date), Text(step.Regression.Value), Text(step.Regression.Low), Text(step.Regression.High), Text(step.StructuralIndex), Text(step.Shock?.MarketReturn), Text(step.Shock?.VolatilityFactor),
            Text(step.Shock?.DefaultPointFactor), Text(step.Shock?.RateChange), string.Join(' ', step.Extrapolated),
        ])));
    }

    /// <summary>Every firm under the scenarios.</summary>
    /// <param name="report">A study with scenarios and firms.</param>
    public static OutputTable Firms(MacroReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        string[] columns = ["scenario", "date", "firm", "baseEdf", "regressionEdf", "structuralEdf", "lnStructuralEdf", "distance", "assetValue", "assetVolatility", "beta", "betaSource", "status"];
        return Table(report, "firms", columns, ["scenario", "date", "firm", "betaSource", "status"], report.Scenarios.SelectMany(path => path.Steps.SelectMany(step => step.Firms.Select((firm, i) => (string[])
        [
            path.Name, MacroPeriods.Iso(step.Date), firm.Firm, Text(firm.BaseEdf), Text(firm.RegressionEdf), Text(firm.Structural?.Edf), Text(firm.Structural?.LnEdf), Text(firm.Structural?.Distance), Text(firm.Structural?.AssetValue),
            Text(firm.Structural?.AssetVolatility), Text(report.Firms[i].Beta.Value), report.Firms[i].Beta.Source.ToString(), StatusOf(report.Firms[i], step, firm).ToString(),
        ]))));
    }

    /// <summary>The answers to the reverse question.</summary>
    /// <param name="report">A study with answers.</param>
    public static OutputTable Reverse(MacroReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Table(report, "reverse", ["channel", "variable", "status", "answer", "now", "standardUnits", "extrapolates", "leastIndex", "greatestIndex"], ["channel", "variable", "status", "extrapolates"], report.Reverse.SelectMany(a =>
            (a.Answer.Solutions.Count > 0 ? a.Answer.Solutions.Select(static x => (double?)x) : [null]).Select(x => (string[])
            [
                a.Channel, a.Variable, a.Answer.Status.ToString(), Text(x), Text(a.Now), Text(a.Answer.StandardUnits), a.Answer.Extrapolates ? "yes" : "no", Text(a.Answer.LeastIndex), Text(a.Answer.GreatestIndex),
            ])));
    }

    /// <summary>Rows of a firm table without a full answer: a status other than Stressed or NoDebt, or no EDF through the regression.</summary>
    /// <param name="report">A study with scenarios.</param>
    public static int Unanswered(MacroReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Scenarios.Sum(path => path.Steps.Sum(step => step.Firms.Where((firm, i) => firm.RegressionEdf is null || StatusOf(report.Firms[i], step, firm) is not (StressStatus.Stressed or StressStatus.NoDebt)).Count()));
    }

    internal static StressStatus StatusOf(MacroBaseFirm now, MacroScenarioStep step, MacroFirmStress firm) =>
        firm.Structural?.Status ?? (step.Shock is not null && now.Firm is null ? StressStatus.InvalidInput : firm.RegressionEdf is null ? StressStatus.OutOfRange : StressStatus.Stressed);

    internal static string Text(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("G17", CultureInfo.InvariantCulture) : "";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static OutputTable Table(MacroReport report, string name, IEnumerable<string> columns, string[] words, IEnumerable<string[]> rows) => new()
    {
        Name = name,
        Columns = OutputColumn.Of(columns, words),
        Rows = rows,
        RunId = report.Provenance.RunId,
        JsonDocument = output => MacroJson.Write(output, report),
    };
}
