using System.Globalization;
using Freeboard.Services.Access;
using Freeboard.Services.Assess;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Jobs;

/// <summary>A job with its progress, and what came of it.</summary>
internal static class JobPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jobs/{id}", OneAsync).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapPost("/jobs/assess", AssessAsync).ForPage(Right.Assess).ExcludeFromDescription();
        routes.MapPost("/jobs/{id}/cancel", CancelAsync).ForPage(Right.Assess).ExcludeFromDescription();
    }

    /// <summary>To the page of a job that was asked for, or why there is none.</summary>
    public static async Task<IResult> FollowAsync(HttpContext http, Job? job)
    {
        if (job is not null)
        {
            return Show.SeeOther("/jobs/" + job.Id);
        }

        await Failures.AnswerAsync(http, new Failure(StatusCodes.Status503ServiceUnavailable, "TOO-MANY-JOBS", "Too many jobs wait already. Ask again when some are done."));
        return Results.Empty;
    }

    private static async Task<IResult> OneAsync(HttpContext http, JobBoard board, string id)
    {
        if (board.Find(id) is not { } job)
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-JOB", "There is no such job; jobs are forgotten when the server stops. What they made is under runs and imports."));
            return Results.Empty;
        }

        JobView view = job.Now.View;
        WebFrame frame = new(http);
        return await Show.PageAsync<JobBody>(http, frame.Words[$"job.{view.Kind}"], parameters: new() { [nameof(JobBody.Job)] = view });
    }

    private static async Task<IResult> AssessAsync(HttpContext http, JobBoard board, ServeOptions serve)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        double? years = double.TryParse(form["horizonYears"].ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double given) ? given : null;
        AssessmentOptions? options = AssessForm.Read(form["dates"].ToString(), years, out string? fault);
        if (options is null)
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status422UnprocessableEntity, "SETTING", fault!));
            return Results.Empty;
        }

        return await FollowAsync(http, board.Start("assess", CallerIdentity.NameOf(http), JobWork.Assess(serve, options)));
    }

    private static async Task<IResult> CancelAsync(HttpContext http, JobBoard board, AccessBook book, string id)
    {
        Caller caller = CallerIdentity.Of(http)!;
        if (board.Find(id) is not { } job)
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-JOB", "There is no such job; jobs are forgotten when the server stops. What they made is under runs and imports."));
            return Results.Empty;
        }

        if (job.Now.View.Owner != caller.Account.Name && !caller.Has(Right.Administer))
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status403Forbidden, "NOT-ALLOWED", "Only who started a job, or an administrator, calls it off."));
            return Results.Empty;
        }

        board.CallOff(job, caller.Account.Name);
        return Show.SeeOther("/jobs/" + Uri.EscapeDataString(id));
    }
}
