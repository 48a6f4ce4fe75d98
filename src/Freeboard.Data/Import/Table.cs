namespace Freeboard.Data.Import;

/// <summary>
/// A file read row by row against a schema. Header faults are errors of the file; a bad cell is an error of its row, and
/// the getters then return a neutral value so that every fault of a row is found in one pass.
/// </summary>
internal sealed class Table : IDisposable
{
    private readonly CsvRows rows;
    private readonly TableSchema schema;
    private readonly int[] places;
    private readonly int headerCount;
    private readonly ImportLog log;

    private Table(SourceFile source, CsvRows rows, TableSchema schema, int[] places, int headerCount, ImportLog log)
    {
        Source = source;
        this.rows = rows;
        this.schema = schema;
        this.places = places;
        this.headerCount = headerCount;
        this.log = log;
    }

    public SourceFile Source { get; }

    public int Line => rows.Line;

    /// <summary>Data rows read so far.</summary>
    public int Rows { get; private set; }

    /// <summary>Rows with at least one error so far, later findings of <see cref="FailLine"/> included.</summary>
    public int Quarantined { get; private set; }

    /// <summary>Whether the current row has an error.</summary>
    public bool Failed { get; private set; }

    public static Table? Open(SourceFile source, TableSchema schema, ImportLog log)
    {
        CsvRows rows = new(source);
        if (!rows.Read())
        {
            log.FileError(source.Name, "FILE-EMPTY", "the file has no line with text", "Write the header and the rows, or delete the file");
        }
        else if (TableHeader.Match(rows.Fields(), source.Name, rows.Line, schema, log) is { } places)
        {
            return new Table(source, rows, schema, places, rows.FieldCount, log);
        }

        rows.Dispose();
        return null;
    }

    public bool Has(int column) => places[column] >= 0;

    public bool Read()
    {
        if (!rows.Read())
        {
            if (Rows == 0)
            {
                log.FileError(Source.Name, "HEADER-ONLY", "the file has a header and no rows", "Add the rows, or delete the file where it is optional");
            }

            return false;
        }

        Rows++;
        Failed = false;
        if (rows.BadQuotes)
        {
            FailRow("", "QUOTES-UNPAIRED", "the quotes of the row do not pair up", "Quote a whole cell, and double a quote inside it");
        }
        else if (rows.FieldCount != headerCount)
        {
            FailRow("", "ROW-LENGTH", FormattableString.Invariant($"the row has {rows.FieldCount} cells, the header {headerCount}"), "Look for a missing or extra comma: a decimal comma or a thousands separator splits a number in two");
        }

        return true;
    }

    public bool IsEmpty(int column) => places[column] < 0 || rows.Bytes(places[column]).IsEmpty;

    public ReadOnlySpan<byte> Bytes(int column) => rows.Bytes(places[column]);

    public string Text(int column) => places[column] < 0 ? "" : rows.Text(places[column]);

    public string RequiredText(int column)
    {
        string text = Text(column);
        if (text.Length == 0)
        {
            Fail(column, "VALUE-MISSING", "the cell is empty", "Fill it, or leave the row out");
        }

        return text;
    }

    public string? OptionalText(int column) => IsEmpty(column) ? null : Text(column);

    public DateOnly Day(int column)
    {
        if (!DayText.TryParse(rows.Bytes(places[column]), out DateOnly day))
        {
            (string code, string reason, string hint) = DayText.Explain(Text(column));
            Fail(column, code, reason, hint);
        }

        return day;
    }

    public DateOnly? OptionalDay(int column) => IsEmpty(column) ? null : Day(column);

    public double Number(int column)
    {
        if (!NumberText.TryParse(rows.Bytes(places[column]), out double value))
        {
            (string code, string reason, string hint) = NumberText.Explain(Text(column));
            Fail(column, code, reason, hint);
            return 0;
        }

        return value;
    }

    public double? OptionalNumber(int column) => IsEmpty(column) ? null : Number(column);

    /// <summary>A number that may not be negative; null where the cell is empty.</summary>
    public double? OptionalAmount(int column, string code, string what)
    {
        double? value = OptionalNumber(column);
        if (value < 0)
        {
            Fail(column, code, $"{what} is negative: '{Text(column)}'", "Correct the value, or leave the row out");
        }

        return value;
    }

    public void Fail(int column, string code, string reason, string hint) => FailRow(schema.All[column], code, reason, hint);

    /// <summary>An error of a row that was accepted before: duplicates are found only when everything is sorted.</summary>
    public void FailLine(int line, int column, string code, string reason, string hint)
    {
        Quarantined++;
        log.RowError(new Provenance.RowError(Source.Name, line, schema.All[column], code, reason, hint));
    }

    /// <summary>Records the file with its counts; call it after the last finding.</summary>
    public void Finish() => log.File(Source, schema.Layout, Rows, Quarantined);

    public void Dispose() => rows.Dispose();

    private void FailRow(string column, string code, string reason, string hint)
    {
        if (!Failed)
        {
            Failed = true;
            Quarantined++;
        }

        log.RowError(new Provenance.RowError(Source.Name, Line, column, code, reason, hint));
    }
}
