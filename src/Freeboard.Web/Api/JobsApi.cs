using System.Text.Json;
using System.Text.Json.Serialization;
using Freeboard.Services.Access;
using Freeboard.Services.Assess;
using Freeboard.Services.Sample;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Jobs;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Api;

/// <summary>A run to make over the facts of the store.</summary>
/// <param name="Dates">monthly, weekly, daily, quarterly, yearly, latest, or a day; null for month-ends.</param>
/// <param name="HorizonYears">Horizon in years; null for one.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AssessRequest(string? Dates, double? HorizonYears);

/// <summary>Long work: asked for with 202 and the address of the job, watched, called off.</summary>
internal static class JobsApi
{
    private const int BeatsBetweenAsking = 5;

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    internal static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/assessments", AssessAsync).ForApi(Right.Assess).Repeats()
            .Takes(typeof(AssessRequest), "application/json").WithSummary("Assess the facts of the store as a job.").WithDescription("With an Idempotency-Key the same request twice is one job.")
            .Produces<JobDocument>(202).ProducesProblem(400).ProducesProblem(422).ProducesProblem(503);
        api.MapPost("/samples", SampleAsync).ForApi(Right.Import).Repeats()
            .WithSummary("Write the synthetic market into the store and assess it, as a job.").Produces<JobDocument>(202).ProducesProblem(503);
        api.MapGet("/jobs", static (HttpContext http, JobBoard board) => Cursor.List(http, board.List().Select(JobDocument.Of), static j => Cursor.KeyOf(j.AskedAt, j.Id), descending: true))
            .ForApi(Right.Read).WithSummary("The jobs of this process, newest first.").AsksPage().Produces<ListPage<JobDocument>>().ProducesProblem(400);
        api.MapGet("/jobs/{id}", static (JobBoard board, string id) => board.Find(id) is { } job ? Results.Ok(JobDocument.Of(job.Now.View)) : NoJob()).ForApi(Right.Read).WithSummary("A job.").Produces<JobDocument>().ProducesProblem(404);
        api.MapGet("/jobs/{id}/events", EventsAsync).ForApi(Right.Read).WithSummary("The progress of a job as server-sent events, until it ends.").Produces<JobDocument>(200, "text/event-stream").ProducesProblem(404);
        api.MapDelete("/jobs/{id}", Cancel).ForApi(Right.Assess).WithSummary("Call a job off; what it had kept until then stays.").Produces<JobDocument>(202).ProducesProblem(403).ProducesProblem(404);
    }

    /// <summary>The answer to a request that began a job.</summary>
    public static IResult Accepted(Job? job) => job is null
        ? Problems.Of(StatusCodes.Status503ServiceUnavailable, "TOO-MANY-JOBS", "Too many jobs wait already. Ask again when some are done.")
        : Results.Accepted("/api/v1/jobs/" + job.Id, JobDocument.Of(job.Now.View));

    private static Task<IResult> AssessAsync(HttpContext http, JobBoard board, ServeOptions serve, AccessBook book) => Repeatable.OnceAsync(http, book, async body =>
    {
        AssessRequest? request = null;
        if (body.Length > 0)
        {
            request = Bodies.Read<AssessRequest>(body, "Send {\"dates\":\"monthly\",\"horizonYears\":1} as application/json; what is left out takes its default.", out IResult? refused);
            if (request is null)
            {
                return refused!;
            }
        }

        AssessmentOptions? options = AssessForm.Read(request?.Dates, request?.HorizonYears, out string? fault);
        await Task.CompletedTask;
        return options is null
            ? Problems.Of(StatusCodes.Status422UnprocessableEntity, "SETTING", fault!)
            : Accepted(board.Start("assess", CallerIdentity.NameOf(http), JobWork.Assess(serve, options)));
    });

    private static Task<IResult> SampleAsync(HttpContext http, JobBoard board, ServeOptions serve, AccessBook book) => Repeatable.OnceAsync(http, book, body =>
        Task.FromResult(Bodies.Any(body) ?? Accepted(board.Start("sample", CallerIdentity.NameOf(http), JobWork.Sample(serve, new SyntheticMarketOptions { Seed = 7 })))));

    private static IResult Cancel(HttpContext http, JobBoard board, string id)
    {
        Caller caller = CallerIdentity.Of(http)!;
        if (board.Find(id) is not { } job)
        {
            return NoJob();
        }

        if (job.Now.View.Owner != caller.Account.Name && caller.Account.Role != Role.Administrator)
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "NOT-ALLOWED", "Only who started a job, or an administrator, calls it off.");
        }

        board.CallOff(job, caller.Account.Name);
        return Results.Accepted("/api/v1/jobs/" + id, JobDocument.Of(job.Now.View));
    }

    private static async Task<IResult> EventsAsync(HttpContext http, JobBoard board, string id)
    {
        if (board.Find(id) is not { } job)
        {
            return NoJob();
        }

        http.Response.ContentType = "text/event-stream";
        long seen = -1;
        int beats = 0;
        for (int quiet = 0; ; quiet++)
        {
            (JobView view, long version) = job.Now;
            if (version != seen)
            {
                seen = version;
                quiet = 0;
                await http.Response.WriteAsync(FormattableString.Invariant($"id: {version}\ndata: {JsonSerializer.Serialize(JobDocument.Of(view) with { Report = null }, Compact)}\n\n"), http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
            else if (quiet % 75 == 74)
            {
                // A proxy closes a line on which nothing is said.
                await http.Response.WriteAsync(": still here\n\n", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }

            // A line that stays open asks again who listens: what was revoked ends it within a second.
            if (view.Finished || (++beats % BeatsBetweenAsking == 0 && !await MayListenAsync(http)))
            {
                return Results.Empty;
            }

            await Task.Delay(Beat, http.RequestAborted);
        }
    }

    private static async Task<bool> MayListenAsync(HttpContext http)
    {
        AuthenticateResult now = await http.AuthenticateAsync();
        return now.Succeeded && now.Principal.Identity is CallerIdentity { Caller: var caller } && caller.Has(Right.Read);
    }

    private static IResult NoJob() => Problems.Of(StatusCodes.Status404NotFound, "NO-JOB", "There is no such job; jobs are forgotten when the server stops. What they made is under runs and imports.");
}
