using System.Buffers;
using System.Globalization;
using System.Text;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Services.Tables;

/// <summary>The fixed parts of a workbook.</summary>
internal static class WorkbookParts
{
    public const int DayStyle = 1;
    public const int HeaderStyle = 2;
    private const int PlainStyle = 3;
    private const int QuotedStyle = 4;
    private const string Spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packaging = "http://schemas.openxmlformats.org/package/2006";
    private const string Start = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    public const string SheetStart = Start + "<worksheet xmlns=\"" + Spreadsheet + "\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetData>";

    public const string SheetEnd = "</sheetData></worksheet>";

    private const string Styles = Start + "<styleSheet xmlns=\"" + Spreadsheet + "\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
        + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
        + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"5\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
        + "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/><xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/>"
        + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/><xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" applyNumberFormat=\"1\"/></cellXfs>"
        + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";

    private static readonly SearchValues<char> Marked = SearchValues.Create("&<>\"\uFFFE\uFFFF");

    /// <summary>The day of number 0 in a workbook, as its days after 1900-02-28 count.</summary>
    public static readonly DateOnly DayZero = new(1899, 12, 30);

    /// <summary>Workbooks know a 29 February 1900 that never was: days before the next are written as texts.</summary>
    public static readonly DateOnly FirstDay = new(1900, 3, 1);

    /// <summary>The earliest time that an archive can state: no time of day enters a file.</summary>
    public static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string SheetPath(int number) => FormattableString.Invariant($"xl/worksheets/sheet{number}.xml");

    /// <summary>A text that a spreadsheet would compute if it were typed in keeps its quote when the cell is edited.</summary>
    public static int StyleOf(string text) => ReferenceEquals(SpreadsheetText.Guarded(text), text) ? PlainStyle : QuotedStyle;

    public static IEnumerable<(string Path, string Text)> Of(IReadOnlyList<WorkbookSheet> sheets)
    {
        int[] numbers = [.. Enumerable.Range(1, sheets.Count)];
        yield return ("xl/styles.xml", Styles);
        yield return ("xl/workbook.xml", string.Concat(
            Start,
            $"<workbook xmlns=\"{Spreadsheet}\" xmlns:r=\"{Relations}\"><sheets>",
            string.Concat(numbers.Select(i => FormattableString.Invariant($"<sheet name=\"{Escaped(sheets[i - 1].Name)}\" sheetId=\"{i}\" r:id=\"rId{i}\"/>"))),
            "</sheets></workbook>"));
        yield return ("xl/_rels/workbook.xml.rels", string.Concat(
            Start,
            $"<Relationships xmlns=\"{Packaging}/relationships\">",
            string.Concat(numbers.Select(i => FormattableString.Invariant($"<Relationship Id=\"rId{i}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>"))),
            FormattableString.Invariant($"<Relationship Id=\"rId{sheets.Count + 1}\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>")));
        yield return ("_rels/.rels", $"{Start}<Relationships xmlns=\"{Packaging}/relationships\"><Relationship Id=\"rId1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        yield return ("[Content_Types].xml", string.Concat(
            Start,
            $"<Types xmlns=\"{Packaging}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>",
            "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>",
            string.Concat(numbers.Select(i => $"<Override PartName=\"/{SheetPath(i)}\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")),
            "</Types>"));
    }

    /// <summary>A text in XML. What XML cannot hold is written as the format says: _x0001_, and an underscore that would read so as _x005F_.</summary>
    public static string Escaped(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0000', '\u001F') && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.AsSpan().ContainsAny(Marked) && !text.Contains("_x", StringComparison.Ordinal))
        {
            return text;
        }

        StringBuilder xml = new(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool paired = char.IsHighSurrogate(c) ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) : char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(text[i - 1]);
            _ = c switch
            {
                '&' => xml.Append("&amp;"),
                '<' => xml.Append("&lt;"),
                '>' => xml.Append("&gt;"),
                '"' => xml.Append("&quot;"),
                '_' when IsCode(text.AsSpan(i)) => xml.Append("_x005F_"),
                '\t' or '\n' => xml.Append(c),
                < ' ' or '\uFFFE' or '\uFFFF' => Coded(xml, c),
                _ when char.IsSurrogate(c) && !paired => Coded(xml, c),
                _ => xml.Append(c),
            };
        }

        return xml.ToString();
    }

    private static StringBuilder Coded(StringBuilder xml, char c) => xml.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_");

    private static bool IsCode(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[1] == 'x' && text[6] == '_' && char.IsAsciiHexDigit(text[2]) && char.IsAsciiHexDigit(text[3]) && char.IsAsciiHexDigit(text[4]) && char.IsAsciiHexDigit(text[5]);
}
