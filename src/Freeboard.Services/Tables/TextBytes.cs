using System.Text;

namespace Freeboard.Services.Tables;

/// <summary>Text of a table that came as bytes: UTF-8, or GBK (GB18030) when the bytes are not UTF-8; a byte-order mark is dropped.</summary>
internal static class TextBytes
{
    static TextBytes() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The text; null when the bytes are neither UTF-8 nor GBK.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        // GB18030 accepts most UTF-8 texts and garbles them, so it is asked only when the bytes are not UTF-8.
        return Strict(new UTF8Encoding(false, throwOnInvalidBytes: true), bytes)
            ?? Strict(Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback), bytes);
    }

    private static string? Strict(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
