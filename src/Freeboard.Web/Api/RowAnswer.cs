using System.Text;
using Freeboard.Services.Tables;
using Microsoft.AspNetCore.Http;

namespace Freeboard.Web.Api;

/// <summary>Rows in the format that the caller accepts: JSON, NDJSON, CSV or a workbook, written by the writers of the command line.</summary>
internal static class RowAnswer
{
    // A page of a list goes out at once: every piece of it would wait its turn behind other readers.
    private const int BytesAtOnce = 1 << 19;

    /// <summary>The format asked for: by the word <c>format</c> of the address, else by Accept; null when it is none of ours.</summary>
    public static RowFormat? FormatOf(HttpContext http)
    {
        string word = http.Request.Query["format"].ToString();
        if (word.Length > 0)
        {
            return RowFormats.Words.Contains(word, StringComparer.Ordinal) ? RowFormats.Of(word) : null;
        }

        // A quality of 0 refuses a type (RFC 9110, 12.4.2), also where a wildcard beside it would let it in.
        (string Type, double Quality)[] accepted = [.. http.Request.GetTypedHeaders().Accept.Select(static a => (a.MediaType.ToString().ToLowerInvariant(), a.Quality ?? 1))];
        RowFormat[] refused = [.. accepted.Where(static a => a.Quality == 0).SelectMany(a => Offered(a.Type)
            .Where(f => !accepted.Any(other => other.Quality > 0 && Offered(other.Type).Length < Offered(a.Type).Length && Offered(other.Type).Contains(f))))];
        foreach ((string type, _) in accepted.Where(static a => a.Quality > 0).OrderByDescending(static a => a.Quality))
        {
            foreach (RowFormat format in Offered(type).Where(f => !refused.Contains(f)))
            {
                return format;
            }
        }

        return string.IsNullOrWhiteSpace(http.Request.Headers.Accept.ToString()) ? RowFormat.Json : null;
    }

    /// <summary>The formats that a type of Accept lets in, the one that is given first.</summary>
    private static RowFormat[] Offered(string type) => type switch
    {
        "*/*" => [RowFormat.Json, RowFormat.Ndjson, RowFormat.Csv, RowFormat.Xlsx],
        "application/*" => [RowFormat.Json, RowFormat.Ndjson, RowFormat.Xlsx],
        "application/json" => [RowFormat.Json],
        "text/csv" or "text/*" => [RowFormat.Csv],
        "application/x-ndjson" or "application/jsonl" or "application/ndjson" => [RowFormat.Ndjson],
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => [RowFormat.Xlsx],
        _ => [],
    };

    public static IResult NotAcceptable() => Problems.Of(StatusCodes.Status406NotAcceptable, "FORMAT-UNKNOWN", "The formats are application/json, application/x-ndjson, text/csv and application/vnd.openxmlformats-officedocument.spreadsheetml.sheet; or format=json|ndjson|csv|xlsx in the address.");

    /// <summary>Rows as a JSON array, to be put into a document.</summary>
    public static string Array(OutputTable table)
    {
        using MemoryStream text = new();
        using (RowWriter writer = RowWriter.Open(text, RowFormat.Json, table.Columns, table.Name))
        {
            foreach (string[] row in table.Rows)
            {
                writer.Write(row);
            }

            writer.Complete();
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    /// <summary>Rows as a JSON array inside a document, sent as they are written: a page of rows is never held as one text.</summary>
    /// <param name="before">What stands before the array.</param>
    /// <param name="table">The rows.</param>
    /// <param name="after">What stands after it.</param>
    public static IResult Within(string before, OutputTable table, string after) => new Embedded(before, table, after);

    /// <summary>Rows one after the other, without holding them all; a workbook is held, because its parts refer to each other.</summary>
    public static IResult Stream(OutputTable table, RowFormat format, string fileName) => new Streamed(table, format, fileName);

    private static async Task SendAsync(HttpResponse response, PooledBuffer buffer, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(buffer.Written, cancellationToken);
        buffer.Clear();
    }

    private sealed class Embedded(string before, OutputTable table, string after) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            HttpResponse response = httpContext.Response;
            response.ContentType = "application/json; charset=utf-8";
            using PooledBuffer buffer = new();
            buffer.Write(Encoding.UTF8.GetBytes(before));
            using RowWriter writer = RowWriter.Open(buffer, RowFormat.Json, table.Columns, table.Name);
            foreach (string[] row in table.Rows)
            {
                writer.Write(row);
                if (buffer.Length >= BytesAtOnce)
                {
                    await SendAsync(response, buffer, httpContext.RequestAborted);
                }
            }

            writer.Complete();
            buffer.Write(Encoding.UTF8.GetBytes(after));
            await SendAsync(response, buffer, httpContext.RequestAborted);
        }
    }

    private sealed class Streamed(OutputTable table, RowFormat format, string fileName) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            HttpResponse response = httpContext.Response;
            response.ContentType = format switch
            {
                RowFormat.Csv => "text/csv; charset=utf-8",
                RowFormat.Ndjson => "application/x-ndjson; charset=utf-8",
                RowFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                _ => "application/json; charset=utf-8",
            };
            response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}.{RowFormats.WordOf(format)}\"";
            using PooledBuffer buffer = new();
            using RowWriter writer = RowWriter.Open(buffer, format, table.Columns, table.Name);
            foreach (string[] row in table.Rows)
            {
                writer.Write(row);
                if (format != RowFormat.Xlsx && buffer.Length >= BytesAtOnce)
                {
                    await SendAsync(response, buffer, httpContext.RequestAborted);
                }
            }

            writer.Complete();
            await SendAsync(response, buffer, httpContext.RequestAborted);
        }
    }
}
