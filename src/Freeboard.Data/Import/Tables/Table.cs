namespace Freeboard.Data.Import.Tables;

/// <summary>
/// A file read row by row against a schema. Header faults are errors of the file; a bad cell is an error of its row, and
/// the getters then return a neutral value so that every fault of a row is found in one pass.
/// </summary>
internal sealed class Table : IDisposable
{
    private readonly ITableReader rows;
    private readonly TableSchema schema;
    private readonly int[] places;
    private readonly int headerCount;
    private readonly ImportLog log;

    private Table(SourceFile source, ITableReader rows, TableSchema schema, int[] places, int headerCount, ImportLog log)
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
        ITableReader rows = source.OpenRows();
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

    public bool Has(int column) => column >= 0 && (places[column] >= 0 || schema.Constants.ContainsKey(column));

    /// <summary>A column's name in messages.</summary>
    public string ColumnName(int column) => schema.All[column];

    /// <summary>The column of a name; -1 when there is none.</summary>
    public int ColumnOf(string name) => schema.PlaceOf(name);

    public bool Read()
    {
        if (!rows.Read())
        {
            if (rows.Fault is { } fault)
            {
                log.FileError(Source.Name, "WORKBOOK-BROKEN", $"the sheet cannot be read to its end: {fault}", "Open it in a spreadsheet and save it again, or save it as CSV (UTF-8)", line: Line);
            }
            else if (Rows == 0 && !schema.MayBeEmpty)
            {
                log.FileError(Source.Name, "HEADER-ONLY", "the file has a header and no rows", "Add the rows, or delete the file where it is optional");
            }

            return false;
        }

        for (int skipped = 0; Rows == 0 && skipped < schema.LabelRows && IsLabel(); skipped++)
        {
            if (!rows.Read())
            {
                log.FileError(Source.Name, "HEADER-ONLY", "the file has a header and no rows", "Add the rows, or delete the file where it is optional");
                return false;
            }
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

    /// <summary>Whether a cell has no value, or one of the words vendors write for none.</summary>
    public bool IsMissing(int column) => !Has(column) || MissingText.Is(Bytes(column)) || (schema.MissingWords.Count > 0 && schema.MissingWords.Contains(Text(column), StringComparer.OrdinalIgnoreCase));

    /// <summary>A number as vendors write them; null where the column or the value is missing.</summary>
    public double? Real(int column) => IsMissing(column) ? null : Scaled(column);

    private double Scaled(int column)
    {
        double value;
        if (schema.DecimalComma)
        {
            string text = Text(column).Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
            if (!NumberText.TryParse(text, out value))
            {
                Fail(column, "NUMBER-NOT-A-NUMBER", $"'{Text(column)}' is not a number with a decimal comma", "Correct it, or the mapping file's decimal");
            }
        }
        else
        {
            value = Number(column);
        }

        return schema.Factors.Count == 0 ? value : value * schema.Factors.GetValueOrDefault(column, 1);
    }

    /// <summary>A number that must be there.</summary>
    public double RequiredReal(int column)
    {
        if (!IsMissing(column))
        {
            return Scaled(column);
        }

        Fail(column, "VALUE-MISSING", "the cell is empty", "Fill it, or leave the row out");
        return 0;
    }

    /// <summary>A number that may not be negative; null where it is missing.</summary>
    public double? NotNegative(int column, string code, string what)
    {
        double? value = Real(column);
        if (value < 0)
        {
            Fail(column, code, $"{what} is negative: '{Text(column)}'", "Correct the value, or leave the row out");
        }

        return value;
    }

    /// <summary>A day in any of the forms vendors write: 20240329, 2024-03-29, 2024/3/29, with or without a time of day.</summary>
    public DateOnly VendorDay(int column)
    {
        if (schema.DayFormat is { } format)
        {
            if (!DateOnly.TryParseExact(Text(column), format, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out DateOnly written))
            {
                Fail(column, Text(column).Length == 0 ? "VALUE-MISSING" : "DATE-NOT-ISO", $"'{Text(column)}' is not a day as {format}", "Correct it, or the mapping file's dateFormat");
            }

            return written;
        }

        if (!Has(column) || !DayText.TryParseAny(Bytes(column), out DateOnly day))
        {
            (string code, string reason, string hint) = DayText.Explain(Text(column));
            Fail(column, code, reason, hint);
            return default;
        }

        return day;
    }

    /// <summary>As <see cref="VendorDay"/>; null where it is missing.</summary>
    public DateOnly? OptionalVendorDay(int column) => IsMissing(column) ? null : VendorDay(column);

    public bool IsEmpty(int column) => !Has(column) || Bytes(column).IsEmpty;

    public ReadOnlySpan<byte> Bytes(int column) => places[column] >= 0 ? rows.Bytes(places[column]) : schema.Constants.TryGetValue(column, out string? constant) ? System.Text.Encoding.UTF8.GetBytes(constant) : [];

    /// <summary>A cell's text, without the apostrophe that kept a spreadsheet from computing it.</summary>
    public string Text(int column) => !Has(column) ? "" : places[column] >= 0 ? SpreadsheetText.Unguarded(rows.Text(places[column])) : schema.Constants[column];

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
        if (!DayText.TryParse(Bytes(column), out DateOnly day))
        {
            (string code, string reason, string hint) = DayText.Explain(Text(column));
            Fail(column, code, reason, hint);
        }

        return day;
    }

    public DateOnly? OptionalDay(int column) => IsEmpty(column) ? null : Day(column);

    public double Number(int column)
    {
        if (!NumberText.TryParse(Bytes(column), out double value))
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

    /// <summary>Sets the row aside because of a proof: its cells can be read, and its figures cannot be right.</summary>
    public void FailProof(int column, string code, string reason, string hint)
    {
        if (!Failed)
        {
            Failed = true;
            Quarantined++;
        }

        log.ProofError(new Provenance.RowError(Source.Name, Line, column < 0 ? "" : schema.All[column], code, reason, hint));
    }

    /// <summary>An error of a row that was accepted before: duplicates are found only when everything is sorted.</summary>
    public void FailLine(int line, int column, string code, string reason, string hint)
    {
        Quarantined++;
        log.RowError(new Provenance.RowError(Source.Name, line, schema.All[column], code, reason, hint));
    }

    /// <summary>Records the file with its counts; call it after the last finding.</summary>
    public void Finish()
    {
        log.File(Source, schema.Layout, Rows, Quarantined);
        if (log.Options.KeepGoing && Rows > 0 && Quarantined == Rows)
        {
            // Going on without the file would hide what is most likely one fault of all its rows.
            log.FileError(Source.Name, "ALL-ROWS-BAD", FormattableString.Invariant($"all {Rows} rows have errors"), "Look at the first of them: most likely one fault is in every row");
        }
    }

    public void Dispose() => rows.Dispose();

    private bool IsLabel() => schema.LabelProbe < 0 || places[schema.LabelProbe] < 0 || rows.Bytes(places[schema.LabelProbe]).IndexOfAnyInRange((byte)'0', (byte)'9') < 0;

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
