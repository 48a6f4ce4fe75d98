using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Freeboard.Data.Import;

namespace Freeboard.Data.Tests.Import.Sources;

/// <summary>Bombs and broken packings are refused, quickly and by name.</summary>
public sealed class PackedFileTests
{
    [Theory]
    [InlineData("bomb.csv.gz", "ARCHIVE-TOO-LARGE")]
    [InlineData("bomb.zip", "ARCHIVE-TOO-LARGE")]
    [InlineData("bomb.xlsx", "ARCHIVE-TOO-LARGE")]
    [InlineData("many.zip", "ARCHIVE-TOO-MANY-ENTRIES")]
    [InlineData("nested.zip", "ARCHIVE-NESTED")]
    [InlineData("cut.csv.gz", "ARCHIVE-BROKEN")]
    [InlineData("cut.zip", "ARCHIVE-BROKEN")]
    [InlineData("old.xls", "WORKBOOK-OLD")]
    [InlineData("binary.csv", "NOT-TEXT")]
    [InlineData("utf16.csv", "ENCODING-UTF16")]
    [InlineData("line.csv", "LINE-TOO-LONG")]
    [InlineData("empty.csv", "FILE-EMPTY")]
    [InlineData("unknown.csv", "SOURCE-UNKNOWN")]
    [InlineData("wide.xlsx", "SHEET-TOO-WIDE")]
    public void A_file_that_cannot_be_good_is_refused_quickly(string name, string code)
    {
        using SourceFolder folder = new();
        folder.With(name, Bytes(name));
        long started = Stopwatch.GetTimestamp();
        (DataImportResult result, MemorySink sink) = folder.Import();
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

        Assert.False(result.Accepted);
        Assert.Contains(result.Errors, e => e.Code == code);
        Assert.Empty(sink.Prices);
        Assert.True(seconds < 20, $"{seconds:0.0} s");
    }

    [Fact]
    public void An_archive_of_several_tables_is_read_whole_and_what_is_no_table_is_noted()
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (FixtureTable table in VendorMarket.Tushare())
            {
                using Stream entry = zip.CreateEntry("export/" + table.Name).Open();
                entry.Write(table.Utf8);
            }

            using Stream picture = zip.CreateEntry("export/picture.png").Open();
            picture.Write([1, 2, 3]);
        }

        using SourceFolder folder = new();
        (DataImportResult result, MemorySink sink) = folder.With("all.zip", stream.ToArray()).Import();
        Assert.True(result.Accepted, string.Join('\n', result.Errors));
        Assert.Equal(9, result.Report.Files.Count);
        Assert.Equal(VendorMarket.Trading.Count(), sink.Prices.Count);
        Assert.Contains(result.Notes, n => n.Code == "FILE-IGNORED" && n.Text.Contains("picture.png", StringComparison.Ordinal));
    }

    private static byte[] Bytes(string name)
    {
        byte[] zeros = new byte[1 << 20];
        Array.Fill(zeros, (byte)'0');

        // A bomb of short lines: one long line would be refused for its length before it is refused for its size.
        byte[] lines = [.. zeros];
        for (int i = 1023; i < lines.Length; i += 1024)
        {
            lines[i] = (byte)'\n';
        }

        return name switch
        {
            "bomb.csv.gz" => Gzip(stream => Repeat(stream, lines, 100)),
            "bomb.zip" => Zip(("bomb.csv", stream => Repeat(stream, lines, 100))),
            "bomb.xlsx" => Zip(("[Content_Types].xml", static s => s.WriteByte(1)), ("xl/workbook.xml", static s => s.WriteByte(1)), ("xl/worksheets/sheet1.xml", stream => Repeat(stream, zeros, 100))),
            "many.zip" => Zip([.. Enumerable.Range(0, 3000).Select(i => ($"{i}.csv", (Action<Stream>)(static s => s.WriteByte((byte)'a'))))]),
            "nested.zip" => Zip(("inner.zip", static s => s.Write(Zip(("a.csv", static i => i.WriteByte((byte)'a')))))),
            "cut.csv.gz" => [.. VendorMarket.TushareDaily().Gzip.Take(2000)],
            "cut.zip" => [.. VendorMarket.TushareDaily().Zip.SkipLast(60)],
            "old.xls" => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, 0],
            "binary.csv" => [1, 2, 0, 4, 5],
            "utf16.csv" => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a,b\n1,2\n")],
            "line.csv" => [.. Encoding.UTF8.GetBytes("ts_code,trade_date,close,vol\n"), .. zeros, .. zeros],
            "unknown.csv" => Encoding.UTF8.GetBytes("apples,pears\n1,2\n"),
            "wide.xlsx" => WorkbookBytes.Of(("Sheet1", [[.. Enumerable.Range(0, 1500).Select(static i => $"c{i}")], ["1"]])),
            _ => [],
        };
    }

    private static void Repeat(Stream stream, byte[] block, int times)
    {
        for (int i = 0; i < times; i++)
        {
            stream.Write(block);
        }
    }

    private static byte[] Gzip(Action<Stream> write)
    {
        using MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            write(gzip);
        }

        return stream.ToArray();
    }

    private static byte[] Zip(params (string Name, Action<Stream> Write)[] entries)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, Action<Stream> write) in entries)
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                write(entry);
            }
        }

        return stream.ToArray();
    }
}
