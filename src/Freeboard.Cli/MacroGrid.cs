using System.Globalization;
using Freeboard.Forecasting;
using Freeboard.Macro;
using Freeboard.Numerics.Regression;
using Freeboard.Services.Macro;
using Spectre.Console;

namespace Freeboard.Cli;

/// <summary>A study of the economy as tables for a person at a terminal.</summary>
internal static class MacroGrid
{
    public static void Fit(Terminal terminal, MacroReport report)
    {
        Table grid = Grid.Make();
        grid.AddColumns(Grid.Left("term"), Grid.Right("coefficient"), Grid.Right("HAC error"), Grid.Right("t"), Grid.Right("p"), Grid.Right("classical p"));
        for (int i = 0; i < report.Fit.Terms.Count; i++)
        {
            RegressionTerm term = report.Fit.Terms[i];
            grid.AddRow(Markup.Escape(term.Name), Digits(term.Coefficient), Digits(term.StandardError), Digits(term.TStatistic, "F2"), Digits(term.PValue, "F4"), Digits(report.Fit.ClassicalTerms[i].PValue, "F4"));
        }

        terminal.Tables().Write(grid);
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Fit.Rows.Count} periods to {report.Provenance.AsOf:O}, {report.Options.Model.Link} of the index, R2 {report.Fit.RSquared:F3}, Durbin-Watson {report.Fit.DurbinWatson:F2}, errors {report.Fit.Covariance!.Kind}"));
        if (report.Contest is { Status: MacroStatus.Estimated } contest)
        {
            Table rivals = Grid.Make();
            rivals.AddColumns(Grid.Left($"out of sample, {contest.Steps.Count} periods"), Grid.Right("rmse"), Grid.Right("Diebold-Mariano"), Grid.Right("p"));
            rivals.AddRow("the economy", Digits(contest.RootMeanSquareMacro), "", "");
            Rival("autoregression", contest.RootMeanSquareAutoregressive, contest.AgainstAutoregressive);
            Rival("random walk", contest.RootMeanSquareRandomWalk, contest.AgainstRandomWalk);
            Rival("mean", contest.RootMeanSquareMean, contest.AgainstMean);
            terminal.Tables().Write(rivals);

            void Rival(string name, double? error, DieboldMariano? test) => rivals.AddRow(name, Digits(error), Digits(test?.Statistic, "F2"), Digits(test?.Probability, "F4"));
        }
    }

    public static void Tests(Terminal terminal, MacroReport report)
    {
        Table grid = Grid.Make();
        grid.AddColumns(Grid.Left("series"), Grid.Right("ADF"), Grid.Right("p"), Grid.Right("KPSS"), Grid.Right("p"), Grid.Right("helps index p"), Grid.Right("index helps p"));
        foreach (MacroSeriesTest test in report.Tests)
        {
            grid.AddRow(
                Markup.Escape(test.Name), Digits(test.UnitRoot.Statistic, "F2"), Digits(test.UnitRoot.Probability, "F4"), Digits(test.Stationarity.Statistic, "F3"),
                test.Stationarity.ProbabilityIsBound ? (test.Stationarity.Probability > 0.05 ? ">0.10" : "<0.01") : Digits(test.Stationarity.Probability, "F3"),
                Digits(test.HelpsIndex?.FProbability, "F4"), Digits(test.HelpedByIndex?.FProbability, "F4"));
        }

        terminal.Tables().Write(grid);
        terminal.Out.WriteLine("ADF: the hypothesis is a unit root. KPSS: the hypothesis is stationarity. A small p speaks against it.");
    }

    public static void Scenarios(Terminal terminal, MacroReport report)
    {
        Table grid = Grid.Make();
        grid.AddColumns(Grid.Left("scenario"), Grid.Left("date"), Grid.Right("regression"), Grid.Right("low"), Grid.Right("high"), Grid.Right("assets"));
        foreach (MacroScenarioPath path in report.Scenarios)
        {
            foreach (MacroScenarioStep step in path.Steps)
            {
                grid.AddRow(Markup.Escape(path.Name), step.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Percent(step.Regression.Value), Percent(step.Regression.Low), Percent(step.Regression.High), Percent(step.StructuralIndex));
            }
        }

        terminal.Tables().Write(grid);
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Index now {100 * report.Last!.Value!.Value:F2}%; {report.Firms.Count} firms: in a pipe, or with --out FILE, a row each."));
    }

    public static void Reverse(Terminal terminal, MacroReport report)
    {
        Table grid = Grid.Make();
        grid.AddColumns(Grid.Left("channel"), Grid.Left("variable"), Grid.Right("now"), Grid.Right("answer"), Grid.Right("standard units"), Grid.Left("status"));
        foreach (MacroReverseAnswer answer in report.Reverse)
        {
            string status = answer.Answer.Extrapolates ? $"{answer.Answer.Status}, beyond the sample" : answer.Answer.Status.ToString();
            grid.AddRow(answer.Channel, Markup.Escape(answer.Variable), Digits(answer.Now), string.Join(" or ", answer.Answer.Solutions.Select(static x => Digits(x))), Digits(answer.Answer.StandardUnits, "F2"), status);
        }

        terminal.Tables().Write(grid);
    }

    private static string Digits(double? value, string format = "G5") => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    private static string Percent(double? value) => value is { } v ? (100 * v).ToString("F2", CultureInfo.InvariantCulture) + "%" : "";
}
