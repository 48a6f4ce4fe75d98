using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Freeboard.Services.Tables;
using Freeboard.Structural.Explain;

namespace Freeboard.Services.Explain;

/// <summary>One line of an explanation.</summary>
/// <param name="Quantity">DDRiskNeutral, DDKmv, lnEDF, or assetValue (in money).</param>
/// <param name="Factor">assetValue, assetVolatility, defaultPoint, riskFreeRate, total; and the sources of the assets: equity, equityReturn, shareIssuance, liabilities.</param>
/// <param name="PartOf">The factor that this one is a part of; empty for the quantity itself.</param>
/// <param name="From">The factor's own value on the first day; null where it has none.</param>
/// <param name="To">The factor's own value on the second day; null where it has none.</param>
/// <param name="Contribution">Its part of the change of the quantity; null when it could not be separated.</param>
public sealed record ExplanationLine(string Quantity, string Factor, string PartOf, double? From, double? To, double? Contribution);

/// <summary>An explanation as text: 17 significant digits, invariant culture, empty cells where there is no number.</summary>
public static class ExplanationTable
{
    /// <summary>Column names, in order; the JSON keys of a line are quantity, factor, partOf, from, to and contribution.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["firm", "fromDate", "toDate", "currency", "quantity", "factor", "partOf", "from", "to", "contribution", "runId"];

    /// <summary>The lines: for each quantity its four drivers and their total, and under the asset value its sources.</summary>
    /// <param name="explanation">The explanation.</param>
    public static IReadOnlyList<ExplanationLine> LinesOf(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        List<ExplanationLine> lines = [];
        AddDrivers("DDRiskNeutral", explanation.Distance, explanation.AssetsInDistance, withRate: true);
        AddDrivers("DDKmv", explanation.DistanceKmv, explanation.AssetsInDistanceKmv, withRate: false);
        AddDrivers("lnEDF", explanation.LogEdf, explanation.AssetsInLogEdf, withRate: true);
        AddSources("assetValue", explanation.AssetValue, "");
        lines.Add(new ExplanationLine("assetValue", "total", "", explanation.From.AssetValue, explanation.To.AssetValue, explanation.AssetValue.Total));
        return lines;

        void AddDrivers(string quantity, in DriverContributions parts, in AssetMoveContributions sources, bool withRate)
        {
            lines.Add(new ExplanationLine(quantity, "assetValue", "", explanation.From.AssetValue, explanation.To.AssetValue, parts.AssetValue));
            AddSources(quantity, sources, "assetValue");
            lines.Add(new ExplanationLine(quantity, "assetVolatility", "", explanation.From.AssetVolatility, explanation.To.AssetVolatility, parts.AssetVolatility));
            lines.Add(new ExplanationLine(quantity, "defaultPoint", "", explanation.From.DefaultPoint, explanation.To.DefaultPoint, parts.DefaultPoint));
            if (withRate)
            {
                lines.Add(new ExplanationLine(quantity, "riskFreeRate", "", explanation.From.RiskFreeRate, explanation.To.RiskFreeRate, parts.Drift));
            }

            lines.Add(new ExplanationLine(quantity, "total", "", parts.From, parts.To, parts.Change));
        }

        void AddSources(string quantity, in AssetMoveContributions sources, string partOf)
        {
            lines.Add(new ExplanationLine(quantity, "equity", partOf, explanation.From.EquityValue, explanation.To.EquityValue, sources.Equity));
            lines.Add(new ExplanationLine(quantity, "equityReturn", "equity", null, null, sources.EquityReturn));
            lines.Add(new ExplanationLine(quantity, "shareIssuance", "equity", null, null, sources.ShareIssuance));
            lines.Add(new ExplanationLine(
                quantity,
                "liabilities",
                partOf,
                explanation.From.AssetValue - explanation.From.EquityValue,
                explanation.To.AssetValue - explanation.To.EquityValue,
                sources.Liabilities));
        }
    }

    /// <summary>The lines as a table for any format; its JSON document is that of <see cref="WriteJson"/>.</summary>
    /// <param name="explanation">The explanation.</param>
    public static OutputTable TableOf(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        return new OutputTable
        {
            Name = "explanation",
            Columns = OutputColumn.Of(Columns, "firm", "fromDate", "toDate", "currency", "quantity", "factor", "partOf", "runId"),
            Rows = LinesOf(explanation).Select(line => CellsOf(explanation, line)),
            RunId = explanation.From.RunId,
            JsonDocument = output => WriteJson(output, explanation),
        };
    }

    /// <summary>Writes a header and the lines as CSV.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="explanation">The explanation.</param>
    public static void WriteCsv(TextWriter writer, Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        CsvText.Write(writer, Columns, LinesOf(explanation).Select(line => CellsOf(explanation, line)));
    }

    /// <summary>Writes one JSON object. Absent numbers are absent keys.</summary>
    /// <param name="output">Where to, UTF-8.</param>
    /// <param name="explanation">The explanation.</param>
    public static void WriteJson(Stream output, Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("firm", explanation.From.Firm);
        json.WriteString("fromDate", Day(explanation.From.Date));
        json.WriteString("toDate", Day(explanation.To.Date));
        json.WriteString("currency", explanation.From.Currency);
        json.WriteString("runId", explanation.From.RunId);
        json.WriteStartArray("lines");
        foreach (ExplanationLine line in LinesOf(explanation))
        {
            json.WriteStartObject();
            json.WriteString("quantity", line.Quantity);
            json.WriteString("factor", line.Factor);
            if (line.PartOf.Length > 0)
            {
                json.WriteString("partOf", line.PartOf);
            }

            WriteNumber(json, "from", line.From);
            WriteNumber(json, "to", line.To);
            WriteNumber(json, "contribution", line.Contribution);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("missing");
        foreach (string text in explanation.Missing)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static string[] CellsOf(Explanation explanation, ExplanationLine line) =>
    [
        explanation.From.Firm, Day(explanation.From.Date), Day(explanation.To.Date), explanation.From.Currency, line.Quantity, line.Factor, line.PartOf,
        Number(line.From), Number(line.To), Number(line.Contribution), explanation.From.RunId,
    ];

    private static void WriteNumber(Utf8JsonWriter json, string key, double? value)
    {
        if (value is not null)
        {
            // The raw digits, so that CSV and JSON carry the very same text.
            json.WritePropertyName(key);
            json.WriteRawValue(Number(value));
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(double? value) => value?.ToString("G17", CultureInfo.InvariantCulture) ?? "";
}
