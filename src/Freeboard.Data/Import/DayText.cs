using System.Globalization;

namespace Freeboard.Data.Import;

/// <summary>Reads a day as it must stand in a file: ISO 8601, 2024-03-29.</summary>
internal static class DayText
{
    public static bool TryParse(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>Code, reason and cure for a text that is no ISO day.</summary>
    public static (string Code, string Reason, string Hint) Explain(string text)
    {
        if (text.Length == 0)
        {
            return ("VALUE-MISSING", "the cell is empty", "Fill it, or leave the row out");
        }

        foreach (string format in (ReadOnlySpan<string>)["yyyyMMdd", "yyyy/M/d", "yyyy.M.d", "yyyy-M-d", "yyyy年M月d日", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss"])
        {
            if (DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
                || (DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time) && (day = DateOnly.FromDateTime(time)) == day))
            {
                return ("DATE-NOT-ISO", $"'{text}' is not an ISO date", $"Write {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
            }
        }

        return ("DATE-NOT-ISO", $"'{text}' is not an ISO date, or names a day that does not exist", "Write year-month-day: 2024-03-29");
    }
}
