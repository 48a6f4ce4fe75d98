using System.Security.Cryptography;
using System.Text;

namespace Freeboard.Data.Import.Tables;

/// <summary>What a stream of bytes turned out to be, found in one pass (two when it is not UTF-8) that holds a buffer and no more.</summary>
internal sealed class TextInspection
{
    private const int BufferSize = 1 << 16;

    private TextInspection(Encoding encoding, bool isGbk, char separator, long length)
    {
        Encoding = encoding;
        IsGbk = isGbk;
        Separator = separator;
        Length = length;
    }

    static TextInspection() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public Encoding Encoding { get; }

    public bool IsGbk { get; }

    /// <summary>The separator that the first line has most of, outside quotes.</summary>
    public char Separator { get; }

    /// <summary>Unpacked bytes.</summary>
    public long Length { get; }

    /// <summary>Inspects a text, or logs what is wrong with it and returns null.</summary>
    /// <param name="open">Opens the bytes; asked a second time when they are not UTF-8.</param>
    /// <param name="name">Name for messages.</param>
    /// <param name="budget">What may be unpacked still; null for bytes that are not packed.</param>
    /// <param name="hash">Fed with the bytes; null when they are hashed elsewhere.</param>
    /// <param name="log">Told what is wrong.</param>
    /// <param name="limits">The longest line.</param>
    public static TextInspection? Of(Func<Stream> open, string name, UnpackBudget? budget, IncrementalHash? hash, ImportLog log, FileLimits limits)
    {
        Validity utf8 = new(new UTF8Encoding(false, throwOnInvalidBytes: true));
        byte[] buffer = new byte[BufferSize];
        byte[] start = [];
        byte[] first = [];
        bool zeroByte = false;
        long length = 0;
        long line = 0;
        long longest = 0;
        using (Stream stream = open())
        {
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                if (budget is not null && !budget.Take(read))
                {
                    budget.Report(name, log);
                    return null;
                }

                ReadOnlySpan<byte> bytes = buffer.AsSpan(0, read);
                hash?.AppendData(bytes);
                start = start.Length < 4 ? [.. start, .. bytes[..Math.Min(4 - start.Length, read)]] : start;
                first = first.Length == 0 ? bytes[..Math.Min(8192, read)].ToArray() : first;
                length += read;
                zeroByte |= bytes.Contains((byte)0);
                utf8.Feed(bytes, last: false);
                line = LongestLine(bytes, line, ref longest);
                if (Math.Max(line, longest) > limits.MaximumLineBytes)
                {
                    break;
                }
            }
        }

        utf8.Feed([], last: true);
        if (Refusal(start, zeroByte, Math.Max(longest, line), name, limits) is { } refusal)
        {
            log.FileError(name, refusal.Code, refusal.Reason, refusal.Hint);
            return null;
        }

        char separator = SeparatorOf(first);
        if (utf8.Valid)
        {
            return new TextInspection(new UTF8Encoding(false), isGbk: false, separator, length);
        }

        // GB18030 accepts most UTF-8 texts and garbles them, so it is asked only when the bytes are not UTF-8.
        if (IsGb18030(open, buffer))
        {
            return new TextInspection(Encoding.GetEncoding("GB18030"), isGbk: true, separator, length);
        }

        log.FileError(name, "ENCODING-UNKNOWN", "the bytes are neither UTF-8 nor GBK (GB18030)", "Save it as UTF-8");
        return null;
    }

    private static (string Code, string Reason, string Hint)? Refusal(byte[] start, bool zeroByte, long longest, string name, FileLimits limits) =>
        start.Length == 0 ? ("FILE-EMPTY", "the file has no bytes", "Write the header and the rows, or delete the file")
        : start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] ? ("ENCODING-UTF16", "the file is UTF-16", "Save it as UTF-8 (in a spreadsheet: CSV UTF-8)")
        : zeroByte || start is [(byte)'P', (byte)'K', 3, 4] ? ("NOT-TEXT", "the file holds binary data", "Export the sheet as CSV (UTF-8); a renamed workbook is not one")
        : longest > limits.MaximumLineBytes ? ("LINE-TOO-LONG", FormattableString.Invariant($"a line has more than {limits.MaximumLineBytes} bytes"), $"Look for lost line ends in {name}")
        : null;

    private static long LongestLine(ReadOnlySpan<byte> bytes, long line, ref long longest)
    {
        int last = bytes.LastIndexOfAny((byte)'\n', (byte)'\r');
        if (last < 0)
        {
            return line + bytes.Length;
        }

        // A line inside the buffer is shorter than the buffer, which is far below the limit; only those across its ends count.
        longest = Math.Max(longest, line + bytes.IndexOfAny((byte)'\n', (byte)'\r'));
        return bytes.Length - last - 1;
    }

    private static char SeparatorOf(ReadOnlySpan<byte> first)
    {
        Span<int> counts = stackalloc int[4];
        ReadOnlySpan<byte> separators = ",\t;|"u8;
        bool quoted = false;
        bool text = false;
        foreach (byte b in first)
        {
            if (b is (byte)'\n' or (byte)'\r')
            {
                if (text)
                {
                    break;
                }

                continue;
            }

            text = true;
            quoted ^= b == (byte)'"';
            int which = quoted ? -1 : separators.IndexOf(b);
            if (which >= 0)
            {
                counts[which]++;
            }
        }

        int best = 0;
        for (int i = 1; i < counts.Length; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        return (char)separators[best];
    }

    private static bool IsGb18030(Func<Stream> open, byte[] buffer)
    {
        Validity gbk = new(Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback));
        using Stream stream = open();
        for (int read; gbk.Valid && (read = stream.Read(buffer)) > 0;)
        {
            gbk.Feed(buffer.AsSpan(0, read), last: false);
        }

        gbk.Feed([], last: true);
        return gbk.Valid;
    }

    /// <summary>Whether a stream of bytes is a text of one encoding.</summary>
    private sealed class Validity(Encoding encoding)
    {
        private readonly Decoder decoder = encoding.GetDecoder();
        private readonly char[] characters = new char[BufferSize + 16];

        public bool Valid { get; private set; } = true;

        public void Feed(ReadOnlySpan<byte> bytes, bool last)
        {
            if (!Valid)
            {
                return;
            }

            try
            {
                decoder.GetChars(bytes, characters, last);
            }
            catch (DecoderFallbackException)
            {
                Valid = false;
            }
        }
    }
}
