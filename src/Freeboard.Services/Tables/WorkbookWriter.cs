using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Freeboard.Services.Tables;

/// <summary>Rows as a workbook (ECMA-376, Office Open XML), streamed: numbers as numbers, days as days, texts as texts that nothing computes.</summary>
/// <remarks>
/// Our own writer, because the libraries that write workbooks hold the whole package in memory until it is closed, and a run has millions of rows. A sheet holds 1,048,576 lines, the header among them; what is
/// more goes on in the next one, under the same header. Entries carry no time of day: the same rows give the same bytes.
/// </remarks>
internal sealed class WorkbookWriter : RowWriter
{
    /// <summary>Lines of a sheet, the header among them.</summary>
    public const int MostLines = 1_048_576;

    /// <summary>Characters that a cell of a workbook holds.</summary>
    public const int LongestText = 32_767;

    /// <summary>Columns of a sheet.</summary>
    public const int MostColumns = 16_384;

    private readonly ZipArchive archive;
    private readonly string name;
    private readonly int linesPerSheet;
    private readonly string[] letters;
    private readonly List<WorkbookSheet> sheets = [];
    private StreamWriter? sheet;
    private int line;

    public WorkbookWriter(Stream output, IReadOnlyList<OutputColumn> columns, string name, int linesPerSheet = MostLines)
        : base(columns)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns.Count, MostColumns, nameof(columns));
        archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        this.name = name;
        this.linesPerSheet = linesPerSheet;
        letters = [.. Enumerable.Range(0, columns.Count).Select(LettersOf)];
        Begin();
    }

    public override IReadOnlyList<WorkbookSheet> Sheets => sheets;

    public override void Complete()
    {
        End();
        foreach ((string path, string text) in WorkbookParts.Of(sheets))
        {
            using StreamWriter part = Open(path);
            part.Write(text);
        }

        // The directory of the archive is written only now.
        archive.Dispose();
    }

    protected override void WriteRow(string[] cells)
    {
        if (line == linesPerSheet)
        {
            End();
            Begin();
        }

        line++;
        sheet!.Write("<row r=\"");
        sheet.Write(line.ToString(CultureInfo.InvariantCulture));
        sheet.Write("\">");
        for (int i = 0; i < cells.Length; i++)
        {
            if (cells[i].Length > 0)
            {
                Cell(letters[i], cells[i], Columns[i]);
            }
        }

        sheet.Write("</row>");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (sheet is not null)
            {
                Abandoned.Dispose(sheet);
            }

            Abandoned.Dispose(archive);
        }
    }

    private void Begin()
    {
        sheets.Add(new WorkbookSheet(sheets.Count == 0 ? name : FormattableString.Invariant($"{name} {sheets.Count + 1}"), 0));
        sheet = Open(WorkbookParts.SheetPath(sheets.Count));
        sheet.Write(WorkbookParts.SheetStart);
        sheet.Write("<row r=\"1\">");
        for (int i = 0; i < Columns.Count; i++)
        {
            Text(letters[i], 1, Columns[i].Name, WorkbookParts.HeaderStyle);
        }

        sheet.Write("</row>");
        line = 1;
    }

    private void End()
    {
        sheets[^1] = sheets[^1] with { Rows = line - 1 };
        sheet!.Write(WorkbookParts.SheetEnd);
        sheet.Dispose();
        sheet = null;
    }

    private StreamWriter Open(string path)
    {
        ZipArchiveEntry entry = archive.CreateEntry(path, CompressionLevel.Fastest);
        entry.LastWriteTime = WorkbookParts.Epoch;
        return new StreamWriter(entry.Open(), new UTF8Encoding(false), 1 << 16);
    }

    private void Cell(string letter, string cell, OutputColumn column)
    {
        if (column.Kind == CellKind.Number)
        {
            Value(letter, cell, style: 0);
        }
        else if (column.Kind == CellKind.Date && DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && day >= WorkbookParts.FirstDay)
        {
            Value(letter, (day.DayNumber - WorkbookParts.DayZero.DayNumber).ToString(CultureInfo.InvariantCulture), WorkbookParts.DayStyle);
        }
        else
        {
            Text(letter, line, cell, WorkbookParts.StyleOf(cell));
        }
    }

    private void Value(string letter, string number, int style)
    {
        sheet!.Write("<c r=\"");
        sheet.Write(letter);
        sheet.Write(line.ToString(CultureInfo.InvariantCulture));
        sheet.Write(style == 0 ? "\"><v>" : "\" s=\"1\"><v>");
        sheet.Write(number);
        sheet.Write("</v></c>");
    }

    private void Text(string letter, int at, string text, int style)
    {
        if (text.Length > LongestText)
        {
            throw new InvalidDataException(FormattableString.Invariant($"A text of {text.Length} characters in the column does not fit a cell of a workbook ({LongestText}); write CSV, JSON or NDJSON."));
        }

        sheet!.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{letter}{at}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"));
        sheet.Write(WorkbookParts.Escaped(text));
        sheet.Write("</t></is></c>");
    }

    private static string LettersOf(int column) => column < 26 ? ((char)('A' + column)).ToString() : LettersOf((column / 26) - 1) + (char)('A' + (column % 26));
}
