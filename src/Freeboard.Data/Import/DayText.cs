using System.Buffers;
using System.Globalization;

namespace Freeboard.Data.Import;

/// <summary>Reads a day as it must stand in a file: ISO 8601, 2024-03-29.</summary>
internal static class DayText
{
    private static readonly SearchValues<byte> TimeOfDay = SearchValues.Create("0123456789:.+-Z"u8);

    /// <summary>The day in ISO form under any culture.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    public static bool TryParse(ReadOnlySpan<byte> utf8, out DateOnly day)
    {
        day = default;
        return utf8.Length == 10 && utf8[4] == '-' && utf8[7] == '-' && OfParts(utf8[..4], utf8[5..7], utf8[8..], out day);
    }

    /// <summary>As <see cref="TryParse(ReadOnlySpan{byte}, out DateOnly)"/>, in any of the forms vendors write: 20240329, 2024-3-29, 2024/03/29, with a time of day or a decimal zero behind it.</summary>
    public static bool TryParseAny(ReadOnlySpan<byte> utf8, out DateOnly day)
    {
        utf8 = utf8.Trim("\t "u8);
        day = default;
        int end = utf8.IndexOfAny((byte)' ', (byte)'T');
        if (end > 0)
        {
            // Only a time of day may follow: digits, colons, and their like.
            if (utf8[(end + 1)..].ContainsAnyExcept(TimeOfDay))
            {
                return false;
            }

            utf8 = utf8[..end];
        }

        if (utf8.EndsWith(".0"u8))
        {
            utf8 = utf8[..^2];
        }

        if (utf8.Length == 8 && utf8.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
        {
            return OfParts(utf8[..4], utf8[4..6], utf8[6..], out day);
        }

        int first = utf8.IndexOfAny("-/."u8);
        if (first != 4)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = utf8[5..];
        int second = rest.IndexOf(utf8[first]);
        return second is 1 or 2 && rest.Length - second - 1 is 1 or 2 && OfParts(utf8[..4], rest[..second], rest[(second + 1)..], out day);
    }

    private static bool OfParts(ReadOnlySpan<byte> yearText, ReadOnlySpan<byte> monthText, ReadOnlySpan<byte> dateText, out DateOnly day)
    {
        day = default;
        return Digits(yearText, out int year) && Digits(monthText, out int month) && Digits(dateText, out int date)
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
