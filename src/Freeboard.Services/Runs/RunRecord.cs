using System.Globalization;
using System.Text.Json;
using Freeboard.Assessment;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Runs;

/// <summary>What a run says beside its rows, as JSON: notes, firms, the figures behind the latest rows, the funnel.</summary>
/// <remarks>No run id, version or time of day: two runs that found the same say the same bytes. Notes about files that were passed over are left out, because a bundle does not hold those files.</remarks>
internal static class RunRecord
{
    public static void Write(Stream output, AssessmentRun run)
    {
        using (Utf8JsonWriter json = new(output, JsonRows.Indented))
        {
            json.WriteStartObject();
            json.WriteBoolean("synthetic", run.Synthetic);
            Array(json, "notes", run.Provenance.Notes.Where(static note => note.Code != "FILE-IGNORED"), static (w, note) =>
            {
                w.WriteString("code", note.Code);
                w.WriteString("firm", note.Firm);
                w.WriteNumber("count", note.Count);
                w.WriteString("text", note.Text);
            });
            Array(json, "firms", run.Firms, static (w, firm) =>
            {
                w.WriteString("firm", firm.Firm);
                w.WriteString("name", firm.Name);
                w.WriteString("currency", firm.Currency);
                w.WriteString("kind", firm.Kind);
                Text(w, "industry", firm.Industry);
                Text(w, "exchange", firm.Exchange);
            });
            Array(json, "latestInputs", run.LatestInputs.OrderBy(static pair => pair.Key, StringComparer.Ordinal), static (w, pair) =>
            {
                w.WriteString("firm", pair.Key);
                Array(w, "facts", pair.Value, Fact);
            });
            Array(json, "funnel", run.Funnel, static (w, step) =>
            {
                w.WriteString("step", step.Name);
                w.WriteNumber("firms", step.Firms);
                w.WriteNumber("lost", step.Lost);
                Array(w, "reasons", step.Reasons, static (inner, reason) =>
                {
                    inner.WriteString("status", reason.Status.ToString());
                    inner.WriteNumber("firms", reason.Firms);
                });
            });
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Fact(Utf8JsonWriter json, InputFact fact)
    {
        json.WriteString("name", fact.Name);
        Number(json, "value", fact.Value);
        json.WriteString("unit", fact.Unit);
        json.WriteString("source", fact.Source);
        Text(json, "validOn", fact.ValidOn is { } valid ? Day(valid) : null);
        Text(json, "knownOn", fact.KnownOn is { } known ? Day(known) : null);
        json.WriteString("kind", fact.Kind);
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
            if (json.BytesPending > 1 << 16)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WritePropertyName(name);
            json.WriteRawValue(number.ToString("G17", CultureInfo.InvariantCulture));
        }
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
