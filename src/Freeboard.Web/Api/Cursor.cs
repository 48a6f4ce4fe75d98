using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Freeboard.Services.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Freeboard.Web.Api;

/// <summary>Where a list goes on: an opaque text with the sort key of the last item of a page.</summary>
/// <remarks>
/// <para>A page is everything after that key, not after that item: what is deleted or added meanwhile moves nothing else, so that every item that is there throughout comes once.</para>
/// <para>The text also says of which list it is (run, filters, order), so that one of another list is refused instead of answering something else. <c>latest</c> becomes the run's id: the pages of a walk are those of one run.</para>
/// </remarks>
internal sealed class Cursor
{
    /// <summary>Items of a page unless asked otherwise.</summary>
    public const int Usual = 1000;

    /// <summary>Most items of a page.</summary>
    public const int Most = 10_000;

    // What may change from page to page: how many items come, and in which form.
    private static readonly string[] Free = ["cursor", "limit", "format"];

    private readonly HttpContext http;
    private readonly PathString path;
    private readonly string list;

    private Cursor(HttpContext http, string? runId)
    {
        this.http = http;
        path = runId is null ? http.Request.Path : Named(http.Request.Path, runId);
        IEnumerable<string> settings = http.Request.Query.Where(static q => !Free.Contains(q.Key, StringComparer.OrdinalIgnoreCase) && q.Value.ToString().Length > 0)
            .Select(static q => $"{q.Key.ToLowerInvariant()}={q.Value}").Order(StringComparer.Ordinal);
        list = AccessToken.HashOf(string.Join('\n', [path.Value!, .. settings]))[..12];
    }

    /// <summary>The key after which the page begins; null for the first page.</summary>
    public string[]? After { get; private init; }

    /// <summary>The key after which the page begins when it is one word; null for the first page.</summary>
    public string? Key => After?[0];

    /// <summary>Items of the page.</summary>
    public int Items => Limit(http) ?? Usual;

    /// <summary>Where a request wants its list to go on; null when it gives a cursor that is none of this list.</summary>
    /// <param name="http">The request.</param>
    /// <param name="parts">Words of a key.</param>
    /// <param name="runId">Whole id of the run that the address names; null where it names none.</param>
    public static Cursor? Of(HttpContext http, int parts = 1, string? runId = null)
    {
        Cursor first = new(http, runId);
        string text = http.Request.Query["cursor"].ToString();
        if (text.Length == 0)
        {
            return first;
        }

        return Base64Url.IsValid(text) && Read(Base64Url.DecodeFromChars(text)) is { } read && read.Length == parts + 1 && read[0] == first.list
            ? new Cursor(http, runId) { After = read[1..] }
            : null;
    }

    /// <summary>The number of items asked for; null when none was named. <see cref="AddressWords"/> has refused what is none.</summary>
    public static int? Limit(HttpContext http) =>
        int.TryParse(http.Request.Query["limit"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int limit) ? Math.Clamp(limit, 1, Most) : null;

    /// <summary>The page of a list that is asked for.</summary>
    /// <typeparam name="T">What is listed.</typeparam>
    /// <param name="http">The request.</param>
    /// <param name="all">The whole list.</param>
    /// <param name="keyOf">Sort key of an item, unique in the list; it never changes. The list is in its ordinal order.</param>
    /// <param name="descending">Whether the largest key comes first.</param>
    public static IResult List<T>(HttpContext http, IEnumerable<T> all, Func<T, string> keyOf, bool descending = false)
    {
        if (Of(http) is not { } cursor)
        {
            return Bad();
        }

        int sign = descending ? -1 : 1;
        IEnumerable<T> ordered = descending ? all.OrderByDescending(keyOf, StringComparer.Ordinal) : all.OrderBy(keyOf, StringComparer.Ordinal);
        return Results.Ok(cursor.Page(cursor.Key is { } after ? ordered.Where(item => sign * string.CompareOrdinal(keyOf(item), after) > 0) : ordered, item => [keyOf(item)]));
    }

    /// <summary>A key that is in order of time, and one of its own.</summary>
    public static string KeyOf(DateTimeOffset at, string id) => FormattableString.Invariant($"{at.UtcTicks:D19} {id}");

    /// <summary>The key of what was made at a time and never changes that.</summary>
    public static string[] Made(DateTimeOffset at, string id) => [at.UtcTicks.ToString(CultureInfo.InvariantCulture), id];

    /// <summary>Reads such a key; null for the first page. False when it is none.</summary>
    public static bool Made(string[]? key, out (DateTimeOffset MadeAt, string Id)? after)
    {
        after = key is not null && long.TryParse(key[0], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks ? (new DateTimeOffset(ticks, TimeSpan.Zero), key[1]) : null;
        return key is null || after is not null;
    }

    /// <summary>The answer to a cursor that is none of the list.</summary>
    public static IResult Bad() => Problems.Of(
        StatusCodes.Status400BadRequest, "CURSOR-MALFORMED", "The cursor is none of this list: it was made for another run, filter or order, or is not as it came. Follow the address in 'next' as it is, or begin without a cursor.");

    /// <summary>The first items of what comes after the key.</summary>
    /// <typeparam name="T">What is listed.</typeparam>
    /// <param name="rest">The items after <see cref="After"/> in their order; no more are read than the page needs.</param>
    /// <param name="keyOf">Sort key of an item.</param>
    public ListPage<T> Page<T>(IEnumerable<T> rest, Func<T, string[]> keyOf)
    {
        int items = Items;
        T[] page = [.. rest.Take(items + 1)];
        return new ListPage<T>([.. page.Take(items)], page.Length > items ? Next(keyOf(page[items - 1])) : null);
    }

    /// <summary>The address of the page after a key; it goes into the Link header too, which is all that rows as CSV have.</summary>
    public string Next(params string[] key)
    {
        QueryBuilder query = new(http.Request.Query.Where(static q => !string.Equals(q.Key, "cursor", StringComparison.OrdinalIgnoreCase)))
        {
            { "cursor", Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<string[]>([list, .. key])) },
        };
        string next = http.Request.PathBase.Add(path).ToUriComponent() + query.ToQueryString().ToUriComponent();
        http.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        return next;
    }

    private static string[]? Read(byte[] text)
    {
        try
        {
            string?[]? parts = JsonSerializer.Deserialize<string?[]>(text);
            return parts is null || parts.Contains(null) ? null : [.. parts.OfType<string>()];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The path of a call about a run with the run's whole id in it.</summary>
    private static PathString Named(PathString path, string runId)
    {
        string[] parts = path.Value!.Split('/');
        int run = Array.IndexOf(parts, "runs") + 1;
        return run > 0 && run < parts.Length ? new PathString(string.Join('/', [.. parts[..run], runId, .. parts[(run + 1)..]])) : path;
    }
}
