using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Freeboard.Data.Tests.Import.Sources;

/// <summary>A small table in a vendor's layout that a test may spoil and write in any packing.</summary>
internal sealed class FixtureTable(string name, params string[] header)
{
    public string Name { get; } = name;

    public string[] Header { get; } = header;

    public List<string[]> Rows { get; } = [];

    public char Separator { get; init; } = ',';

    public FixtureTable Add(params object?[] cells)
    {
        Assert.Equal(Header.Length, cells.Length);
        Rows.Add([.. cells.Select(static c => c switch
        {
            null => "",
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => c.ToString()!,
        })]);
        return this;
    }

    public int At(string column)
    {
        int place = Array.IndexOf(Header, column);
        Assert.True(place >= 0, column);
        return place;
    }

    /// <summary>Multiplies a column's numbers, in all rows or in those that a test chooses.</summary>
    public FixtureTable Scale(string column, double factor, Func<int, bool>? rows = null)
    {
        int place = At(column);
        for (int i = 0; i < Rows.Count; i++)
        {
            if ((rows is null || rows(i)) && double.TryParse(Rows[i][place], NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            {
                Rows[i][place] = (value * factor).ToString("R", CultureInfo.InvariantCulture);
            }
        }

        return this;
    }

    public FixtureTable Scale(double factor, params string[] columns)
    {
        foreach (string column in columns)
        {
            Scale(column, factor);
        }

        return this;
    }

    public FixtureTable Swap(string a, string b)
    {
        foreach (string[] row in Rows)
        {
            (row[At(a)], row[At(b)]) = (row[At(b)], row[At(a)]);
        }

        return this;
    }

    public FixtureTable Set(int row, string column, string value)
    {
        Rows[row][At(column)] = value;
        return this;
    }

    public string Text(string newline = "\n") => string.Concat(Rows.Prepend(Header).Select(r => string.Join(Separator, r) + newline));

    public byte[] Utf8 => new UTF8Encoding(false).GetBytes(Text());

    public byte[] Utf8WithMark => [0xEF, 0xBB, 0xBF, .. Utf8];

    public byte[] Gbk
    {
        get
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding("GB18030").GetBytes(Text("\r\n"));
        }
    }

    public byte[] Gzip => Pack(static (bytes, stream) =>
    {
        using GZipStream gzip = new(stream, CompressionLevel.Fastest, leaveOpen: true);
        gzip.Write(bytes);
    });

    public byte[] Zip => Pack((bytes, stream) =>
    {
        using ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        using Stream entry = zip.CreateEntry(Path.GetFileNameWithoutExtension(Name) + ".csv").Open();
        entry.Write(bytes);
    });

    /// <summary>A workbook with one sheet: texts as texts, numbers as numbers, as spreadsheets write them.</summary>
    public byte[] Xlsx => WorkbookBytes.Of(("Sheet1", [Header, .. Rows]));

    private byte[] Pack(Action<byte[], Stream> pack)
    {
        using MemoryStream stream = new();
        pack(Utf8, stream);
        return stream.ToArray();
    }
}
