using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Freeboard.Assessment;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Assess;

/// <summary>Rows as text: the columns of the contract, 17 significant digits, invariant culture, empty cells where there is no number.</summary>
public static class AssessmentTable
{
    /// <summary>A run may have millions of rows: the document is handed on in pieces, not held whole.</summary>
    private const int FlushBytes = 1 << 16;

    /// <summary>Column names, in order.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "firm", "date", "currency", "equityValue", "equityVolatility", "volatilityModel", "defaultPoint", "riskFreeRate", "horizonYears", "method",
        "assetValue", "assetVolatility", "DDKmv", "DDRiskNeutral", "DDPhysical", "lnEDF", "EDF", "edfMap", "observations", "status", "runId",
    ];

    /// <summary>Keys of the columns in JSON, in the same order, camelCase.</summary>
    public static IReadOnlyList<string> JsonKeys { get; } =
        [.. Columns.Select(column => column.Replace("DD", "dd", StringComparison.Ordinal).Replace("lnEDF", "lnEdf", StringComparison.Ordinal).Replace("EDF", "edf", StringComparison.Ordinal))];

    private static readonly HashSet<string> NumericColumns = new(StringComparer.Ordinal)
    {
        "equityValue", "equityVolatility", "defaultPoint", "riskFreeRate", "horizonYears", "assetValue", "assetVolatility",
        "DDKmv", "DDRiskNeutral", "DDPhysical", "lnEDF", "EDF", "observations",
    };

    /// <summary>The cells of one row, in the order of <see cref="Columns"/>.</summary>
    /// <param name="row">The row.</param>
    public static string[] CellsOf(AssessmentRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return
        [
            row.Firm, row.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row.Currency, Number(row.EquityValue), Number(row.EquityVolatility),
            row.VolatilityModel, Number(row.DefaultPoint), Number(row.RiskFreeRate), Number(row.HorizonYears), row.Method,
            Number(row.AssetValue), Number(row.AssetVolatility), Number(row.DdKmv), Number(row.DdRiskNeutral), Number(row.DdPhysical),
            Number(row.LnEdf), Number(row.Edf), row.EdfMap, row.Observations?.ToString(CultureInfo.InvariantCulture) ?? "", row.Status.ToString(), row.RunId,
        ];
    }

    /// <summary>The rows as a table for any format; its JSON document is that of <see cref="WriteJson(Stream, RunProvenance, IEnumerable{AssessmentRow})"/>.</summary>
    /// <param name="provenance">Provenance of the run.</param>
    /// <param name="rows">The rows.</param>
    public static OutputTable TableOf(RunProvenance provenance, IEnumerable<AssessmentRow> rows)
    {
        ArgumentNullException.ThrowIfNull(provenance);
        ArgumentNullException.ThrowIfNull(rows);
        return new OutputTable
        {
            Name = "assessment",
            Columns = OutputColumn.Of(Columns, Columns.Where(column => !NumericColumns.Contains(column))),
            Rows = rows.Select(CellsOf),
            RunId = provenance.RunId,
            JsonDocument = output => WriteJson(output, provenance, rows),
        };
    }

    /// <summary>Writes a header and rows as CSV (RFC 4180, line feed).</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="rows">The rows.</param>
    public static void WriteCsv(TextWriter writer, IEnumerable<AssessmentRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        CsvText.Write(writer, Columns, rows.Select(CellsOf));
    }

    /// <summary>Writes a run as one JSON object: provenance in short, and the rows. Absent numbers are absent keys.</summary>
    /// <param name="output">Where to, UTF-8.</param>
    /// <param name="provenance">Provenance of the run.</param>
    /// <param name="rows">The rows.</param>
    public static void WriteJson(Stream output, RunProvenance provenance, IEnumerable<AssessmentRow> rows)
    {
        ArgumentNullException.ThrowIfNull(provenance);
        ArgumentNullException.ThrowIfNull(rows);
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("runId", provenance.RunId);
        json.WriteString("version", provenance.Version);
        json.WriteString("instructionSet", provenance.InstructionSet);
        json.WriteString("asOf", provenance.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteStartObject("parameters");
        foreach (RunParameter parameter in provenance.Parameters)
        {
            json.WriteString(parameter.Name, parameter.Value);
        }

        json.WriteEndObject();
        json.WriteStartArray("rows");
        foreach (AssessmentRow row in rows)
        {
            WriteJson(json, row);
            if (json.BytesPending > FlushBytes)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteJson(Utf8JsonWriter json, AssessmentRow row)
    {
        string[] cells = CellsOf(row);
        json.WriteStartObject();
        for (int i = 0; i < cells.Length; i++)
        {
            if (cells[i].Length == 0)
            {
                continue;
            }

            json.WritePropertyName(JsonKeys[i]);
            if (NumericColumns.Contains(Columns[i]))
            {
                // The raw digits, so that CSV and JSON carry the very same text.
                json.WriteRawValue(cells[i]);
            }
            else
            {
                json.WriteStringValue(cells[i]);
            }
        }

        json.WriteEndObject();
    }

    private static string Number(double? value) => value?.ToString("G17", CultureInfo.InvariantCulture) ?? "";
}
