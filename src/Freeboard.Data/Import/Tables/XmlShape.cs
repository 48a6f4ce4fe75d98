namespace Freeboard.Data.Import.Tables;

/// <summary>Looks at the bytes of a workbook's part before a reader of XML does: elements that nest without end and document types are what no spreadsheet writes, and a reader would keep every open element in memory.</summary>
/// <param name="texts">Told of shared texts and of the whole numbers that may name them.</param>
internal sealed class XmlShape(RepeatedText texts)
{
    // Spreadsheets nest about ten deep, drawings about forty.
    private const int DeepestAllowed = 256;

    // The longest tag of a spreadsheet is its first, with its name spaces: a kilobyte or two.
    private const int LongestTag = 64 << 10;

    private Place place;
    private byte last;
    private byte beforeLast;
    private byte quote;
    private int depth;
    private int tag;
    private readonly byte[] root = new byte[64];
    private int rootLength;
    private bool shared;
    private int run;
    private int digits;
    private int number;

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
                Count(next < 0 ? bytes[i..] : bytes.Slice(i, next));
                if (next < 0)
                {
                    return;
                }

                if (digits > 0)
                {
                    texts.Mention(number);
                }

                digits = 0;
                i += next;
                place = Place.TagStart;
                continue;
            }

            Take(bytes[i]);
        }
    }

    private void Take(byte character)
    {
        if (place is Place.OpenTag or Place.CloseTag && ++tag > LongestTag)
        {
            Fault = FormattableString.Invariant($"one of its tags is longer than {LongestTag >> 10} KiB");
            return;
        }

        switch (place)
        {
            case Place.TagStart when character == 0:
                Fault = "a part is UTF-16, which no spreadsheet writes";
                return;
            case Place.TagStart:
                place = character switch { (byte)'/' => Place.CloseTag, (byte)'?' => Place.Instruction, (byte)'!' => Place.Declaration, _ => Open(character) };
                quote = 0;
                tag = 0;
                (beforeLast, last) = (0, 0);
                return;
            case Place.OpenTag when quote != 0:
                quote = character == quote ? (byte)0 : quote;
                return;
            case Place.OpenTag when character is (byte)'"' or (byte)'\'':
                quote = character;
                break;
            case Place.OpenTag when character == '>':
                Root(character);
                depth -= last == '/' ? 1 : 0;
                place = Place.Text;
                return;
            case Place.CloseTag when character == '>':
                Close();
                place = Place.Text;
                return;
            case Place.OpenTag when depth == 1:
                Root(character);
                break;
            case Place.Instruction when character == '>' && last == '?':
                place = Place.Text;
                return;
            case Place.Declaration when character == '-' && last == '-':
                place = Place.Comment;
                (beforeLast, last) = (0, 0);
                return;
            case Place.Declaration when character == '[':
                place = Place.Characters;
                texts.MentionUnclear();
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

    /// <summary>Text between tags: of a shared text a part of its length, of a sheet perhaps the number of one.</summary>
    private void Count(ReadOnlySpan<byte> text)
    {
        if (shared)
        {
            run += depth > 1 ? text.Length : 0;
            return;
        }

        foreach (byte letter in text)
        {
            if (letter is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'+')
            {
                continue;
            }

            if (letter == '&' && digits >= 0)
            {
                texts.MentionUnclear();
            }

            bool isDigit = letter is >= (byte)'0' and <= (byte)'9' && digits is >= 0 and < 8;
            number = digits == 0 ? 0 : number;
            (digits, number) = !isDigit ? (-1, 0) : number == 0 ? (1, letter - '0') : (digits + 1, (10 * number) + letter - '0');
        }
    }

    /// <summary>The name of the outermost element, letter by letter: that of shared texts is sst, whatever its part is called.</summary>
    private void Root(byte character)
    {
        if (depth != 1 || rootLength < 0)
        {
            return;
        }

        if (character is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'>' or (byte)'/' || rootLength == root.Length)
        {
            ReadOnlySpan<byte> name = root.AsSpan(0, rootLength);
            shared = name[(name.LastIndexOf((byte)':') + 1)..].SequenceEqual("sst"u8);
            rootLength = -1;
            return;
        }

        root[rootLength++] = character;
    }

    private void Close()
    {
        if (shared && depth == 2)
        {
            texts.Add(run);
            run = 0;
        }

        depth--;
    }

    private Place Open(byte first)
    {
        if (++depth > DeepestAllowed)
        {
            Fault = FormattableString.Invariant($"its elements nest more than {DeepestAllowed} deep");
        }

        Root(first);
        return Place.OpenTag;
    }
}
