using System.Globalization;
using System.Text.Json;
using Freeboard.Migration;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Migration;

/// <summary>Estimated and projected transitions as one JSON object; the keys are documented in docs/migration.md. A number that there is not is a key that there is not.</summary>
public static class MigrationJson
{
    /// <summary>Writes an estimate.</summary>
    /// <param name="output">Where to, UTF-8.</param>
    /// <param name="report">The report.</param>
    public static void Write(Stream output, MigrationReport report)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(report);
        MigrationEstimate estimate = report.Estimate;
        using Utf8JsonWriter json = new(output, JsonRows.Indented);
        json.WriteStartObject();
        JsonParts.Provenance(json, report.Provenance);
        json.WriteString("method", MigrationWords.Of(estimate.Method));
        json.WriteString("status", estimate.Status.ToString());
        json.WriteBoolean("edfImplied", report.EdfImplied);
        JsonParts.Words(json, "states", estimate.States);
        if (report.ToDefault is { } way)
        {
            json.WriteString("defaultState", estimate.States[way.Target]);
        }

        JsonNumbers.Write(json, "periodYears", report.PeriodYears);
        json.WriteString("from", Day(report.Ends[0]));
        json.WriteString("to", Day(report.Ends[^1]));
        json.WriteNumber("periods", report.Ends.Count - 1);
        json.WriteNumber("obligors", estimate.Entities);
        JsonNumbers.Write(json, "level", estimate.Level);
        json.WriteNumber("replicates", estimate.Replicates);
        if (estimate.Matrix is { } matrix)
        {
            Matrix(json, "matrix", matrix.Count, (i, j) => matrix[i, j]);
        }

        if (estimate.Generator is { } generator)
        {
            Matrix(json, "generator", generator.Count, (i, j) => generator[i, j]);
        }

        JsonParts.Rows(json, "rows", estimate.Rows, row =>
        {
            json.WriteString("state", estimate.States[row.State]);
            JsonNumbers.Write(json, "exposure", row.Exposure);
            JsonNumbers.Write(json, "withdrawn", row.Withdrawn);
            json.WriteString("status", row.Status.ToString());
        });
        json.WriteStartArray("cells");
        foreach (TransitionCell cell in estimate.Cells)
        {
            Cell(json, estimate, cell);
        }

        json.WriteEndArray();
        Homogeneity(json, report);
        if (report.Embedding is { } embedding)
        {
            Embedding(json, embedding);
        }

        if (report.Structure is { } structure)
        {
            Structure(json, structure, estimate.States);
        }

        if (report.ToDefault is { } passage)
        {
            ToDefault(json, passage, estimate.States);
        }

        json.WriteStartObject("counts");
        foreach (RunParameter count in report.Counts)
        {
            json.WriteNumber(count.Name, long.Parse(count.Value, CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
        JsonParts.Notes(json, report.Provenance);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    internal static void Matrix(Utf8JsonWriter json, string key, int n, Func<int, int, double> cell)
    {
        json.WriteStartArray(key);
        for (int i = 0; i < n; i++)
        {
            // A row a line: a matrix of one figure a line cannot be read.
            json.WriteRawValue($"[{string.Join(", ", Enumerable.Range(0, n).Select(j => cell(i, j).ToString("G17", CultureInfo.InvariantCulture)))}]");
        }

        json.WriteEndArray();
    }

    internal static void Embedding(Utf8JsonWriter json, GeneratorEmbedding embedding)
    {
        json.WriteStartObject("embedding");
        json.WriteString("status", embedding.Status.ToString());
        json.WriteString("method", MigrationWords.Of(embedding.Method));
        JsonNumbers.Write(json, "mostNegativeRate", embedding.MostNegativeRate);
        JsonNumbers.Write(json, "distance", embedding.Distance);
        if (embedding.Generator is { } generator)
        {
            Matrix(json, "generator", generator.Count, (i, j) => generator[i, j]);
        }

        json.WriteEndObject();
    }

    internal static void Structure(Utf8JsonWriter json, StateClasses structure, IReadOnlyList<string> states)
    {
        json.WriteStartObject("structure");
        json.WriteBoolean("irreducible", structure.IsIrreducible);
        JsonParts.Rows(json, "classes", structure.Classes, stateClass =>
        {
            json.WriteString("kind", stateClass.Kind.ToString());
            JsonParts.Words(json, "states", stateClass.States.Select(state => states[state]));
        });
        if (structure.Stationary is { } stationary)
        {
            json.WriteStartArray("stationary");
            foreach (double share in stationary)
            {
                json.WriteRawValue(share.ToString("G17", CultureInfo.InvariantCulture));
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    internal static void ToDefault(Utf8JsonWriter json, FirstPassage passage, IReadOnlyList<string> states)
    {
        json.WriteStartArray("toDefault");
        for (int i = 0; i < states.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("state", states[i]);
            json.WriteString("status", passage.Statuses[i].ToString());
            JsonNumbers.Write(json, "ever", passage.Ever[i]);
            JsonNumbers.Write(json, "expectedPeriods", passage.ExpectedPeriods[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Cell(Utf8JsonWriter json, MigrationEstimate estimate, TransitionCell cell)
    {
        json.WriteStartObject();
        json.WriteString("from", estimate.States[cell.From]);
        json.WriteString("to", estimate.States[cell.To]);
        foreach ((string key, double? value) in ((string, double?)[])
            [("count", cell.Count), ("probability", cell.Probability), ("standardError", cell.StandardError), ("low", cell.Low), ("high", cell.High), ("bootstrapError", cell.BootstrapError), ("bootstrapLow", cell.BootstrapLow), ("bootstrapHigh", cell.BootstrapHigh), ("rate", cell.Rate), ("rateLow", cell.RateLow), ("rateHigh", cell.RateHigh)])
        {
            JsonNumbers.Write(json, key, value);
        }

        json.WriteEndObject();
    }

    internal static void Homogeneity(Utf8JsonWriter json, MigrationReport report)
    {
        if (report.Homogeneity is not { } test)
        {
            return;
        }

        json.WriteStartObject("homogeneity");
        Test(json, test);
        json.WriteStartArray("rows");
        for (int i = 0; i < report.RowHomogeneity.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("state", report.Estimate.States[i]);
            Test(json, report.RowHomogeneity[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Test(Utf8JsonWriter json, HomogeneityTest test)
    {
        json.WriteString("status", test.Status.ToString());
        JsonNumbers.Write(json, "likelihoodRatio", test.LikelihoodRatio);
        JsonNumbers.Write(json, "degreesOfFreedom", test.DegreesOfFreedom);
        JsonNumbers.Write(json, "p", test.Probability);
        JsonNumbers.Write(json, "chiSquare", test.ChiSquare);
        JsonNumbers.Write(json, "chiSquareP", test.ChiSquareProbability);
        json.WriteNumber("cells", test.Cells);
        json.WriteNumber("sparseCells", test.SparseCells);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
