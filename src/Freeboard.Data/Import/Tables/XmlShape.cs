namespace Freeboard.Data.Import.Tables;

/// <summary>Looks at the bytes of a workbook's part before a reader of XML does: elements that nest without end and document types are what no spreadsheet writes, and a reader would keep every open element in memory.</summary>
internal sealed class XmlShape
{
    // Spreadsheets nest about ten deep, drawings about forty.
    private const int DeepestAllowed = 256;

    private Place place;
    private byte last;
    private byte beforeLast;
    private byte quote;
    private int depth;

    private enum Place
    {
        Text = 0,
        TagStart,
        OpenTag,
        CloseTag,
        Instruction,
        Declaration,
        Comment,
        Characters,
    }

    /// <summary>What is wrong; null while nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether bytes begin as XML does: behind a mark and spaces, in one byte a character or two.</summary>
    public static bool IsLikely(ReadOnlySpan<byte> start) => start.TrimStart([(byte)0xEF, (byte)0xBB, (byte)0xBF, (byte)0xFE, (byte)0xFF, (byte)0, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n']).StartsWith("<"u8);

    /// <summary>Looks at the bytes that follow.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length && Fault is null; i++)
        {
            if (place == Place.Text)
            {
                // Most of a sheet is tags, most of the texts are text: both go fast.
                int next = bytes[i..].IndexOf((byte)'<');
                if (next < 0)
                {
                    return;
                }

                i += next;
                place = Place.TagStart;
                continue;
            }

            Take(bytes[i]);
        }
    }

    private void Take(byte character)
    {
        switch (place)
        {
            case Place.TagStart when character == 0:
                Fault = "a part is UTF-16, which no spreadsheet writes";
                return;
            case Place.TagStart:
                place = character switch { (byte)'/' => Place.CloseTag, (byte)'?' => Place.Instruction, (byte)'!' => Place.Declaration, _ => Open() };
                quote = 0;
                (beforeLast, last) = (0, 0);
                return;
            case Place.OpenTag when quote != 0:
                quote = character == quote ? (byte)0 : quote;
                return;
            case Place.OpenTag when character is (byte)'"' or (byte)'\'':
                quote = character;
                break;
            case Place.OpenTag when character == '>':
                depth -= last == '/' ? 1 : 0;
                place = Place.Text;
                return;
            case Place.CloseTag when character == '>':
                depth--;
                place = Place.Text;
                return;
            case Place.Instruction when character == '>' && last == '?':
                place = Place.Text;
                return;
            case Place.Declaration when character == '-' && last == '-':
                place = Place.Comment;
                (beforeLast, last) = (0, 0);
                return;
            case Place.Declaration when character == '[':
                place = Place.Characters;
                (beforeLast, last) = (0, 0);
                return;
            case Place.Declaration when character != '-':
                Fault = "a part declares a document type, which no spreadsheet does";
                return;
            case Place.Comment when character == '>' && last == '-' && beforeLast == '-':
            case Place.Characters when character == '>' && last == ']' && beforeLast == ']':
                place = Place.Text;
                return;
        }

        (beforeLast, last) = (last, character);
    }

    private Place Open()
    {
        if (++depth > DeepestAllowed)
        {
            Fault = FormattableString.Invariant($"its elements nest more than {DeepestAllowed} deep");
        }

        return Place.OpenTag;
    }
}
