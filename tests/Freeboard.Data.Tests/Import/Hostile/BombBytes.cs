using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Freeboard.Numerics;

namespace Freeboard.Data.Tests.Import.Hostile;

/// <summary>Small files that would become enormous, or hold a reader for ever: each made here, byte by byte where a packer would refuse to.</summary>
internal static class BombBytes
{
    private const int Mega = 1 << 20;

    /// <summary>Name, and the codes that it may be refused by.</summary>
    public static readonly IReadOnlyList<(string Name, Func<byte[]> Make, string[] Codes)> All =
    [
        ("lines.csv.gz", static () => Gzip(s => Lines(s, 100)), ["ARCHIVE-TOO-LARGE"]),
        ("one-line.csv.gz", static () => Gzip(s => Zeros(s, 100)), ["LINE-TOO-LONG", "ARCHIVE-TOO-LARGE"]),
        ("twice.csv.gz", static () => Gzip(s => s.Write(Gzip(t => Lines(t, 100)))), ["NOT-TEXT", "SOURCE-UNKNOWN", "ENCODING-UNKNOWN"]),
        ("members.csv.gz", static () => [.. Enumerable.Range(0, 64).SelectMany(static _ => Gzip(s => Lines(s, 4)))], ["ARCHIVE-TOO-LARGE"]),
        ("lines.zip", static () => Zip(("a.csv", s => Lines(s, 100))), ["ARCHIVE-TOO-LARGE"]),
        ("states-ten-gigabytes.zip", static () => Stating(Zip(("a.csv", s => Lines(s, 1))), uint.MaxValue - 1, times: 20), ["ARCHIVE-BROKEN", "ARCHIVE-TOO-LARGE"]),
        ("states-one-byte.zip", static () => Stating(Zip(("a.csv", s => Lines(s, 300))), 1), ["ARCHIVE-BROKEN", "SOURCE-UNKNOWN"]),
        ("states-less-at-a-modest-ratio.zip", static () => Stating(Zip(("a.csv", s => Noise(s, 8))), 5000), ["ARCHIVE-BROKEN", "SOURCE-UNKNOWN"]),
        ("overlapping.zip", static () => Overlapping(Zip(("a.csv", s => Lines(s, 8))), 1500), ["ARCHIVE-BROKEN"]),
        ("entries.zip", static () => Zip([.. Enumerable.Range(0, 70_000).Select(static i => (FormattableString.Invariant($"{i}.csv"), (Action<Stream>)(static s => s.WriteByte((byte)'a'))))]), ["ARCHIVE-TOO-MANY-ENTRIES"]),
        ("nested.zip", static () => Zip(("b.zip", s => s.Write(Zip(("a.csv", t => Lines(t, 200)))))), ["ARCHIVE-NESTED"]),
        ("names.zip", static () => Zip([.. Enumerable.Range(0, 1000).Select(static i => (new string((char)('a' + (i % 26)), 60_000) + FormattableString.Invariant($"{i}.csv"), (Action<Stream>)(static s => s.WriteByte((byte)'a'))))]), ["ARCHIVE-TOO-MANY-ENTRIES"]),
        ("long-name.zip", static () => Zip((new string('a', 60_000) + ".csv", static s => s.Write("a,b\n1,2\n"u8))), ["ARCHIVE-BROKEN"]),
        ("sheet.xlsx", static () => Workbook(sheet: static s => Zeros(s, 100)), ["ARCHIVE-TOO-LARGE"]),
        ("texts.xlsx", static () => Workbook(texts: static s => Repeat(s, "<si><t>a</t></si>", 100)), ["ARCHIVE-TOO-LARGE"]),
        ("texts-at-a-modest-ratio.xlsx", static () => Workbook(texts: static s => Noise(s, 40)), ["ARCHIVE-TOO-LARGE"]),
        ("formats-at-a-modest-ratio.xlsx", static () => Workbook(styles: static s => Noise(s, 40)), ["ARCHIVE-TOO-LARGE"]),
        ("texts-that-state-one-byte.xlsx", static () => Stating(Workbook(texts: static s => Noise(s, 8)), 1), ["ARCHIVE-BROKEN", "WORKBOOK-BROKEN"]),
        ("laughs-in-texts.xlsx", static () => Workbook(texts: static s => s.Write(Encoding.UTF8.GetBytes(Laughs("sst", "si")))), ["WORKBOOK-BROKEN"]),
        ("laughs-in-sheet.xlsx", static () => Workbook(sheet: static s => s.Write(Encoding.UTF8.GetBytes(Laughs("worksheet", "sheetData")))), ["WORKBOOK-BROKEN"]),
        ("laughs-in-utf-16.xlsx", static () => Workbook(texts: static s => s.Write([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Laughs("sst", "si"))])), ["WORKBOOK-BROKEN"]),
        ("laughs-behind-spaces.xlsx", static () => Workbook(styles: static s => s.Write(Encoding.UTF8.GetBytes("\n \n" + Laughs("styleSheet", "xf").Replace("<?xml version=\"1.0\"?>", "", StringComparison.Ordinal)))), ["WORKBOOK-BROKEN"]),
        ("outside-entity.xlsx", static () => Workbook(texts: static s => s.Write("<?xml version=\"1.0\"?><!DOCTYPE sst [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst><si><t>&x;</t></si></sst>"u8)), ["WORKBOOK-BROKEN"]),
        ("far-column.xlsx", static () => Workbook(sheet: static s => s.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"XFD1\" t=\"n\"><v>1</v></c></row></sheetData></worksheet>"u8)), ["SHEET-TOO-WIDE"]),
        ("long-text-in-every-cell.xlsx", static () => Workbook(sheet: static s => Prices(s, 2000, 200), texts: static s => Texts(s, 1_000_000)), ["ARCHIVE-TOO-LARGE"]),
        ("text-in-every-row.xlsx", static () => Workbook(sheet: static s => Prices(s, 40_000, 1), texts: static s => Texts(s, 32_000)), ["ARCHIVE-TOO-LARGE"]),
        ("text-in-every-cell.xlsx", static () => Workbook(sheet: static s => Prices(s, 2000, 200), texts: static s => Texts(s, 32_000)), ["ARCHIVE-TOO-LARGE"]),
        ("text-in-other-words.xlsx", static () => Workbook(sheet: static s => Prices(s, 40_000, 1, "&#54;"), texts: static s => Texts(s, 32_000)), ["ARCHIVE-TOO-LARGE"]),
        ("text-of-a-million-letters.xlsx", static () => Workbook(sheet: static s => Prices(s, 100, 1), texts: static s => Texts(s, 1_000_000)), ["WORKBOOK-BROKEN"]),
        ("attributes.xlsx", static () => Workbook(sheet: static s => Attributes(s, 2_000_000)), ["WORKBOOK-BROKEN"]),
        ("deep.xlsx", static () => Workbook(sheet: static s => Repeat(s, "<a>", 12)), ["WORKBOOK-BROKEN", "FILE-EMPTY"]),
    ];

    public static byte[] Zip(params (string Name, Action<Stream> Write)[] entries)
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

    private static byte[] Workbook(Action<Stream>? sheet = null, Action<Stream>? texts = null, Action<Stream>? styles = null) => Zip(
        ("[Content_Types].xml", static s => s.Write("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"u8)),
        ("_rels/.rels", static s => s.Write("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"u8)),
        ("xl/workbook.xml", static s => s.Write("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"u8)),
        ("xl/_rels/workbook.xml.rels", static s => s.Write("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>"u8)),
        ("xl/sharedStrings.xml", texts ?? (static s => s.Write("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>"u8))),
        ("xl/styles.xml", styles ?? (static s => s.Write("<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>"u8))),
        ("xl/worksheets/sheet1.xml", sheet ?? (static s => s.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>"u8))));

    /// <summary>Ten entities of ten each, nine deep: a thousand million words, if anybody expanded them.</summary>
    private static string Laughs(string root, string child)
    {
        StringBuilder text = new($"<?xml version=\"1.0\"?><!DOCTYPE {root} [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 10; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">");
        }

        return text.Append(CultureInfo.InvariantCulture, $"]><{root}><{child}>&l9;</{child}></{root}>").ToString();
    }

    /// <summary>A header of prices, and rows of the same price with one text of the shared ones in more cells.</summary>
    private static void Prices(Stream stream, int rows, int more, string text = "6")
    {
        static string Row(string cells) => $"<row>{cells}</row>";
        static string Shared(int text) => FormattableString.Invariant($"<c t=\"s\"><v>{text}</v></c>");
        stream.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"u8);
        stream.Write(Encoding.UTF8.GetBytes(Row(string.Concat(Enumerable.Range(0, 4).Select(Shared)))));
        byte[] row = Encoding.UTF8.GetBytes(Row(Shared(4) + Shared(5) + "<c><v>10</v></c>" + string.Concat(Enumerable.Repeat($"<c t=\"s\"><v>{text}</v></c>", more))));
        for (int i = 0; i < rows; i++)
        {
            stream.Write(row);
        }

        stream.Write("</sheetData></worksheet>"u8);
    }

    private static void Texts(Stream stream, int letters)
    {
        string[] texts = ["firm", "date", "close", "name", "A", "2024-01-02", new string('A', letters)];
        stream.Write(Encoding.UTF8.GetBytes($"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{string.Concat(texts.Select(static t => $"<si><t>{t}</t></si>"))}</sst>"));
    }

    private static void Attributes(Stream stream, int number)
    {
        stream.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row"u8);
        for (int i = 0; i < number; i++)
        {
            stream.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant($" a{i}=\"1\"")));
        }

        stream.Write("></row></sheetData></worksheet>"u8);
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

    private static void Zeros(Stream stream, int megabytes)
    {
        byte[] block = new byte[Mega];
        Array.Fill(block, (byte)'0');
        for (int i = 0; i < megabytes; i++)
        {
            stream.Write(block);
        }
    }

    private static void Lines(Stream stream, int megabytes) => Repeat(stream, new string('0', 99) + "\n", megabytes);

    private static void Repeat(Stream stream, string text, int megabytes)
    {
        byte[] block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, Mega / text.Length)));
        for (int i = 0; i < megabytes; i++)
        {
            stream.Write(block);
        }
    }

    /// <summary>Text that packs about ten times.</summary>
    private static void Noise(Stream stream, int megabytes)
    {
        PhiloxStream random = new(5);
        StringBuilder text = new();
        while (text.Length < Mega / 4)
        {
            text.Append("<si><t>").Append(random.NextIndex(1000)).Append("</t></si>\n");
        }

        byte[] block = Encoding.UTF8.GetBytes(text.ToString());
        for (int i = 0; i < megabytes * 4; i++)
        {
            for (int word = 0; word < 64; word += 8)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(block.AsSpan(word), random.NextBits());
            }

            stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexString(block.AsSpan(0, 64))));
            stream.Write(block.AsSpan(64));
        }
    }

    /// <summary>The archive with another unpacked size stated for its last entries.</summary>
    private static byte[] Stating(byte[] zip, uint size, int times = 1)
    {
        byte[] changed = [.. zip];
        for (int i = changed.Length - 4; i >= 0 && times > 0; i--)
        {
            if (changed[i] == 'P' && changed[i + 1] == 'K' && changed[i + 2] == 1 && changed[i + 3] == 2)
            {
                // Sheets come last; the largest entry is the bomb.
                if (BinaryPrimitives.ReadUInt32LittleEndian(changed.AsSpan(i + 24)) > 1000)
                {
                    BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(i + 24), size);
                    times--;
                }
            }
        }

        return changed;
    }

    /// <summary>Many entries of the directory that all point at the same bytes.</summary>
    private static byte[] Overlapping(byte[] zip, int times)
    {
        int end = zip.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        int directory = (int)BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(end + 16));
        byte[] entry = zip[directory..end];
        using MemoryStream stream = new();
        stream.Write(zip, 0, directory);
        for (int i = 0; i < times; i++)
        {
            stream.Write(entry);
        }

        byte[] tail = zip[end..];
        BinaryPrimitives.WriteUInt16LittleEndian(tail.AsSpan(8), (ushort)times);
        BinaryPrimitives.WriteUInt16LittleEndian(tail.AsSpan(10), (ushort)times);
        BinaryPrimitives.WriteUInt32LittleEndian(tail.AsSpan(12), (uint)(entry.Length * times));
        stream.Write(tail);
        return stream.ToArray();
    }
}
