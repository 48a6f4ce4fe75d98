namespace Freeboard.Data.Import.Tables;

/// <summary>Words that vendors write where there is no value.</summary>
internal static class MissingText
{
    public static bool Is(ReadOnlySpan<byte> text)
    {
        text = text.Trim("\t "u8);
        return text.Length switch
        {
            0 => true,
            > 4 => false,
            1 => text[0] == (byte)'-',
            _ => text.SequenceEqual("--"u8) || text.SequenceEqual("NaN"u8) || text.SequenceEqual("nan"u8) || text.SequenceEqual("None"u8)
                || text.SequenceEqual("NULL"u8) || text.SequenceEqual("null"u8) || text.SequenceEqual("NaT"u8) || text.SequenceEqual("NA"u8)
                || text.SequenceEqual("N/A"u8) || text.SequenceEqual("#N/A"u8),
        };
    }
}
