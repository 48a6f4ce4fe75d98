using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Freeboard.DefaultPoint;
using Freeboard.Services.Tables;

namespace Freeboard.Services.FirmYears;

/// <summary>A search of the weight as rows, JSON and sentences.</summary>
public static class FirmYearWeightTable
{
    private static readonly string[] Columns = ["weight", "value", "probability", "inConfidenceSet"];

    /// <summary>Writes the grid as CSV.</summary>
    /// <param name="writer">Where to; it stays open.</param>
    /// <param name="weights">The search.</param>
    public static void WriteCsv(TextWriter writer, FirmYearWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        CsvText.Write(writer, Columns, weights.Grid.Tried.Select(t => (string[])[Number(t.Weight), Number(t.Value), Number(t.Probability), t.InConfidenceSet ? "1" : "0"]));
    }

    /// <summary>Writes everything as one JSON object.</summary>
    /// <param name="output">Where to, UTF-8.</param>
    /// <param name="weights">The search.</param>
    public static void WriteJson(Stream output, FirmYearWeights weights)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(weights);
        using (Utf8JsonWriter json = new(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("n", weights.Rows);
            json.WriteNumber("events", weights.Events);
            json.WriteString("criterion", weights.Grid.Criterion.ToString());
            JsonNumbers.Write(json, "level", weights.Grid.Level);
            json.WritePropertyName("volatilityPolicy");
            weights.Policy.Write(json);
            json.WriteString("status", weights.Grid.Status.ToString());
            JsonNumbers.Write(json, "weight", weights.Grid.Weight);
            JsonNumbers.Write(json, "weightLow", weights.Grid.Low);
            JsonNumbers.Write(json, "weightHigh", weights.Grid.High);
            JsonNumbers.Write(json, "value", weights.Grid.Value);
            Write(json, "evolution", weights.Evolution);
            Write(json, "evolutionOfBothWeights", weights.BothWeights);
            json.WriteStartArray("grid");
            foreach (TriedWeight tried in weights.Grid.Tried)
            {
                json.WriteStartObject();
                JsonNumbers.Write(json, "weight", tried.Weight);
                JsonNumbers.Write(json, "value", tried.Value);
                JsonNumbers.Write(json, "probability", tried.Probability);
                json.WriteBoolean("inConfidenceSet", tried.InConfidenceSet);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("findings");
            foreach (string finding in weights.Findings)
            {
                json.WriteStringValue(finding);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    internal static IReadOnlyList<string> FindingsOf(WeightSearchResult grid, EvolutionResult one, EvolutionResult both)
    {
        if (grid.Weight is not { } weight || one.NonCurrentWeight is not { } evolved || both.NonCurrentWeight is not { } bothNonCurrent || both.CurrentWeight is not { } bothCurrent)
        {
            return [$"No weight: {grid.Status}."];
        }

        CultureInfo invariant = CultureInfo.InvariantCulture;
        string measure = grid.Criterion == WeightCriterion.Area ? "area" : "log-likelihood";
        string set = string.Create(invariant, $"w = {weight:0.###}, {100 * grid.Level:0.#} % set {grid.Low:0.###} to {grid.High:0.###}, {measure} {grid.Value:0.0000}");
        string verdict = grid.Status switch
        {
            WeightStatus.SurfaceIsFlat => $"The surface is flat: the data refuse no weight of the grid. Best {set}; a weight of convention serves as well",
            WeightStatus.BoundBinds => $"The best weight is an end of the grid: {set}{(weight > 0 ? "; widen it" : "")}",
            _ => $"Best {set}",
        };
        return
        [
            verdict + ".",
            string.Create(invariant, $"Evolutionary search: w = {evolved:0.###}, {measure} {one.Value:0.0000} after {one.Evaluations} trials; the grid took {grid.Tried.Count}."),
            string.Create(invariant, $"With both weights free: {bothCurrent:0.###} SL + {bothNonCurrent:0.###} LL, {measure} {both.Value:0.0000}, {both.Value - grid.Value:+0.0000;-0.0000;0} against the grid."),
        ];
    }

    private static void Write(Utf8JsonWriter json, string name, EvolutionResult result)
    {
        json.WriteStartObject(name);
        json.WriteString("status", result.Status.ToString());
        JsonNumbers.Write(json, "currentWeight", result.CurrentWeight);
        JsonNumbers.Write(json, "nonCurrentWeight", result.NonCurrentWeight);
        JsonNumbers.Write(json, "value", result.Value);
        json.WriteNumber("trials", result.Evaluations);
        json.WriteEndObject();
    }

    private static string Number(double? value) => value?.ToString("G17", CultureInfo.InvariantCulture) ?? "";
}
