using System.Text;
using System.Text.Json;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Grid;

/// <summary>Where the rows of one firm stand in a file of a shard.</summary>
/// <param name="Firm">Its code.</param>
/// <param name="Start">Where they begin: a byte of a text, a row of a document.</param>
/// <param name="Length">How long they are, in bytes or rows.</param>
internal readonly record struct ShardPiece(string Firm, long Start, long Length);

/// <summary>A file of rows that <c>assess --shard</c> wrote, looked through once: whose rows are where.</summary>
internal abstract class ShardRows(string path)
{
    private const int LongestRecord = 1 << 20;

    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>Its name, for messages.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Its format.</summary>
    public abstract RowFormat Format { get; }

    /// <summary>Its firms, ascending.</summary>
    public List<ShardPiece> Pieces { get; } = [];

    /// <summary>The run that its rows are of; null where it has none and does not say.</summary>
    public string? RunId { get; protected set; }

    /// <summary>Which shard it is; null where neither it nor its sidecar says.</summary>
    public FirmShard? Shard { get; protected set; }

    /// <summary>Provenance in short, of a document; null of other formats.</summary>
    public RunProvenance? Provenance { get; protected set; }

    /// <summary>Rows in all.</summary>
    public long Rows { get; protected set; }

    /// <summary>Reads the rows of a firm.</summary>
    /// <param name="piece">One of <see cref="Pieces"/>.</param>
    public abstract IEnumerable<string[]> Read(ShardPiece piece);

    /// <summary>Looks a file through.</summary>
    /// <exception cref="ShardRowsException">It is not what <c>assess --shard</c> writes, or not what its sidecar says.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ShardRows Open(string path, CancellationToken cancellationToken)
    {
        ShardSidecar? sidecar = ShardSidecar.Of(path);
        int first;
        using (FileStream file = File.OpenRead(path))
        {
            first = file.ReadByte();
        }

        // A share without a firm has no line at all where there is no header.
        ShardRows rows = first == -1 ? new NdjsonShardRows(path, cancellationToken) : first == '{' ? OfJson(path, cancellationToken) : new CsvShardRows(path, cancellationToken);
        if (sidecar is not null)
        {
            sidecar.Check(rows);
            rows.Shard ??= sidecar.Shard;
            rows.RunId ??= sidecar.RunId;
        }

        return rows;
    }

    /// <summary>The next record with its line feed, which in CSV may stand in quotes too; null at the end.</summary>
    /// <exception cref="ShardRowsException">LINE-TOO-LONG: no row of an assessment is so long.</exception>
    protected string? Record(StreamReader text, int line, bool quotes, out long bytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder record = new();
        bool quoted = false;
        while (text.Read() is >= 0 and int next)
        {
            char letter = (char)next;
            record.Append(letter);
            quoted ^= quotes && letter == '"';
            if (letter == '\n' && !quoted)
            {
                break;
            }

            if (record.Length == LongestRecord)
            {
                throw Fault(line, "LINE-TOO-LONG", FormattableString.Invariant($"The row has no end within {LongestRecord:#,0} characters"), "Give files that 'freeboard assess --shard' wrote, as it wrote them");
            }
        }

        string? read = record.Length == 0 ? null : record.ToString();
        bytes = read is null ? 0 : Encoding.UTF8.GetByteCount(read);
        return read;
    }

    /// <summary>Notes a row, and holds it to the order of a shard: firms ascending, days ascending, one run.</summary>
    protected void Add(string firm, string date, string runId, int line, long start, long end)
    {
        ShardPiece? last = Pieces.Count > 0 ? Pieces[^1] : null;
        if (firm.Length == 0 || runId.Length == 0)
        {
            throw Fault(line, "SHARD-NOT-ROWS", "The row has no firm or no run", "Give files that 'freeboard assess --shard' wrote, as it wrote them");
        }

        if (RunId is { } run && run != runId)
        {
            throw Fault(line, "RUNS-MIXED", $"The row is of run {runId}, the rows before it of {run}", "Merge shards of one run: the same inputs, settings, version and instruction set");
        }

        RunId = runId;
        Rows++;
        if (last is { } same && same.Firm == firm)
        {
            if (string.CompareOrdinal(date, lastDate) <= 0)
            {
                throw Fault(line, "SHARD-NOT-ROWS", $"The day {date} of '{firm}' does not come after {lastDate}", "Give files that 'freeboard assess --shard' wrote, as it wrote them");
            }

            Pieces[^1] = same with { Length = end - same.Start };
        }
        else
        {
            if (last is { } before && string.CompareOrdinal(firm, before.Firm) < 0)
            {
                throw Fault(line, "SHARD-NOT-ROWS", $"'{firm}' comes after '{before.Firm}'", "Give files that 'freeboard assess --shard' wrote, as it wrote them");
            }

            Pieces.Add(new ShardPiece(firm, start, end - start));
        }

        lastDate = date;
    }

    private string lastDate = "";

    /// <summary>A fault of the file.</summary>
    protected ShardRowsException Fault(int line, string code, string reason, string hint) => new(new RowError(Name, line, "", code, reason, hint));

    private static ShardRows OfJson(string path, CancellationToken cancellationToken)
    {
        // One object a line, or one document: only the first line of the former is a whole object.
        using (StreamReader reader = new(path))
        {
            char[] head = new char[1 << 16];
            string first = new string(head, 0, reader.ReadBlock(head)).Split('\n')[0];
            try
            {
                using JsonDocument line = JsonDocument.Parse(first);
                return line.RootElement.TryGetProperty("rows", out _) ? new JsonShardRows(path, cancellationToken) : new NdjsonShardRows(path, cancellationToken);
            }
            catch (JsonException)
            {
                return new JsonShardRows(path, cancellationToken);
            }
        }
    }
}

/// <summary>A file of rows cannot be merged; the error says why.</summary>
internal sealed class ShardRowsException(RowError error) : Exception(error.ToString())
{
    public RowError Error { get; } = error;
}
