using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Freeboard.Services.Access;
using Freeboard.Web.Access;
using Microsoft.AspNetCore.Http;

namespace Freeboard.Web.Api;

/// <summary>Requests that may be sent again: with an Idempotency-Key the second one gets the answer of the first, for a day, also after a restart.</summary>
internal static class Repeatable
{
    private const int LongestKey = 200;

    private static readonly ConcurrentDictionary<string, byte> UnderWay = new(StringComparer.Ordinal);

    /// <summary>Answers a request with a body, once for each key.</summary>
    public static async Task<IResult> OnceAsync(HttpContext http, AccessBook book, Func<byte[], Task<IResult>> answer)
    {
        using MemoryStream body = new();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        byte[] bytes = body.ToArray();
        return await OnceAsync(http, book, Convert.ToHexStringLower(SHA256.HashData(bytes)), () => answer(bytes));
    }

    /// <summary>Answers a request whose content has a hash, once for each key.</summary>
    public static async Task<IResult> OnceAsync(HttpContext http, AccessBook book, string contentHash, Func<Task<IResult>> answer)
    {
        string key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0)
        {
            return await answer();
        }

        if (key.Length > LongestKey)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "IDEMPOTENCY-KEY-LONG", "An Idempotency-Key has at most 200 characters.");
        }

        string caller = CallerIdentity.NameOf(http);
        string requestHash = AccessToken.HashOf($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\n{contentHash}");
        string place = $"{caller}\n{key}";
        if (!UnderWay.TryAdd(place, 0))
        {
            return Problems.Of(StatusCodes.Status409Conflict, "IDEMPOTENCY-KEY-UNDER-WAY", "The first request with this Idempotency-Key is not answered yet. Send it again in a moment.");
        }

        try
        {
            if (book.FindReply(caller, key) is { } kept)
            {
                return kept.RequestHash == requestHash
                    ? new Again(kept)
                    : Problems.Of(StatusCodes.Status422UnprocessableEntity, "IDEMPOTENCY-KEY-REUSED", "This Idempotency-Key came with another request. Take a new one.");
            }

            IResult result = await answer();
            KeptReply reply = await Recorded(http, result, requestHash);
            if (reply.Status is >= 200 and < 300)
            {
                book.KeepReply(caller, key, reply);
            }

            return new Again(reply) { First = true };
        }
        finally
        {
            UnderWay.TryRemove(place, out _);
        }
    }

    /// <summary>Writes an answer into memory, so that it can be kept.</summary>
    private static async Task<KeptReply> Recorded(HttpContext http, IResult result, string requestHash)
    {
        using MemoryStream text = new();
        DefaultHttpContext aside = new() { RequestServices = http.RequestServices };
        aside.Response.Body = text;
        await result.ExecuteAsync(aside);
        await aside.Response.CompleteAsync();
        return new KeptReply(requestHash, aside.Response.StatusCode, aside.Response.Headers.Location.ToString() is { Length: > 0 } location ? location : null, Encoding.UTF8.GetString(text.ToArray()));
    }

    private sealed class Again(KeptReply reply) : IResult
    {
        public bool First { get; init; }

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = reply.Status;
            httpContext.Response.ContentType = reply.Status < 400 ? "application/json; charset=utf-8" : "application/problem+json";
            if (reply.Location is not null)
            {
                httpContext.Response.Headers.Location = reply.Location;
            }

            if (!First)
            {
                httpContext.Response.Headers["Idempotency-Replayed"] = "true";
            }

            return httpContext.Response.WriteAsync(reply.Body, httpContext.RequestAborted);
        }
    }
}
