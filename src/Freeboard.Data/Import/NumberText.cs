using System.Globalization;
using System.Text.RegularExpressions;

namespace Freeboard.Data.Import;

/// <summary>Reads a number as it must stand in a file (1234.5, -0.02, 1e6) and names what is wrong with any other text.</summary>
internal static partial class NumberText
{
    public const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static bool TryParse(string text, out double value) =>
        double.TryParse(text, Style, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    public static bool TryParse(ReadOnlySpan<byte> utf8, out double value) =>
        double.TryParse(utf8, Style, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>Code, reason and cure for a text that is no number.</summary>
    public static (string Code, string Reason, string Hint) Explain(string text)
    {
        if (text.Length == 0)
        {
            return ("VALUE-MISSING", "the cell is empty", "Fill it, or leave the row out");
        }

        if (IsWordForMissing(text))
        {
            return ("NUMBER-NOT-FINITE", $"'{text}' is no number", "Leave the cell empty where a value is optional, or leave the row out");
        }

        if (double.TryParse(text, Style, CultureInfo.InvariantCulture, out double value) && !double.IsFinite(value))
        {
            return ("NUMBER-NOT-FINITE", $"'{text}' is not a finite number", "Correct the value, or leave the row out");
        }

        if (text.EndsWith('%') || text.EndsWith('％'))
        {
            return ("NUMBER-PERCENT", $"'{text}' carries a percent sign", "Write decimals: 3.5 % is 0.035");
        }

        if (Thousands().IsMatch(text))
        {
            return ("NUMBER-THOUSANDS", $"'{text}' has thousands separators or a decimal comma", "Write digits and a decimal point only: 1234567.8");
        }

        return DecimalComma().IsMatch(text)
            ? ("NUMBER-DECIMAL-COMMA", $"'{text}' has a decimal comma", "Write a decimal point: 12.34")
            : ("NUMBER-NOT-A-NUMBER", $"'{text}' is not a number", "Write digits and a decimal point only: 1234567.8");
    }

    private static bool IsWordForMissing(string text) =>
        text.TrimStart('-', '+').ToUpperInvariant() is "NAN" or "INF" or "INFINITY" or "∞" or "NA" or "N/A" or "#N/A" or "NULL" or "NONE" or "" or "NIL";

    [GeneratedRegex(@"^[+-]?\d{1,3}([,' \u00A0\u202F]\d{3})+(\.\d*)?$")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^[+-]?(\d{1,3}(\.\d{3})+|\d+),\d+$")]
    private static partial Regex DecimalComma();
}
