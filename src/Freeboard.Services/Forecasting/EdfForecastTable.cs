using System.Globalization;
using System.Text.Json;
using Freeboard.Forecasting;
using Freeboard.Numerics.Regression;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Forecasting;

/// <summary>A forecast as rows and as JSON.</summary>
public static class EdfForecastTable
{
    private static readonly string[] Columns = ["date", "edf", "partiallyLinear", "autoregressive", "randomWalk"];

    /// <summary>Writes the steps as CSV.</summary>
    /// <param name="writer">Where to; it stays open.</param>
    /// <param name="outcome">A forecast that was not rejected.</param>
    public static void WriteCsv(TextWriter writer, EdfForecastOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        CsvText.Write(writer, Columns, Steps(outcome).Select(s => (string[])[s.Date, Number(s.Step.Actual), Number(s.Step.PartiallyLinear), Number(s.Step.Autoregressive), Number(s.Step.RandomWalk)]));
    }

    /// <summary>Writes fit, steps, errors and tests as one JSON object.</summary>
    /// <param name="output">Where to, UTF-8.</param>
    /// <param name="outcome">A forecast that was not rejected.</param>
    public static void WriteJson(Stream output, EdfForecastOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(outcome);
        using (Utf8JsonWriter json = new(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            WriteFit(json, outcome);
            JsonNumbers.Write(json, "next", outcome.Next);
            if (outcome.Contest is { } contest)
            {
                json.WriteStartObject("outOfSample");
                JsonNumbers.Write(json, "rmsePartiallyLinear", contest.RootMeanSquarePartiallyLinear);
                JsonNumbers.Write(json, "rmseAutoregressive", contest.RootMeanSquareAutoregressive);
                JsonNumbers.Write(json, "rmseRandomWalk", contest.RootMeanSquareRandomWalk);
                Write(json, "againstAutoregressive", contest.AgainstAutoregressive);
                Write(json, "againstRandomWalk", contest.AgainstRandomWalk);
                json.WriteStartArray("steps");
                foreach ((string date, ForecastStep step) in Steps(outcome))
                {
                    json.WriteStartObject();
                    json.WriteString("date", date);
                    JsonNumbers.Write(json, "edf", step.Actual);
                    JsonNumbers.Write(json, "partiallyLinear", step.PartiallyLinear);
                    JsonNumbers.Write(json, "autoregressive", step.Autoregressive);
                    JsonNumbers.Write(json, "randomWalk", step.RandomWalk);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteFit(Utf8JsonWriter json, EdfForecastOutcome outcome)
    {
        json.WriteString("status", outcome.Fit!.Status.ToString());
        json.WriteNumber("n", outcome.Fit.Observations);
        json.WriteString("scale", outcome.Options.Scale.ToString());
        json.WriteNumber("economyLag", outcome.Options.EconomyLag);
        json.WriteString("kernel", outcome.Options.Model.Kernel.ToString());
        json.WriteString("bandwidthRule", outcome.Options.Model.Bandwidth.ToString());
        json.WriteStartArray("economy");
        for (int j = 0; j < outcome.Economy.Count; j++)
        {
            json.WriteStartObject();
            json.WriteString("column", outcome.Economy[j]);
            JsonNumbers.Write(json, "bandwidth", j < outcome.Fit.Bandwidths.Count ? outcome.Fit.Bandwidths[j] : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("coefficients");
        foreach (RegressionTerm term in outcome.Fit.Coefficients)
        {
            json.WriteStartObject();
            json.WriteString("term", term.Name);
            JsonNumbers.Write(json, "coefficient", term.Coefficient);
            JsonNumbers.Write(json, "standardError", term.StandardError);
            JsonNumbers.Write(json, "t", term.TStatistic);
            JsonNumbers.Write(json, "p", term.PValue);
            JsonNumbers.Write(json, "lower", term.Lower);
            JsonNumbers.Write(json, "upper", term.Upper);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        JsonNumbers.Write(json, "residualStandardError", outcome.Fit.ResidualStandardError);
    }

    private static IEnumerable<(string Date, ForecastStep Step)> Steps(EdfForecastOutcome outcome) => outcome.Contest is null ? [] : outcome.Dates.Zip(outcome.Contest.Steps);

    private static void Write(Utf8JsonWriter json, string name, DieboldMariano test)
    {
        json.WriteStartObject(name);
        json.WriteString("status", test.Status.ToString());
        json.WriteNumber("n", test.Observations);
        JsonNumbers.Write(json, "meanDifference", test.MeanDifference);
        JsonNumbers.Write(json, "statistic", test.Statistic);
        JsonNumbers.Write(json, "p", test.Probability);
        json.WriteEndObject();
    }

    private static string Number(double? value) => value?.ToString("G17", CultureInfo.InvariantCulture) ?? "";
}
