using System.Text.Json;
using Freeboard.Collections;
using Freeboard.Numerics.Regression;
using Freeboard.Services.Migration;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Collections;

/// <summary>A repayment model as rows: a row a coefficient, or a row an account when another table was forecast; and as JSON, whose keys are in docs/collections.md.</summary>
public static class RepaymentRows
{
    /// <summary>The table of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="forecasts">Whether forecasts of another table are wanted in place of coefficients.</param>
    public static OutputTable Of(RepaymentReport report, bool forecasts)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new OutputTable
        {
            Name = forecasts ? "forecasts" : "coefficients",
            Columns = forecasts
                ? OutputColumn.Of(["obligor", "paysAnything", "rateGivenPayment", "expectedRate"], "obligor")
                : OutputColumn.Of(["part", "term", "coefficient", "standardError", "robustError", "p", "status"], "part", "term", "status"),
            Rows = forecasts
                ? report.Forecasts.Select(static row => (string[])[row.Obligor, MigrationRows.Text(row.Forecast.PaysAnything), MigrationRows.Text(row.Forecast.RateGivenPayment), MigrationRows.Text(row.Forecast.ExpectedRate)])
                : Parts(report).SelectMany(static part => part.Fit.Terms.Count == 0
                    ? [[part.Name, "", "", "", "", "", part.Fit.Status.ToString()]]
                    : part.Fit.Terms.Select(term => (string[])[part.Name, term.Name, MigrationRows.Text(term.Coefficient), MigrationRows.Text(term.StandardError), MigrationRows.Text(term.RobustError), MigrationRows.Text(term.Probability), part.Fit.Status.ToString()])),
            RunId = report.Provenance.RunId,
            JsonDocument = output => Write(output, report),
        };
    }

    private static IEnumerable<(string Name, LogitRegression Fit)> Parts(RepaymentReport report) => [("any", report.Model.Any), ("fraction", report.Model.Fraction), ("whole", report.Model.Whole)];

    private static void Write(Stream output, RepaymentReport report)
    {
        using Utf8JsonWriter json = new(output, JsonRows.Indented);
        json.WriteStartObject();
        JsonParts.Provenance(json, report.Provenance);
        json.WriteNumber("n", report.Observations);
        JsonNumbers.Write(json, "shareZero", report.ShareZero);
        JsonNumbers.Write(json, "shareFull", report.ShareFull);
        JsonNumbers.Write(json, "meanRate", report.MeanRate);
        json.WriteStartObject("parts");
        foreach ((string name, LogitRegression fit) in Parts(report))
        {
            json.WriteStartObject(name);
            json.WriteString("status", fit.Status.ToString());
            json.WriteNumber("n", fit.Observations);
            JsonNumbers.Write(json, "logLikelihood", fit.LogLikelihood);
            JsonParts.Rows(json, "coefficients", fit.Terms, term =>
            {
                json.WriteString("term", term.Name);
                JsonNumbers.Write(json, "coefficient", term.Coefficient);
                JsonNumbers.Write(json, "standardError", term.StandardError);
                JsonNumbers.Write(json, "robustError", term.RobustError);
                JsonNumbers.Write(json, "p", term.Probability);
            });
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("outOfSample");
        json.WriteNumber("folds", report.Folds);
        Errors(json, "twoParts", report.TwoParts);
        Errors(json, "whole", report.Whole);
        Errors(json, "mean", report.Mean);
        json.WriteEndObject();
        if (report.Forecasts.Count > 0)
        {
            json.WriteStartArray("forecasts");
            foreach ((string obligor, RepaymentForecast forecast) in report.Forecasts)
            {
                json.WriteStartObject();
                json.WriteString("obligor", obligor);
                JsonNumbers.Write(json, "paysAnything", forecast.PaysAnything);
                JsonNumbers.Write(json, "rateGivenPayment", forecast.RateGivenPayment);
                JsonNumbers.Write(json, "expectedRate", forecast.ExpectedRate);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        JsonParts.Notes(json, report.Provenance);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void Errors(Utf8JsonWriter json, string name, RepaymentErrors? errors)
    {
        if (errors is null)
        {
            return;
        }

        json.WriteStartObject(name);
        JsonNumbers.Write(json, "meanAbsolute", errors.MeanAbsolute);
        JsonNumbers.Write(json, "rootMeanSquare", errors.RootMeanSquare);
        JsonNumbers.Write(json, "bias", errors.Bias);
        JsonNumbers.Write(json, "rankCorrelation", errors.RankCorrelation);
        json.WriteEndObject();
    }
}
