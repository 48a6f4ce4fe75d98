using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Tables;

/// <summary>Rows in a file, whole or not at all: written beside its place, moved there last, with a sidecar that counts and hashes them.</summary>
/// <remarks>
/// The sidecar, <c>FILE.sha256.json</c>, holds file, format, rows, bytes, sha256 (of the file), rowsSha256 (of the cells, the same in every format: each cell's UTF-8 followed by byte 1F, each row by
/// byte 1E), columns, runId, version, and for a workbook its sheets. No time of day: the same rows give the same bytes.
/// </remarks>
public sealed class RowFile : IDisposable
{
    /// <summary>What is added to a file's name for its sidecar.</summary>
    public const string SidecarEnding = ".sha256.json";

    private const string PartialEnding = ".partial";

    private readonly string path;
    private readonly RowFormat format;
    private readonly OutputTable table;
    private readonly RowsHash cells = new();
    private readonly FileStream file;
    private RowWriter? writer;
    private byte[] sidecar = [];

    private RowFile(string path, RowFormat format, OutputTable table, FileStream file)
    {
        this.path = path;
        this.format = format;
        this.table = table;
        this.file = file;
    }

    /// <summary>Rows written.</summary>
    public long Rows { get; private set; }

    /// <summary>Sheets of a workbook; empty in other formats.</summary>
    public IReadOnlyList<WorkbookSheet> Sheets { get; private set; } = [];

    /// <summary>Writes a table beside its place; nothing is visible at the place yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">The format.</param>
    /// <param name="table">The table.</param>
    /// <param name="byteOrderMark">Whether CSV begins with a byte-order mark.</param>
    /// <param name="cancellationToken">Stops the writing; nothing is left.</param>
    /// <exception cref="IOException">The folder is missing, the disk is full; nothing is left.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written to; nothing is left.</exception>
    /// <exception cref="InvalidDataException">A text does not fit a cell of a workbook; nothing is left.</exception>
    public static RowFile Stage(string path, RowFormat format, OutputTable table, bool byteOrderMark = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        Action<Stream>? document = format == RowFormat.Json ? table.JsonDocument : null;
        RowFile rows = Begin(path, format, table, byteOrderMark, document is null ? null : static (stream, columns) => new UnwrittenRows(columns));
        try
        {
            foreach (string[] row in table.Rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                rows.Write(row);
            }

            document?.Invoke(rows.file);
            rows.Complete();
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>Begins a file whose rows come one by one; after the last one <see cref="Complete"/>, then <see cref="Publish"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">The format.</param>
    /// <param name="table">Name, columns and run of the rows; its own rows are not taken.</param>
    /// <param name="byteOrderMark">Whether CSV begins with a byte-order mark.</param>
    /// <param name="writerOf">Makes another writer than that of the format, for a document with more than rows; null for that of the format.</param>
    /// <exception cref="IOException">The folder is missing, the disk is full; nothing is left.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written to; nothing is left.</exception>
    public static RowFile Begin(string path, RowFormat format, OutputTable table, bool byteOrderMark = false, Func<Stream, IReadOnlyList<OutputColumn>, RowWriter>? writerOf = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(table);
        RowFile rows = new(path, format, table, Create(path));
        try
        {
            rows.writer = writerOf?.Invoke(rows.file, table.Columns) ?? RowWriter.Open(rows.file, format, table.Columns, table.Name, byteOrderMark);
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>Writes a row.</summary>
    /// <param name="row">Its cells.</param>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Write(string[] row)
    {
        ArgumentNullException.ThrowIfNull(row);
        writer!.Write(row);
        cells.Add(row);
    }

    /// <summary>Writes what stands after the last row, and the sidecar; everything is on the disk then, and nothing at its place.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Complete()
    {
        writer!.Complete();
        file.Flush(flushToDisk: true);
        (Rows, Sheets) = (writer.Rows, writer.Sheets);
        writer.Dispose();
        writer = null;
        file.Dispose();
        using FileStream written = File.OpenRead(path + PartialEnding);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(written));
        sidecar = Describe(Path.GetFileName(path), format, table, Rows, Sheets, written.Length, sha256, cells.Take());
        File.WriteAllBytes(path + SidecarEnding + PartialEnding, sidecar);
    }

    /// <summary>Whether the rows stand at their place, as they do when only their sidecar could not be put beside them.</summary>
    public bool IsInPlace { get; private set; }

    /// <summary>Moves the file and its sidecar to their places.</summary>
    /// <exception cref="IOException">The place cannot be taken.</exception>
    public void Publish()
    {
        // A sidecar never speaks of another file: the old one goes first, the new one comes last.
        File.Delete(path + SidecarEnding);
        File.Move(path + PartialEnding, path, overwrite: true);
        IsInPlace = true;
        File.Move(path + SidecarEnding + PartialEnding, path + SidecarEnding, overwrite: true);
    }

    /// <summary>The sidecar's text, once complete.</summary>
    public string Sidecar() => Encoding.UTF8.GetString(sidecar);

    /// <summary>Removes what was not published.</summary>
    public void Dispose()
    {
        writer?.Dispose();
        Abandoned.Dispose(file);
        cells.Dispose();
        Remove(path);
    }

    private static FileStream Create(string path)
    {
        try
        {
            return new FileStream(path + PartialEnding, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        }
        catch (IOException) when (File.Exists(path + PartialEnding))
        {
            // A disk that fails just then leaves the name of a file that could not be opened.
            Remove(path);
            throw;
        }
    }

    private static byte[] Describe(string name, RowFormat format, OutputTable table, long rows, IReadOnlyList<WorkbookSheet> sheets, long bytes, string sha256, string rowsSha256)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, JsonRows.Indented))
        {
            json.WriteStartObject();
            json.WriteString("file", name);
            json.WriteString("format", RowFormats.WordOf(format));
            json.WriteNumber("rows", rows);
            json.WriteNumber("bytes", bytes);
            json.WriteString("sha256", sha256);
            json.WriteString("rowsSha256", rowsSha256);
            if (table.RunId is { } run)
            {
                json.WriteString("runId", run);
            }

            if (table.Shard is { } shard)
            {
                json.WriteString("shard", shard.ToString());
            }

            json.WriteString("version", RunIdentity.Version);
            json.WriteStartArray("columns");
            foreach (OutputColumn column in table.Columns)
            {
                json.WriteStartObject();
                json.WriteString("name", column.Name);
                json.WriteString("key", column.Key);
                json.WriteString("kind", column.Kind.ToString().ToLower(CultureInfo.InvariantCulture));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (sheets.Count > 0)
            {
                json.WriteStartArray("sheets");
                foreach (WorkbookSheet sheet in sheets)
                {
                    json.WriteStartObject();
                    json.WriteString("name", sheet.Name);
                    json.WriteNumber("rows", sheet.Rows);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        text.WriteByte((byte)'\n');
        return text.ToArray();
    }

    private static void Remove(string path)
    {
        // A file that was never begun is no fault: its folder may not even be there.
        foreach (string partial in (string[])[path + PartialEnding, path + SidecarEnding + PartialEnding])
        {
            if (File.Exists(partial))
            {
                File.Delete(partial);
            }
        }
    }

    /// <summary>Rows that stand in a document written by somebody else: only counted here.</summary>
    private sealed class UnwrittenRows(IReadOnlyList<OutputColumn> columns) : RowWriter(columns)
    {
        public override void Complete()
        {
        }

        protected override void WriteRow(string[] cells)
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
