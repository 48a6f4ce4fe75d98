using System.Security.Cryptography;
using System.Text;

namespace Freeboard.Data.Import;

/// <summary>An input file with its hash and encoding found out; its bytes are read once for those and once for its rows.</summary>
internal sealed record SourceFile(string FullPath, string Name, string Sha256, Encoding Encoding, bool IsGbk)
{
    private const int BufferSize = 1 << 16;

    static SourceFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public Stream OpenBytes() => new FileStream(FullPath, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);

    /// <summary>Opens a file, or logs why it cannot be read and returns null.</summary>
    public static SourceFile? Open(string fullPath, string name, ImportLog log)
    {
        try
        {
            return Inspect(fullPath, name, log);
        }
        catch (IOException e)
        {
            log.FileError(name, "FILE-UNREADABLE", $"the file cannot be read: {e.Message}", "Close the program that holds it, or check the disk");
        }
        catch (UnauthorizedAccessException)
        {
            log.FileError(name, "FILE-UNREADABLE", "the file may not be read by this user", "Give this user the right to read it");
        }

        return null;
    }

    private static SourceFile? Inspect(string fullPath, string name, ImportLog log)
    {
        using FileStream stream = new(fullPath, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Validity utf8 = new(new UTF8Encoding(false, throwOnInvalidBytes: true));
        Validity gbk = new(Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback));
        byte[] buffer = new byte[BufferSize];
        byte[] start = [];
        bool zeroByte = false;
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, read);
            hash.AppendData(bytes);
            if (start.Length == 0)
            {
                start = bytes[..Math.Min(4, read)].ToArray();
            }

            zeroByte |= bytes.Contains((byte)0);
            utf8.Feed(bytes, last: false);
            gbk.Feed(bytes, last: false);
        }

        utf8.Feed([], last: true);
        gbk.Feed([], last: true);
        if (start.Length == 0)
        {
            log.FileError(name, "FILE-EMPTY", "the file has no bytes", "Write the header and the rows, or delete the file");
            return null;
        }

        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            log.FileError(name, "ENCODING-UTF16", "the file is UTF-16", "Save it as UTF-8 (in a spreadsheet: CSV UTF-8)");
            return null;
        }

        if (zeroByte || start is [(byte)'P', (byte)'K', 3, 4])
        {
            log.FileError(name, "NOT-TEXT", "the file holds binary data", "Export the sheet as CSV (UTF-8); a renamed workbook is not one");
            return null;
        }

        if (!utf8.Valid && !gbk.Valid)
        {
            log.FileError(name, "ENCODING-UNKNOWN", "the bytes are neither UTF-8 nor GBK (GB18030)", "Save it as UTF-8");
            return null;
        }

        string sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        // GB18030 accepts most UTF-8 texts and garbles them, so it is asked only when the bytes are not UTF-8.
        return utf8.Valid
            ? new SourceFile(fullPath, name, sha256, new UTF8Encoding(false), IsGbk: false)
            : new SourceFile(fullPath, name, sha256, Encoding.GetEncoding("GB18030"), IsGbk: true);
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
