using System.Globalization;
using Freeboard.Web.Host;
using Microsoft.AspNetCore.Http;

namespace Freeboard.Web.Api;

/// <summary>Words that a call of the API reads from its address. What else stands there is refused: a word that is misspelled would be passed over, and the answer would be to another question.</summary>
/// <param name="Names">The words.</param>
internal sealed record AddressWords(IReadOnlyList<string> Names)
{
    /// <summary>For an address that leads nowhere, which says so itself.</summary>
    public static readonly AddressWords Any = new([]);

    /// <summary>Answers 400 where the address has a word that the call does not know, or a limit that is none. After authorization: a stranger is told nothing.</summary>
    public static Task CheckAsync(HttpContext http, RequestDelegate next) =>
        http.Request.Query.Count > 0 && Failures.IsApi(http) && http.GetEndpoint() is { } endpoint && Fault(http.Request.Query, endpoint.Metadata.GetOrderedMetadata<AddressWords>()) is { } failure
            ? Failures.AnswerAsync(http, failure)
            : next(http);

    private static Failure? Fault(IQueryCollection query, IReadOnlyList<AddressWords> known)
    {
        if (known.Contains(Any))
        {
            return null;
        }

        string[] names = [.. known.SelectMany(static w => w.Names)];
        if (query.Keys.FirstOrDefault(k => !names.Contains(k, StringComparer.OrdinalIgnoreCase)) is { } stranger)
        {
            return new Failure(StatusCodes.Status400BadRequest, "PARAMETER-UNKNOWN", $"{(stranger.Length > 0 ? stranger : "A parameter without a name")}: this call knows no such parameter. {(names.Length > 0 ? $"It knows {string.Join(", ", names)}." : "It knows none; take it out.")}");
        }

        string limit = query["limit"].ToString();
        return query.ContainsKey("limit") && !(int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out int items) && items is >= 1 and <= Cursor.Most)
            ? new Failure(StatusCodes.Status400BadRequest, "LIMIT-MALFORMED", FormattableString.Invariant($"limit: {Shown(limit)} is no whole number from 1 to {Cursor.Most}, written in digits alone. Give one, or leave limit out."))
            : null;
    }

    /// <summary>A value as it stood in the address: a plus there is read as a blank, which would not be seen.</summary>
    private static string Shown(string value) => value.Length == 0 ? "an empty value" : $"'{value.Replace(' ', '+')}'";
}
