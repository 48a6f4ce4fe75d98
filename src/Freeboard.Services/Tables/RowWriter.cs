namespace Freeboard.Services.Tables;

/// <summary>Writes rows one by one in one format; memory does not grow with them.</summary>
/// <remarks>Without <see cref="Complete"/> nothing counts as written: a workbook is then none, and whoever owns the stream throws it away.</remarks>
public abstract class RowWriter : IDisposable
{
    /// <summary>Starts a writer for columns.</summary>
    /// <param name="columns">The columns.</param>
    private protected RowWriter(IReadOnlyList<OutputColumn> columns) => Columns = columns;

    /// <summary>Rows written so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Sheets of a workbook with the rows of each, header not counted; empty in other formats.</summary>
    public virtual IReadOnlyList<WorkbookSheet> Sheets => [];

    /// <summary>The columns.</summary>
    protected IReadOnlyList<OutputColumn> Columns { get; }

    /// <summary>A writer.</summary>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="format">The format.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="name">Name of the rows: that of the sheet in a workbook.</param>
    /// <param name="byteOrderMark">Whether CSV begins with a byte-order mark, by which spreadsheets know UTF-8.</param>
    public static RowWriter Open(Stream output, RowFormat format, IReadOnlyList<OutputColumn> columns, string name = "rows", bool byteOrderMark = false)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return format switch
        {
            RowFormat.Csv => new CsvRowWriter(output, columns, byteOrderMark),
            RowFormat.Json => new JsonRowWriter(output, columns, oneLineEach: false),
            RowFormat.Ndjson => new JsonRowWriter(output, columns, oneLineEach: true),
            RowFormat.Xlsx => new WorkbookWriter(output, columns, name),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such format."),
        };
    }

    /// <summary>Writes a row.</summary>
    /// <param name="cells">Its cells, as many as columns.</param>
    /// <exception cref="ArgumentException">There are more or fewer cells than columns.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(string[] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Length != Columns.Count)
        {
            throw new ArgumentException(FormattableString.Invariant($"The row has {cells.Length} cells, the table {Columns.Count} columns."), nameof(cells));
        }

        WriteRow(cells);
        Rows++;
    }

    /// <summary>Writes what stands after the last row and hands everything to the stream.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public abstract void Complete();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes a row.</summary>
    /// <param name="cells">Its cells, as many as columns.</param>
    protected abstract void WriteRow(string[] cells);

    /// <summary>Lets go of what the writer holds, never of the stream.</summary>
    /// <param name="disposing">Whether it was asked for.</param>
    protected abstract void Dispose(bool disposing);
}

/// <summary>One sheet of a workbook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Its rows, the header not counted.</param>
public sealed record WorkbookSheet(string Name, long Rows);
