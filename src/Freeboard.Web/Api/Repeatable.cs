using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Freeboard.Services.Access;
using Freeboard.Services.Runs;
using Freeboard.Web.Access;
using Freeboard.Web.Jobs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Freeboard.Web.Api;

/// <summary>Requests that may be sent again: with an Idempotency-Key the second one gets the answer of the first, for a day, also after a restart.</summary>
internal static class Repeatable
{
    private const int LongestKey = 200;

    /// <summary>Status of a request that has no answer yet.</summary>
    private const int Begun = 0;

    private static readonly ConcurrentDictionary<string, byte> UnderWay = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, KeptReply> Unkept = new(StringComparer.Ordinal);

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
            JobBoard board = http.RequestServices.GetRequiredService<JobBoard>();
            if ((Unkept.TryGetValue(place, out KeptReply? held) ? held : book.FindReply(caller, key)) is { Status: not Begun } kept && !(kept.RequestHash == requestHash && WasCutOff(kept, board)))
            {
                return kept.RequestHash == requestHash
                    ? new Again(JobOf(kept, board) is { } job ? kept with { Body = BodyOf(job.Now.View) } : kept)
                    : Problems.Of(StatusCodes.Status422UnprocessableEntity, "IDEMPOTENCY-KEY-REUSED", "This Idempotency-Key came with another request. Take a new one.");
            }

            // The store is written before anything is begun: one that takes nothing now refuses the request, and does not leave a job whose key nobody kept.
            book.KeepReply(caller, key, new KeptReply(requestHash, Begun, null, ""));
            IResult result = await answer();
            KeptReply reply = await Recorded(http, result, requestHash);
            if (reply.Status is >= 200 and < 300)
            {
                Keep(book, caller, key, reply);

                // What is kept of a job is how it ended: a server that dies under it leaves one that never did, and the request may begin it anew.
                JobOf(reply, board)?.WhenEnded(view => Keep(book, caller, key, reply with { Body = BodyOf(view) }));
            }

            return new Again(reply) { First = true };
        }
        finally
        {
            UnderWay.TryRemove(place, out _);
        }
    }

    /// <summary>Keeps an answer to something that was done; in memory where the store does not take it now.</summary>
    private static void Keep(AccessBook book, string caller, string key, KeptReply reply)
    {
        string place = $"{caller}\n{key}";
        try
        {
            book.KeepReply(caller, key, reply);
            Unkept.TryRemove(place, out _);
        }
        catch (RunArchiveException)
        {
            Unkept[place] = reply;
        }
    }

    private static string BodyOf(JobView job) => JsonSerializer.Serialize(JobDocument.Of(job) with { Report = null }, JobsApi.Compact);

    private static Job? JobOf(KeptReply reply, JobBoard board) =>
        reply is { Status: StatusCodes.Status202Accepted, Location: { } location } ? board.Find(location[(location.LastIndexOf('/') + 1)..]) : null;

    /// <summary>Whether a kept answer is of a job that neither runs here nor ended: the server ended under it.</summary>
    private static bool WasCutOff(KeptReply reply, JobBoard board)
    {
        if (reply is not { Status: StatusCodes.Status202Accepted, Location: not null } || JobOf(reply, board) is not null)
        {
            return false;
        }

        using JsonDocument job = JsonDocument.Parse(reply.Body);
        return job.RootElement.TryGetProperty("finished", out JsonElement finished) && finished.ValueKind == JsonValueKind.False;
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
