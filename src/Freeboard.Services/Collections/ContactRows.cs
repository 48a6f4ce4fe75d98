using System.Globalization;
using Freeboard.Collections;
using Freeboard.Numerics;
using Freeboard.Numerics.Regression;
using Freeboard.Services.Migration;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Collections;

/// <summary>Lost contact as rows: levels of risk and coefficients, or a row an account when another table was forecast; and simulated histories.</summary>
public static class ContactRows
{
    private static readonly string[] ModelColumns = ["part", "term", "coefficient", "standardError", "p", "oddsRatio", "atRisk", "lost", "hazard", "status"];

    /// <summary>The table of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="forecasts">Whether forecasts of another table are wanted in place of coefficients.</param>
    public static OutputTable Of(ContactReport report, bool forecasts)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new OutputTable
        {
            Name = forecasts ? "forecasts" : "coefficients",
            Columns = forecasts ? OutputColumn.Of(["obligor", "period", "lostNext", "lostWithin"], "obligor") : OutputColumn.Of(ModelColumns, "part", "term", "status"),
            Rows = forecasts
                ? report.Forecasts.Select(static f => (string[])[f.Obligor, f.Period.ToString(CultureInfo.InvariantCulture), MigrationRows.Text(f.LostNext), MigrationRows.Text(f.LostWithin)])
                : [.. Levels(report.Model), .. Terms(report.Model)],
            RunId = report.Provenance.RunId,
            JsonDocument = output => ContactJson.Write(output, report),
        };
    }

    /// <summary>Simulated histories as <c>collections contact</c> reads them.</summary>
    /// <param name="options">How many and how.</param>
    public static OutputTable Simulated(ContactSimulation options) => new()
    {
        Name = "histories",
        Columns = OutputColumn.Of(["obligor", "period", .. ContactSimulator.Columns, "lost", "ending"], "obligor", "ending"),
        Rows = Histories(options),
    };

    /// <summary>Periods of a level: one, or the first and the last.</summary>
    internal static string Span(ContactBaseline level) => level.From == level.To
        ? level.From.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{level.From}-{level.To}");

    private static IEnumerable<string[]> Levels(ContactHazard model) => model.Baseline.Select(level => (string[])
    [
        "period", Span(level), MigrationRows.Text(level.LogOdds), "", "", "", level.AtRisk.ToString(CultureInfo.InvariantCulture), level.Lost.ToString(CultureInfo.InvariantCulture),
        MigrationRows.Text(level.Lost / (double)level.AtRisk), model.Status.ToString(),
    ]);

    private static IEnumerable<string[]> Terms(ContactHazard model) => model.Terms.Select(term => (string[])
    [
        "column", term.Name, MigrationRows.Text(term.Coefficient), MigrationRows.Text(term.StandardError), MigrationRows.Text(ProbabilityOf(term)), MigrationRows.Text(Math.Exp(term.Coefficient)), "", "", "", model.Status.ToString(),
    ]);

    /// <summary>Wald's p by the information: responses are 0 and 1.</summary>
    internal static double ProbabilityOf(LogitTerm term) => 2 * StandardNormal.Cumulative(-Math.Abs(term.Coefficient / term.StandardError));

    private static IEnumerable<string[]> Histories(ContactSimulation options)
    {
        foreach (ContactHistory history in ContactSimulator.Simulate(options))
        {
            string code = string.Create(CultureInfo.InvariantCulture, $"S{history.Account:000000}");
            for (int m = 0; m < history.Months.Count; m++)
            {
                bool last = m == history.Months.Count - 1;
                yield return
                [
                    code, (m + 1).ToString(CultureInfo.InvariantCulture), .. history.Months[m].Select(static v => MigrationRows.Text(v)),
                    last && history.Ending == ContactEnding.Lost ? "1" : "0", last ? history.Ending.ToString() : "",
                ];
            }
        }
    }
}
