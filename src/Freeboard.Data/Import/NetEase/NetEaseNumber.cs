using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.NetEase;

/// <summary>Numbers as NetEase writes them: None, -- or nothing where there is none.</summary>
internal static class NetEaseNumber
{
    public static bool IsMissing(ReadOnlySpan<byte> text)
    {
        text = text.Trim("\t "u8);
        return text.IsEmpty || text.SequenceEqual("None"u8) || text.SequenceEqual("--"u8);
    }

    /// <summary>The number of a cell; null where it is missing or its column absent.</summary>
    public static double? Of(Table table, int column) =>
        !table.Has(column) || IsMissing(table.Bytes(column)) ? null : table.Number(column);

    /// <summary>A number that may not be negative; zero counts as missing.</summary>
    public static double? PositiveOf(Table table, int column, string code, string what)
    {
        double? value = Of(table, column);
        if (value < 0)
        {
            table.Fail(column, code, $"{what} is negative: '{table.Text(column)}'", "Correct the value, or leave the row out");
        }

        return value > 0 ? value : null;
    }
}
