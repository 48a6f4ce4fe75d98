using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Freeboard.Assessment;
using Freeboard.Provenance;
using Freeboard.Services.Grid;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Assess;

/// <summary>A run as one JSON object, row by row: provenance in short, then the rows. Absent numbers are absent keys. A shard's ends with the hash of its rows, as <see cref="RowFile"/> has it.</summary>
internal sealed class AssessmentJsonWriter : IDisposable
{
    /// <summary>Bytes after which what is written goes out: the writer itself would keep the whole run.</summary>
    private const int Pending = 1 << 16;

    private readonly Stream output;
    private readonly Utf8JsonWriter json;
    private readonly RowsHash? hash;

    public AssessmentJsonWriter(Stream output, RunProvenance provenance, FirmShard? shard = null)
    {
        this.output = output;
        json = new(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("runId", provenance.RunId);
        json.WriteString("version", provenance.Version);
        json.WriteString("instructionSet", provenance.InstructionSet);
        json.WriteString("asOf", provenance.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (shard is not null)
        {
            json.WriteString("shard", shard.ToString());
            hash = new();
        }

        JsonProvenance.Settings(json, "parameters", provenance.Parameters);
        json.WriteStartArray("rows");
    }

    public void Row(AssessmentRow row) => Row(AssessmentTable.CellsOf(row));

    public void Row(string[] cells)
    {
        hash?.Add(cells);
        json.WriteStartObject();
        for (int i = 0; i < cells.Length; i++)
        {
            if (cells[i].Length == 0)
            {
                continue;
            }

            json.WritePropertyName(AssessmentTable.JsonKeys[i]);
            if (AssessmentTable.IsNumeric(AssessmentTable.Columns[i]))
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
        if (json.BytesPending > Pending)
        {
            json.Flush();
        }
    }

    public void End()
    {
        json.WriteEndArray();
        if (hash is not null)
        {
            json.WriteString("rowsSha256", hash.Take());
        }

        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    public void Dispose()
    {
        json.Dispose();
        hash?.Dispose();
    }
}
