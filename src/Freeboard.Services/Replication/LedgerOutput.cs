using System.Globalization;
using System.Text.Json;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Replication;

/// <summary>The ledger as rows for any format, and as one JSON document: what the command and the API write.</summary>
public static class LedgerOutput
{
    private static readonly string[] Columns = ["document", "table", "row", "quantity", "unit", "published", "recomputed", "rightValue", "difference", "tolerance", "verdict", "claimed", "reason"];

    /// <summary>The table of a ledger.</summary>
    /// <param name="report">The ledger.</param>
    public static OutputTable Of(LedgerReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new OutputTable
        {
            Name = "ledger",
            Columns = OutputColumn.Of(Columns, Columns.Except(["recomputed", "rightValue", "difference", "tolerance"])),
            Rows = report.Rows.Select(CellsOf),
            JsonDocument = stream => WriteJson(stream, report),
        };
    }

    private static void WriteJson(Stream output, LedgerReport report)
    {
        using Utf8JsonWriter writer = new(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        writer.WriteStartObject();
        writer.WriteNumber("reproduced", report.Reproduced);
        writer.WriteNumber("reproducedWithSlip", report.ReproducedWithSlip);
        writer.WriteNumber("contradicted", report.Contradicted);
        writer.WriteNumber("notReproducible", report.NotReproducible);
        writer.WriteStartArray("rows");
        foreach (LedgerRow row in report.Rows)
        {
            string[] cells = CellsOf(row);
            writer.WriteStartObject();
            for (int i = 0; i < Columns.Length; i++)
            {
                if (cells[i].Length == 0)
                {
                    continue;
                }

                writer.WritePropertyName(Columns[i]);
                if (Columns[i] is "recomputed" or "rightValue" or "difference" or "tolerance")
                {
                    writer.WriteRawValue(cells[i]);
                }
                else
                {
                    writer.WriteStringValue(cells[i]);
                }
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        output.WriteByte((byte)'\n');
    }

    private static string[] CellsOf(LedgerRow row) =>
    [
        row.Document, row.Table, row.Row, row.Quantity, row.Unit, row.Published.Text, Number(row.Recomputed), Number(row.RightValue),
        Number(row.Difference), Number(row.Tolerance), row.Verdict.ToString(), row.Claimed.ToString(), row.Reason,
    ];

    private static string Number(double? value) => value is { } v && double.IsFinite(v) ? v.ToString("G17", CultureInfo.InvariantCulture) : "";
}
