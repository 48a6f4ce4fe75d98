using Microsoft.AspNetCore.Http;

namespace Freeboard.Web.Host;

/// <summary>An address with the character NUL in it is refused before anything is looked up by it: no name has one, and PostgreSQL takes none in a text.</summary>
internal static class AddressText
{
    public static Task CheckAsync(HttpContext http, RequestDelegate next) =>
        http.Request.Path.Value?.Contains('\0', StringComparison.Ordinal) == true || http.Request.Query.Any(static q => q.Key.Contains('\0', StringComparison.Ordinal) || q.Value.Any(static v => v?.Contains('\0', StringComparison.Ordinal) == true))
            ? Failures.AnswerAsync(http, new Failure(StatusCodes.Status400BadRequest, "BAD-REQUEST", "The address holds the character NUL (%00), which no name has. Take it out."))
            : next(http);
}
