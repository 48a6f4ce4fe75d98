using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Freeboard.Web.Api;

/// <summary>What a caller makes its request depend on: If-Match and If-None-Match (RFC 9110, section 13.1), read in one place for every call.</summary>
/// <remarks>If-Match compares strongly, so that a weak tag never fits; If-None-Match compares weakly, so that a tag which a proxy has weakened (W/"...") still saves the way. Either takes a list, in one line or several, or * for whatever is there.</remarks>
internal static class Conditions
{
    /// <summary>For a call that only reads: the answer with its tag, 304 where the caller has it already, 412 where the caller wants another.</summary>
    /// <param name="http">The request.</param>
    /// <param name="tag">Tag of what is there, with its quotes.</param>
    /// <param name="answer">The whole answer. One that is none of 2xx is sent whatever the conditions are, and without a tag.</param>
    public static IResult OfReading(HttpContext http, string tag, Func<IResult> answer)
    {
        // A list of tags that cannot be read says nothing of what the caller has: it is sent the whole, which is always right.
        IList<EntityTagHeaderValue> had = Read(http.Request.Headers.IfNoneMatch, out IList<EntityTagHeaderValue>? read) ? read : [];
        if (http.Request.Headers.IfMatch.Count == 0 && had.Any(t => !IsAny(t)) && Holds(had, tag, strong: false))
        {
            // Who knows the tag was sent the answer once: it need not be made again to be known.
            http.Response.Headers.ETag = tag;
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        IResult whole = answer();
        if (whole is IStatusCodeHttpResult { StatusCode: >= StatusCodes.Status300MultipleChoices })
        {
            return whole;
        }

        http.Response.Headers.ETag = tag;
        return !Matches(http, tag, out IResult? fault) ? fault!
            : had.Count > 0 && Holds(had, tag, strong: false) ? Results.StatusCode(StatusCodes.Status304NotModified)
            : whole;
    }

    /// <summary>For a call that changes what it names: null when the conditions hold.</summary>
    /// <param name="http">The request.</param>
    /// <param name="tag">Tag of what is there, with its quotes; null when nothing is.</param>
    /// <param name="what">What is there, in a word of the answer.</param>
    /// <returns>412, or 400 for a header that cannot be read: nothing may be changed under a condition that nobody understood.</returns>
    public static IResult? OfChanging(HttpContext http, string? tag, string what)
    {
        if (!Matches(http, tag, out IResult? fault, what))
        {
            return fault;
        }

        return !Read(http.Request.Headers.IfNoneMatch, out IList<EntityTagHeaderValue>? had) ? Malformed("If-None-Match")
            : had.Count > 0 && tag is not null && Holds(had, tag, strong: false) ? Changed(what)
            : null;
    }

    private static bool Matches(HttpContext http, string? tag, out IResult? fault, string what = "answer")
    {
        fault = !Read(http.Request.Headers.IfMatch, out IList<EntityTagHeaderValue>? wanted) ? Malformed("If-Match")
            : wanted.Count > 0 && (tag is null || !Holds(wanted, tag, strong: true)) ? Changed(what)
            : null;
        return fault is null;
    }

    private static bool Holds(IList<EntityTagHeaderValue> tags, string tag, bool strong)
    {
        EntityTagHeaderValue there = new(tag);
        return tags.Any(t => IsAny(t) || t.Compare(there, strong));
    }

    private static bool IsAny(EntityTagHeaderValue tag) => tag.Tag == EntityTagHeaderValue.Any.Tag;

    /// <summary>Reads a header of tags; an absent one has none. False when it is no list of quoted tags and not * alone.</summary>
    private static bool Read(StringValues header, out IList<EntityTagHeaderValue> tags)
    {
        tags = [];
        if (header.Count == 0)
        {
            return true;
        }

        if (!EntityTagHeaderValue.TryParseStrictList([.. header.OfType<string>()], out IList<EntityTagHeaderValue>? read) || read.Count == 0 || (read.Count > 1 && read.Any(IsAny)))
        {
            return false;
        }

        tags = read;
        return true;
    }

    private static IResult Changed(string what) => Problems.Of(StatusCodes.Status412PreconditionFailed, "CHANGED", $"The {what} is not as it was read. Read it again, and send the request with the ETag of that answer.");

    private static IResult Malformed(string header) => Problems.Of(StatusCodes.Status400BadRequest, "CONDITION-MALFORMED", $"{header}: it is no tag, no list of tags and not *. Send the ETag as it came, with its quotes, several joined by commas; or leave the header out. Nothing was done.");
}
