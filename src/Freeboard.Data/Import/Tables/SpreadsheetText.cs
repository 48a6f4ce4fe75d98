using System.Globalization;

namespace Freeboard.Data.Import.Tables;

/// <summary>Texts of a CSV file that a spreadsheet would take for formulas, guarded by an apostrophe, and the guard taken off again.</summary>
/// <remarks>
/// A text that begins with = + - @ (or their full-width forms ＝ ＋ － ＠), a tab, a carriage return or a line feed, and is no plain number, is written with an apostrophe before it: a spreadsheet then shows
/// the text and computes nothing. A text that begins so behind apostrophes of its own gets one more, so that <see cref="Unguarded"/> undoes <see cref="Guarded"/> for every text.
/// Source: OWASP, CSV injection. Numbers such as -0.5 are never touched.
/// </remarks>
public static class SpreadsheetText
{
    private const char Guard = '\'';

    /// <summary>The text as it is written.</summary>
    /// <param name="text">Any text.</param>
    public static string Guarded(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return NeedsGuard(text) ? Guard + text : text;
    }

    /// <summary>The text that was meant by a written one.</summary>
    /// <param name="text">A cell of a CSV file.</param>
    public static string Unguarded(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 1 && text[0] == Guard && NeedsGuard(text) ? text[1..] : text;
    }

    private static bool NeedsGuard(string text)
    {
        ReadOnlySpan<char> core = text.AsSpan().TrimStart(Guard);
        return core.Length > 0
            && core[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠'
            && !IsNumber(core);
    }

    private static bool IsNumber(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value);
}
