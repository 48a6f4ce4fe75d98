using System.Text.Json;
using Freeboard.Forecasting;
using Freeboard.Macro;
using Freeboard.Provenance;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Macro;

/// <summary>A study as one JSON object (keys in docs/macro.md).</summary>
public static class MacroJson
{
    /// <summary>Writes the study.</summary>
    /// <param name="output">Where to, UTF-8.</param>
    /// <param name="report">The study.</param>
    public static void Write(Stream output, MacroReport report)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(report);
        using (Utf8JsonWriter json = new(output, JsonRows.Indented))
        {
            json.WriteStartObject();
            WriteProvenance(json, report);
            WriteFit(json, report);
            WriteContest(json, report);
            Rows(json, "tests", MacroTables.Tests(report));
            Rows(json, "index", MacroTables.Index(report));
            if (report.Scenarios.Count > 0)
            {
                Rows(json, "paths", MacroTables.Paths(report));
                Rows(json, "firms", MacroTables.Firms(report));
            }

            if (report.Wanted is not null)
            {
                JsonNumbers.Write(json, "wanted", report.Wanted);
                Rows(json, "reverse", MacroTables.Reverse(report));
            }

            json.WriteStartArray("notes");
            foreach (QualityNote note in report.Provenance.Notes)
            {
                json.WriteStartObject();
                json.WriteString("code", note.Code);
                json.WriteNumber("count", note.Count);
                json.WriteString("text", note.Text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteProvenance(Utf8JsonWriter json, MacroReport report)
    {
        json.WriteString("runId", report.Provenance.RunId);
        json.WriteString("version", report.Provenance.Version);
        json.WriteString("asOf", MacroPeriods.Iso(report.Provenance.AsOf));
        json.WriteBoolean("synthetic", report.Synthetic);
        JsonProvenance.Inputs(json, report.Provenance.Inputs, layout: true, setAside: null);
        JsonProvenance.Settings(json, "settings", report.Provenance.Parameters);
    }

    private static void WriteFit(Utf8JsonWriter json, MacroReport report)
    {
        MacroFit fit = report.Fit;
        json.WriteStartObject("fit");
        json.WriteString("status", fit.Status.ToString());
        if (fit.Reason is { } reason)
        {
            json.WriteString("reason", reason);
        }

        json.WriteNumber("n", fit.Rows.Count);
        json.WriteString("scale", fit.Options.Link.ToString());
        JsonNumbers.Write(json, "rSquared", fit.RSquared);
        JsonNumbers.Write(json, "adjustedRSquared", fit.Regression?.AdjustedRSquared);
        JsonNumbers.Write(json, "durbinWatson", fit.DurbinWatson);
        JsonNumbers.Write(json, "aic", fit.Aic);
        JsonNumbers.Write(json, "bic", fit.Bic);
        JsonNumbers.Write(json, "residualStandardError", fit.Regression?.ResidualStandardError);
        if (fit.Covariance is { } covariance)
        {
            json.WriteString("errors", covariance.Kind);
        }

        JsonNumbers.Write(json, "hacLag", fit.HacLag);
        Rows(json, "coefficients", MacroTables.Coefficients(report));
        json.WriteEndObject();
        if (report.LagChoice is { } choice)
        {
            json.WriteStartObject("lagChoice");
            json.WriteString("status", choice.Status.ToString());
            json.WriteNumber("tried", choice.Tried);
            json.WriteNumber("n", choice.Observations);
            JsonNumbers.Write(json, "criterion", choice.Criterion);
            json.WriteEndObject();
        }
    }

    private static void WriteContest(Utf8JsonWriter json, MacroReport report)
    {
        if (report.Contest is not { } contest)
        {
            return;
        }

        json.WriteStartObject("outOfSample");
        json.WriteString("status", contest.Status.ToString());
        json.WriteNumber("n", contest.Steps.Count);
        json.WriteBoolean("conditional", report.Options.Timing == MacroTiming.SamePeriod);
        JsonNumbers.Write(json, "rmseMacro", contest.RootMeanSquareMacro);
        JsonNumbers.Write(json, "rmseAutoregressive", contest.RootMeanSquareAutoregressive);
        JsonNumbers.Write(json, "rmseRandomWalk", contest.RootMeanSquareRandomWalk);
        JsonNumbers.Write(json, "rmseMean", contest.RootMeanSquareMean);
        Test(json, "againstAutoregressive", contest.AgainstAutoregressive);
        Test(json, "againstRandomWalk", contest.AgainstRandomWalk);
        Test(json, "againstMean", contest.AgainstMean);
        json.WriteEndObject();
    }

    private static void Test(Utf8JsonWriter json, string name, DieboldMariano? test)
    {
        if (test is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("status", test.Status.ToString());
        JsonNumbers.Write(json, "meanDifference", test.MeanDifference);
        JsonNumbers.Write(json, "statistic", test.Statistic);
        JsonNumbers.Write(json, "p", test.Probability);
        json.WriteEndObject();
    }

    private static void Rows(Utf8JsonWriter json, string name, OutputTable table)
    {
        json.WriteStartArray(name);
        foreach (string[] cells in table.Rows)
        {
            JsonRows.Write(json, table.Columns, cells);
        }

        json.WriteEndArray();
    }
}
