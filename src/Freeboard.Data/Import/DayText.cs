using System.Globalization;

namespace Freeboard.Data.Import;

/// <summary>Reads a day as it must stand in a file: ISO 8601, 2024-03-29.</summary>
internal static class DayText
{
    /// <summary>The day in ISO form under any culture.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    public static bool TryParse(ReadOnlySpan<byte> utf8, out DateOnly day)
    {
        day = default;
        return utf8.Length == 10 && utf8[4] == '-' && utf8[7] == '-'
            && Digits(utf8[..4], out int year) && Digits(utf8[5..7], out int month) && Digits(utf8[8..], out int date)
            && year >= 1 && month is >= 1 and <= 12 && date >= 1 && date <= DateTime.DaysInMonth(year, month)
            && (day = new DateOnly(year, month, date)) == day;
    }

    private static bool Digits(ReadOnlySpan<byte> utf8, out int value)
    {
        value = 0;
        foreach (byte b in utf8)
        {
            if (b is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + (b - '0');
        }

        return true;
    }

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
                return ("DATE-NOT-ISO", $"'{text}' is not an ISO date", $"Write {Iso(day)}");
            }
        }

        return ("DATE-NOT-ISO", $"'{text}' is not an ISO date, or names a day that does not exist", "Write year-month-day: 2024-03-29");
    }
}
