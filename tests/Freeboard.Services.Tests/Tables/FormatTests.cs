using System.Data;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ExcelDataReader;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Tests.Tables;

public sealed class FormatTests
{
    private static readonly IReadOnlyList<OutputColumn> Columns = OutputColumn.Of(["firm", "date", "V", "lnEDF", "observations", "status"], "firm", "date", "status");

    private static readonly string[][] Rows =
    [
        ["000001", "2024-02-29", "1.0000000000000002", "-744.44007192138126", "250", "Converged"],
        ["=HYPERLINK(\"http://x\")", "1900-03-01", "1E+300", "-0.10000000000000001", "1", "a, \"b\" & <c>"],
        ["平安银行 𠮷", "1899-12-31", "", "", "", "_x0041_ \u0001 end"],
        ["-", "0.5", "0", "-0", "0", ""],
    ];

    /// <summary>The reader of workbooks asks for code page 1252, whichever test runs first.</summary>
    static FormatTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void Every_format_holds_the_same_rows()
    {
        string csv = Encoding.UTF8.GetString(Written(RowFormat.Csv));
        Assert.Equal("firm,date,V,lnEDF,observations,status", csv.Split('\n')[0]);
        Assert.Contains("\n000001,2024-02-29,1.0000000000000002,-744.44007192138126,250,Converged\n", csv, StringComparison.Ordinal);
        Assert.Contains("\n\"'=HYPERLINK(\"\"http://x\"\")\",1900-03-01,1E+300,-0.10000000000000001,1,\"a, \"\"b\"\" & <c>\"\n", csv, StringComparison.Ordinal);
        Assert.Contains("\n'-,0.5,0,-0,0,\n", csv, StringComparison.Ordinal);
        Assert.Equal(Rows, FromCsv(csv));
        Assert.Equal(Rows, FromJson(JsonDocument.Parse(Written(RowFormat.Json)).RootElement.EnumerateArray()));
        string[] lines = Encoding.UTF8.GetString(Written(RowFormat.Ndjson)).TrimEnd('\n').Split('\n');
        Assert.Equal(Rows, FromJson(lines.Select(line => JsonDocument.Parse(line).RootElement)));
        Assert.StartsWith("""{"firm":"000001","date":"2024-02-29","v":1.0000000000000002,"lnEdf":-744.44007192138126,""", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_has_numbers_as_numbers_days_as_days_and_texts_as_texts()
    {
        DataTable sheet = Assert.Single(Sheets(Written(RowFormat.Xlsx)).Tables.Cast<DataTable>());
        Assert.Equal("rows", sheet.TableName);
        Assert.Equal(Columns.Select(column => column.Name), sheet.Rows[0].ItemArray.Select(cell => (string)cell!));
        Assert.Equal("000001", sheet.Rows[1][0]);
        Assert.Equal(new DateTime(2024, 2, 29), sheet.Rows[1][1]);
        Assert.Equal(1.0000000000000002, (double)sheet.Rows[1][2]);
        Assert.Equal(-744.44007192138126, (double)sheet.Rows[1][3]);
        Assert.Equal("=HYPERLINK(\"http://x\")", sheet.Rows[2][0]);
        Assert.Equal(new DateTime(1900, 3, 1), sheet.Rows[2][1]);
        Assert.Equal("a, \"b\" & <c>", sheet.Rows[2][5]);
        Assert.Equal("平安银行 𠮷", sheet.Rows[3][0]);

        // Before the 29 February 1900 that never was a workbook's days are not ours: the day is a text.
        Assert.Equal("1899-12-31", sheet.Rows[3][1]);
        Assert.Equal(DBNull.Value, sheet.Rows[3][2]);
        Assert.Equal("0.5", sheet.Rows[4][1]);
        string xml = Part(Written(RowFormat.Xlsx), "xl/worksheets/sheet1.xml");
        Assert.DoesNotContain("<f>", xml, StringComparison.Ordinal);
        Assert.Contains("_x005F_x0041_ _x0001_ end", xml, StringComparison.Ordinal);
        Assert.Contains("<v>1.0000000000000002</v>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void More_lines_than_a_sheet_holds_go_on_in_the_next_one_under_the_same_header()
    {
        using MemoryStream stream = new();
        using (WorkbookWriter writer = new(stream, Columns, "rows", linesPerSheet: 3))
        {
            foreach (string[] row in Enumerable.Repeat(Rows[0], 5))
            {
                writer.Write(row);
            }

            writer.Complete();
            Assert.Equal([("rows", 2L), ("rows 2", 2L), ("rows 3", 1L)], writer.Sheets.Select(sheet => (sheet.Name, sheet.Rows)));
        }

        DataSet book = Sheets(stream.ToArray());
        Assert.Equal([3, 3, 2], book.Tables.Cast<DataTable>().Select(sheet => sheet.Rows.Count));
        Assert.All(book.Tables.Cast<DataTable>(), sheet => Assert.Equal("firm", sheet.Rows[0][0]));
    }

    [Fact]
    public void A_text_longer_than_a_cell_of_a_workbook_is_refused_not_cut()
    {
        using MemoryStream stream = new();
        using RowWriter writer = RowWriter.Open(stream, RowFormat.Xlsx, Columns);
        Assert.Contains("32768", Assert.Throws<InvalidDataException>(() => writer.Write([new string('x', 32_768), "", "", "", "", ""])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_rows_give_the_same_bytes_and_a_mark_stands_before_csv_only_when_asked_for()
    {
        foreach (RowFormat format in Enum.GetValues<RowFormat>())
        {
            Assert.Equal(Written(format), Written(format));
        }

        Assert.Equal((byte)'f', Written(RowFormat.Csv)[0]);
        Assert.Equal([0xEF, 0xBB, 0xBF, .. Written(RowFormat.Csv)], Written(RowFormat.Csv, mark: true));
    }

    [Fact]
    public void A_row_of_another_width_is_the_callers_mistake()
    {
        using RowWriter writer = RowWriter.Open(new MemoryStream(), RowFormat.Csv, Columns);
        Assert.Throws<ArgumentException>(() => writer.Write(["a"]));
    }

    [Theory]
    [InlineData(RowFormat.Csv)]
    [InlineData(RowFormat.Json)]
    [InlineData(RowFormat.Ndjson)]
    [InlineData(RowFormat.Xlsx)]
    public void A_full_disk_is_an_error_at_the_latest_when_rows_are_complete(RowFormat format)
    {
        using FullDisk disk = new(10);
        Assert.Throws<IOException>(() =>
        {
            using RowWriter writer = RowWriter.Open(disk, format, Columns);
            foreach (string[] row in Rows)
            {
                writer.Write(row);
            }

            writer.Complete();
        });
    }

    [Theory]
    [InlineData(RowFormat.Csv)]
    [InlineData(RowFormat.Json)]
    [InlineData(RowFormat.Ndjson)]
    [InlineData(RowFormat.Xlsx)]
    public void A_file_has_a_sidecar_that_counts_and_hashes_it(RowFormat format)
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "rows.dat");
        OutputTable table = new() { Name = "rows", Columns = Columns, Rows = Rows, RunId = "7f3a-91c2-04be" };
        using (RowFile file = RowFile.Stage(path, format, table))
        {
            Assert.False(File.Exists(path));
            file.Publish();
        }

        using JsonDocument sidecar = JsonDocument.Parse(File.ReadAllText(path + RowFile.SidecarEnding));
        Assert.Equal(["rows.dat", "rows.dat.sha256.json"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(4, sidecar.RootElement.GetProperty("rows").GetInt64());
        Assert.Equal(new FileInfo(path).Length, sidecar.RootElement.GetProperty("bytes").GetInt64());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), sidecar.RootElement.GetProperty("sha256").GetString());
        Assert.Equal("7f3a-91c2-04be", sidecar.RootElement.GetProperty("runId").GetString());
        Assert.Equal(RowsHash(), sidecar.RootElement.GetProperty("rowsSha256").GetString());
        Assert.Equal(["text", "date", "number", "number", "number", "text"], sidecar.RootElement.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("kind").GetString()));
        Assert.Equal(format == RowFormat.Xlsx, sidecar.RootElement.TryGetProperty("sheets", out _));
    }

    [Fact]
    public void A_file_that_is_not_published_leaves_nothing_and_an_old_one_stays()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "rows.csv");
        File.WriteAllText(path, "old");
        OutputTable table = new() { Name = "rows", Columns = Columns, Rows = Rows };
        RowFile.Stage(path, RowFormat.Csv, table).Dispose();
        Assert.Throws<InvalidOperationException>(() => RowFile.Stage(path, RowFormat.Csv, table with { Rows = Broken() }));
        Assert.Throws<OperationCanceledException>(() => RowFile.Stage(path, RowFormat.Xlsx, table, cancellationToken: new CancellationToken(canceled: true)));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
        Assert.Throws<DirectoryNotFoundException>(() => RowFile.Stage(Path.Combine(folder.Path, "no", "rows.csv"), RowFormat.Csv, table));

        static IEnumerable<string[]> Broken()
        {
            yield return Rows[0];
            throw new InvalidOperationException("a row that cannot be made");
        }
    }

    [Theory]
    [InlineData(RowFormat.Csv)]
    [InlineData(RowFormat.Json)]
    [InlineData(RowFormat.Ndjson)]
    [InlineData(RowFormat.Xlsx)]
    [Trait("Length", "Long")]
    public void More_rows_than_a_sheet_holds_are_written_whole_in_memory_that_does_not_grow(RowFormat format)
    {
        const int count = 1_100_000;
        using TemporaryFolder folder = new();
        string path = folder.Inside("rows.dat");
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        OutputTable table = new() { Name = "rows", Columns = Columns, Rows = Many() };
        using RowFile file = RowFile.Stage(path, format, table);
        file.Publish();
        Assert.Equal(count, file.Rows);
        Assert.True(most - before < 32 << 20, $"{(most - before) >> 20} MiB");
        if (format == RowFormat.Xlsx)
        {
            Assert.Equal([("rows", 1_048_575L), ("rows 2", count - 1_048_575L)], file.Sheets.Select(sheet => (sheet.Name, sheet.Rows)));
            using FileStream stream = File.OpenRead(path);
            using IExcelDataReader reader = ExcelReaderFactory.CreateOpenXmlReader(stream);
            long lines = 0;
            do
            {
                while (reader.Read())
                {
                    lines++;
                }
            }
            while (reader.NextResult());
            Assert.Equal(count + 2, lines);
        }

        IEnumerable<string[]> Many()
        {
            for (int i = 0; i < count; i++)
            {
                if (i % 100_000 == 99_999)
                {
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
                }

                yield return ["000001", "2024-02-29", (i / 7.0).ToString("G17", CultureInfo.InvariantCulture), "-1.5", i.ToString(CultureInfo.InvariantCulture), "Converged"];
            }
        }
    }

    private static byte[] Written(RowFormat format, bool mark = false)
    {
        using MemoryStream stream = new();
        using RowWriter writer = RowWriter.Open(stream, format, Columns, byteOrderMark: mark);
        foreach (string[] row in Rows)
        {
            writer.Write(row);
        }

        writer.Complete();
        return stream.ToArray();
    }

    private static string[][] FromCsv(string text)
    {
        InputErrors errors = new("rows.csv");
        using InputTable table = InputTable.Open(new StringReader(text), errors, "")!;
        List<string[]> rows = [];
        while (table.Read(CancellationToken.None))
        {
            rows.Add([.. Columns.Select(column => table.Text(column.Name))]);
        }

        Assert.Equal(0, errors.Count);
        return [.. rows];
    }

    private static string[][] FromJson(IEnumerable<JsonElement> rows) =>
    [
        .. rows.Select(row => (string[])[.. Columns.Select(column => !row.TryGetProperty(column.Key, out JsonElement cell) ? "" : cell.ValueKind == JsonValueKind.String ? cell.GetString()! : cell.GetRawText())]),
    ];

    private static DataSet Sheets(byte[] bytes)
    {
        using IExcelDataReader reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes));
        DataSet book = new() { Locale = CultureInfo.InvariantCulture };
        do
        {
            DataTable sheet = book.Tables.Add(reader.Name);
            while (reader.Read())
            {
                while (sheet.Columns.Count < reader.FieldCount)
                {
                    sheet.Columns.Add().DataType = typeof(object);
                }

                sheet.Rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
            }
        }
        while (reader.NextResult());
        return book;
    }

    private static string Part(byte[] bytes, string name)
    {
        using System.IO.Compression.ZipArchive archive = new(new MemoryStream(bytes));
        using StreamReader reader = new(archive.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static string RowsHash() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Rows.Select(row => string.Concat(row.Select(cell => cell + "\u001F")) + "\u001E")))));

    /// <summary>A stream that takes so many bytes and no more.</summary>
    private sealed class FullDisk(long room) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void WriteByte(byte value) => Write([value]);

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            room -= buffer.Length;
            if (room < 0)
            {
                throw new IOException("No space left on device");
            }

            base.Write(buffer);
        }
    }
}
