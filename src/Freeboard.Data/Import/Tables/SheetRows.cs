using System.Globalization;
using System.Text;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Freeboard.Data.Import.Tables;

/// <summary>Rows of a workbook's sheet, streamed. Dates become ISO text, numbers their shortest exact text.</summary>
internal sealed class SheetRows : ITableReader
{
    // A sheet that jumps over more rows than this is not a table: its gaps would be read one by one for hours.
    private const int MaximumGap = 100_000;

    // A spreadsheet's own limits to the text of a cell, and this program's to a line.
    private const int MaximumCellLetters = 32_767;

    // A text that is kept once and shown in every cell unpacks a second time here. Honest sheets unpack to ten times their size or so, and again to a few times that.
    private const long TextFreeBytes = 64L << 20;
    private const long TextOfPackedByte = 400;
    private readonly Stream file;
    private readonly IExcelDataReader? reader;
    private readonly List<byte[]> cells = [];
    private readonly long mostText;
    private long text;
    private int row;

    public SheetRows(string path, int sheetIndex, long packedBytes)
    {
        mostText = TextFreeBytes + (TextOfPackedByte * packedBytes);
        file = SourceFile.OpenFile(path);
        try
        {
            reader = OpenReader(file);
            for (int i = 0; i < sheetIndex; i++)
            {
                reader.NextResult();
            }
        }
        catch (Exception e) when (IsFault(e))
        {
            Fault = e.Message;
        }
    }

    public int Line => row;

    public int FieldCount => cells.Count;

    public bool BadQuotes => false;

    public string? Fault { get; private set; }

    /// <summary>The sheets of a workbook that hold anything.</summary>
    public static IReadOnlyList<SourceFile> Tables(SourceFile workbook, ImportLog log, FileLimits limits)
    {
        List<SourceFile> tables = [];
        using FileStream file = SourceFile.OpenFile(workbook.FullPath);
        try
        {
            using IExcelDataReader reader = OpenReader(file);
            int index = 0;
            do
            {
                string shown = $"{workbook.Name}/{reader.Name}";
                if (reader.FieldCount > limits.MaximumColumns)
                {
                    log.FileError(shown, "SHEET-TOO-WIDE", FormattableString.Invariant($"the sheet has {reader.FieldCount} columns, more than {limits.MaximumColumns}"), "Keep one table a sheet, and nothing far to its right");
                }
                else if (reader.FieldCount > 0 && reader.RowCount > 0)
                {
                    tables.Add(workbook with { Name = shown, Entry = reader.Name, SheetIndex = index });
                }

                index++;
            }
            while (reader.NextResult());
        }
        catch (Exception e) when (IsFault(e))
        {
            log.FileError(workbook.Name, "WORKBOOK-BROKEN", $"the workbook cannot be read: {e.Message.Split('\n')[0].Trim().TrimEnd('.')}", "Open it in a spreadsheet and save it again, or save it as CSV (UTF-8)");
            return [];
        }

        if (tables.Count == 0)
        {
            log.FileError(workbook.Name, "FILE-EMPTY", "no sheet of the workbook holds a table", "Write the header and the rows, or delete the file");
        }

        return tables;
    }

    public ReadOnlySpan<byte> Bytes(int index) => index < cells.Count ? cells[index] : [];

    public string Text(int index) => index < cells.Count ? Encoding.UTF8.GetString(cells[index]) : "";

    public bool Read()
    {
        if (reader is null || Fault is not null)
        {
            return false;
        }

        try
        {
            int start = row;
            while (reader.Read())
            {
                row++;
                if (Take(reader))
                {
                    return true;
                }

                if (row - start > MaximumGap)
                {
                    Fault = FormattableString.Invariant($"more than {MaximumGap} empty rows follow row {start}");
                    return false;
                }
            }
        }
        catch (Exception e) when (IsFault(e))
        {
            Fault = e.Message.Split('\n')[0].Trim().TrimEnd('.');
        }

        return false;
    }

    public void Dispose()
    {
        reader?.Dispose();
        file.Dispose();
    }

    // The reader asks for an old code page before it looks at the file.
    static SheetRows() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static IExcelDataReader OpenReader(Stream file) =>
        ExcelReaderFactory.CreateOpenXmlReader(file, new ExcelReaderConfiguration { LeaveOpen = true });

    /// <summary>What the workbook library throws over bytes that are no workbook: it checks its input as it goes, by whatever fails first.</summary>
    private static bool IsFault(Exception e) => e is ExcelReaderException or XmlException or InvalidDataException or FormatException or ArgumentException
        or InvalidOperationException or KeyNotFoundException or NullReferenceException or IndexOutOfRangeException or OverflowException
        or InvalidCastException or NotSupportedException or EndOfStreamException;

    private bool Take(IExcelDataReader from)
    {
        cells.Clear();
        int filled = 0;
        long before = text;
        for (int i = 0; i < from.FieldCount; i++)
        {
            string value = TextOf(from.GetValue(i));
            if (value.Length > MaximumCellLetters)
            {
                throw new InvalidDataException(FormattableString.Invariant($"a cell of row {row} holds {value.Length} letters, more than a spreadsheet takes"));
            }

            cells.Add(Encoding.UTF8.GetBytes(value));
            text += cells[i].Length;
            if (text - before > FileLimits.Default.MaximumLineBytes || text > mostText)
            {
                throw new InvalidDataException(FormattableString.Invariant($"row {row} is longer than {FileLimits.Default.MaximumLineBytes} bytes, or the sheet repeats its texts beyond measure"));
            }

            filled = cells[i].Length > 0 ? i + 1 : filled;
        }

        return filled > 0;
    }

    private static string TextOf(object? value) => value switch
    {
        null => "",
        string text => text.Trim(),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
