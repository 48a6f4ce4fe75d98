using System.Globalization;
using System.Text.Json;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Import;

/// <summary>An import's report as CSV and JSON.</summary>
public static class ImportText
{
    private static readonly string[] Columns = ["file", "proof", "rule", "judged", "failures", "verdict", "likelyCause", "worstFirm", "worstDay", "worstLine", "worst"];

    /// <summary>One row a file (proof RECOGNISED, the evidence as its rule, rows judged and set aside) and one a proof; the JSON document is the whole report.</summary>
    /// <param name="report">The report.</param>
    public static OutputTable TableOf(ImportReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new OutputTable
        {
            Name = "data quality",
            Columns = OutputColumn.Of(Columns, "file", "proof", "rule", "verdict", "likelyCause", "worstFirm", "worstDay", "worst"),
            Rows = report.Files.Select(Cells).Concat(report.Proofs.Where(static p => p.Judged > 0).Select(Cells)),
            JsonDocument = output => WriteJson(output, report),
        };
    }

    /// <summary>The whole report; keys in camelCase.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="report">The report.</param>
    public static void WriteJson(Stream stream, ImportReport report)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(report);
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("accepted", report.Accepted);
            if (report.ImportId is { } id)
            {
                writer.WriteNumber("import", id);
                writer.WriteBoolean("repeated", report.Repeated);
            }

            writer.WriteNumber("firms", report.Firms);
            writer.WriteNumber("suspendedDays", report.SuspendedDays);
            writer.WriteNumber("daysWithoutRow", report.DaysWithoutRow);
            writer.WriteStartObject("facts");
            foreach ((string kind, long count) in report.Facts)
            {
                writer.WriteNumber(kind, count);
            }

            writer.WriteEndObject();
            List(writer, "files", report.Files, static (w, f) =>
            {
                w.WriteString("file", f.File);
                w.WriteString("source", f.Source);
                w.WriteString("dataset", f.Dataset);
                w.WriteString("evidence", f.Evidence);
                w.WriteNumber("rows", f.Rows);
                w.WriteNumber("quarantined", f.Quarantined);
            });
            List(writer, "proofs", report.Proofs, static (w, p) =>
            {
                w.WriteString("file", p.File);
                w.WriteString("proof", p.Name);
                w.WriteString("rule", p.Rule);
                w.WriteNumber("judged", p.Judged);
                w.WriteNumber("failures", p.Failures);
                w.WriteString("verdict", p.Verdict);
                if (p.LikelyCause is { } cause)
                {
                    w.WriteString("likelyCause", cause);
                }

                List(w, "worst", p.Worst, static (inner, e) =>
                {
                    inner.WriteString("firm", e.Firm);
                    if (e.Day is { } day)
                    {
                        inner.WriteString("day", Day(day));
                    }

                    inner.WriteNumber("line", e.Line);
                    inner.WriteString("text", e.Text);
                });
            });
            List(writer, "notes", report.Notes, static (w, n) =>
            {
                w.WriteString("code", n.Code);
                w.WriteString("firm", n.Firm);
                w.WriteNumber("count", n.Count);
                w.WriteString("text", n.Text);
            });
            writer.WriteNumber("errorCount", report.ErrorCount);
            List(writer, "errors", report.Errors, Error);
            writer.WriteNumber("quarantinedRows", report.QuarantinedRows);
            List(writer, "quarantined", report.Quarantined, Error);
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void Error(Utf8JsonWriter writer, RowError error)
    {
        writer.WriteString("file", error.File);
        writer.WriteNumber("line", error.Line);
        writer.WriteString("column", error.Column);
        writer.WriteString("code", error.Code);
        writer.WriteString("reason", error.Reason);
        writer.WriteString("hint", error.Hint);
    }

    private static void List<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (T item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string[] Cells(ImportedFile file) =>
        [file.File, "RECOGNISED", file.Evidence, Number(file.Rows), Number(file.Quarantined), $"{file.Source} {file.Dataset}", "", "", "", "", ""];

    private static string[] Cells(ProofSummary proof)
    {
        ProofExample? worst = proof.Worst.Count > 0 ? proof.Worst[0] : null;
        return
        [
            proof.File, proof.Name, proof.Rule, Number(proof.Judged), Number(proof.Failures), proof.Verdict, proof.LikelyCause ?? "",
            worst?.Firm ?? "", worst?.Day is { } day ? Day(day) : "", worst is { Line: > 0 } ? Number(worst.Line) : "", worst?.Text ?? "",
        ];
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
