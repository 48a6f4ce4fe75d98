using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Freeboard.Web.Api;

/// <summary>Where a list goes on: an opaque text that says after which item, so that lists that grow lose and repeat nothing.</summary>
internal static class Cursor
{
    /// <summary>Items of a page unless asked otherwise.</summary>
    public const int Usual = 1000;

    /// <summary>Most items of a page.</summary>
    public const int Most = 10_000;

    public static string Of(params ReadOnlySpan<string> after) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('\n', after.ToArray())));

    /// <summary>What a cursor says; null when there is none, or it is none of ours.</summary>
    public static string[]? Read(HttpContext http, int parts)
    {
        string text = http.Request.Query["cursor"].ToString();
        if (text.Length == 0 || !Base64Url.IsValid(text))
        {
            return null;
        }

        string[] after = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('\n');
        return after.Length == parts ? after : null;
    }

    /// <summary>Whether a cursor was given that cannot be read.</summary>
    public static bool IsBad(HttpContext http, int parts) => http.Request.Query["cursor"].ToString().Length > 0 && Read(http, parts) is null;

    /// <summary>The number of items asked for; null when none was named. <see cref="AddressWords"/> has refused what is none.</summary>
    public static int? Limit(HttpContext http) =>
        int.TryParse(http.Request.Query["limit"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int limit) ? Math.Clamp(limit, 1, Most) : null;

    /// <summary>The address of the next page, for the Link header and the document.</summary>
    public static string Next(HttpContext http, string cursor) =>
        http.Request.PathBase + http.Request.Path + QueryString.Create(http.Request.Query.Where(static q => q.Key != "cursor").Select(static q => KeyValuePair.Create(q.Key, (string?)q.Value.ToString())).Append(KeyValuePair.Create("cursor", (string?)cursor))).ToUriComponent();

    /// <summary>A page of a list whose items have keys.</summary>
    /// <typeparam name="T">What is listed.</typeparam>
    /// <param name="http">The request; its cursor has been looked at.</param>
    /// <param name="all">The whole list in its order.</param>
    /// <param name="keyOf">Key of an item, unique in the list.</param>
    public static ListPage<T> Page<T>(HttpContext http, IEnumerable<T> all, Func<T, string> keyOf)
    {
        if (Read(http, 1) is [var after])
        {
            all = all.SkipWhile(item => keyOf(item) != after).Skip(1);
        }

        int limit = Limit(http) ?? Usual;
        T[] page = [.. all.Take(limit + 1)];
        return new ListPage<T>([.. page.Take(limit)], page.Length > limit ? Next(http, Of(keyOf(page[limit - 1]))) : null);
    }
}
