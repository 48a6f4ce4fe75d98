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
    private readonly Stream file;
    private readonly IExcelDataReader? reader;
    private readonly List<byte[]> cells = [];
    private int row;

    public SheetRows(string path, int sheetIndex)
    {
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
        for (int i = 0; i < from.FieldCount; i++)
        {
            cells.Add(Encoding.UTF8.GetBytes(TextOf(from.GetValue(i))));
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
