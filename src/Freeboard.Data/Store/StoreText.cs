using System.Globalization;

namespace Freeboard.Data.Store;

/// <summary>How days and moments stand in the store: ISO 8601 text, which sorts by time.</summary>
internal static class StoreText
{
    // Moments are kept in UTC, so that text order is time order.
    private const string Moment = "yyyy-MM-ddTHH:mm:ss.fffffffZ";

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string? Of(DateOnly? day) => day is { } given ? Of(given) : null;

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? OptionalDay(string? text) => text is null ? null : Day(text);

    public static string Of(DateTimeOffset moment) => moment.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture);

    public static DateTimeOffset MomentOf(string text) =>
        DateTimeOffset.ParseExact(text, Moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
