using System.Globalization;
using System.Text.Json;
using Freeboard.Learning;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Learning;

/// <summary>Rows that <c>network</c> commands print, and the report as JSON, whose keys are in docs/learning.md.</summary>
public static class NetworkRows
{
    private static readonly IReadOnlyList<OutputColumn> ModelColumns = OutputColumn.Of(
        ["model", "rows", "bad", "auc", "aucStandardError", "aucLow", "aucHigh", "meanAuc", "aucDeviation", "ks", "brier", "logLoss", "calibrationSlope", "calibrationIntercept", "networkAhead", "z", "p"], "model");

    /// <summary>A row a model.</summary>
    /// <param name="report">The report.</param>
    public static OutputTable Of(NetworkReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new OutputTable
        {
            Name = "models",
            Columns = ModelColumns,
            Rows = [.. report.Models.Select(Cells)],
            RunId = report.Provenance.RunId,
            JsonDocument = stream => Write(stream, report),
        };
    }

    /// <summary>A simulated market, a row a firm.</summary>
    /// <param name="options">Which market.</param>
    public static OutputTable Of(SimulatedMarketOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new OutputTable
        {
            Name = "firms",
            Columns = OutputColumn.Of(["firm", "edf", "returnOnAssets", "workingCapital", "retainedEarnings", "interestBurden", "turnover", "logSize", "default", "lossGivenDefault", "changeOfDistance", "laterDefault"], "firm"),
            Rows = SimulatedMarket.Of(options).Select(static (firm, i) => (string[])
            [
                string.Create(CultureInfo.InvariantCulture, $"F{i + 1:D6}"), Text(firm.Edf), Text(firm.ReturnOnAssets), Text(firm.WorkingCapital), Text(firm.RetainedEarnings), Text(firm.InterestBurden), Text(firm.Turnover), Text(firm.LogSize),
                firm.Default ? "1" : "0", Text(firm.LossGivenDefault), Text(firm.ChangeOfDistance), firm.LaterDefault is { } later ? later ? "1" : "0" : "",
            ]),
        };
    }

    private static string[] Cells(ComparedModel model) =>
    [
        model.Name, Text(model.Measures?.Rows), Text(model.Measures?.Bad), Text(model.Measures?.Area.Area), Text(model.Measures?.Area.StandardError), Text(model.Measures?.Area.Low), Text(model.Measures?.Area.High), Text(model.MeanArea), Text(model.AreaDeviation),
        Text(model.Measures?.KolmogorovSmirnov), Text(model.Measures?.Brier), Text(model.Measures?.LogLoss), Text(model.Line?.Slope), Text(model.Line?.Intercept), Text(model.Ahead?.Difference), Text(model.Ahead?.Z), Text(model.Ahead?.Probability),
    ];

    private static void Write(Stream output, NetworkReport report)
    {
        using (Utf8JsonWriter json = new(output, JsonRows.Indented))
        {
            NetworkEnsemble ensemble = report.File.Model.Ensemble;
            json.WriteStartObject();
            JsonParts.Provenance(json, report.Provenance);
            json.WriteString("sample", report.Sample);
            json.WriteStartObject("rows");
            foreach ((string key, int rows) in ((string[])["train", "stop", "calibrate", "judged"]).Zip(report.Rows))
            {
                json.WriteNumber(key, rows);
            }

            json.WriteEndObject();
            json.WriteNumber("folds", report.Folds);
            json.WriteNumber("inputs", ensemble.Shape.Inputs);
            json.WriteNumber("parameters", ensemble.Members[0].Network.Values.Length);
            json.WriteStartArray("models");
            foreach (ComparedModel model in report.Models)
            {
                JsonRows.Write(json, ModelColumns, Cells(model));
            }

            json.WriteEndArray();
            Seeds(json, report);
            json.WriteString("departure", ensemble.Departure.ToString());
            JsonNumbers.Write(json, "departureScore", ensemble.DepartureScore);
            JsonParts.Rows(json, "members", ensemble.Members, member =>
            {
                json.WriteString("status", member.Status.ToString());
                json.WriteNumber("bestEpoch", member.BestEpoch);
                json.WriteNumber("epochs", member.History.Count - 1);
                JsonNumbers.Write(json, "validationLoss", member.History[Math.Min(member.BestEpoch, member.History.Count - 1)].ValidationLoss);
            });
            json.WriteStartObject("calibration");
            json.WriteString("kind", report.File.Model.Calibration.Name);
            JsonNumbers.Write(json, "intercept", (report.File.Model.Calibration as PlattScaling)?.Intercept);
            JsonNumbers.Write(json, "slope", (report.File.Model.Calibration as PlattScaling)?.Slope);
            JsonNumbers.Write(json, "sampleRate", report.File.Model.Prior?.SampleRate);
            JsonNumbers.Write(json, "populationRate", report.File.Model.Prior?.PopulationRate);
            json.WriteEndObject();
            JsonParts.Notes(json, report.Provenance);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Seeds(Utf8JsonWriter json, NetworkReport report)
    {
        JsonParts.Rows(json, "seeds", report.Seeds, seed =>
        {
            json.WriteNumber("member", seed.Member);
            JsonNumbers.Write(json, "auc", seed.Area);
            JsonNumbers.Write(json, "plainAuc", seed.PlainArea);
            JsonNumbers.Write(json, "gain", seed.Area - seed.PlainArea);
        });
        IReadOnlyList<double> gains = report.Gains;
        if (gains.Count > 0)
        {
            double mean = gains.Average();
            json.WriteStartObject("gain");
            JsonNumbers.Write(json, "mean", mean);
            JsonNumbers.Write(json, "deviation", gains.Count < 2 ? null : Math.Sqrt(gains.Sum(g => (g - mean) * (g - mean)) / (gains.Count - 1)));
            JsonNumbers.Write(json, "least", gains.Min());
            JsonNumbers.Write(json, "most", gains.Max());
            json.WriteEndObject();
        }
    }

    private static string Text(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("G17", CultureInfo.InvariantCulture) : "";
}
