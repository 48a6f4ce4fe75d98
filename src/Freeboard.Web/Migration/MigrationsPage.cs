using Freeboard.Provenance;
using Freeboard.Reporting.Layout;
using Freeboard.Services.Access;
using Freeboard.Services.Migration;
using Freeboard.Services.Studies;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Imports;
using Freeboard.Web.Jobs;
using Freeboard.Web.Runs;
using Freeboard.Web.Site;
using Freeboard.Web.Studies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Migration;

/// <summary>Transitions: a table of states, or the EDFs of a run by bands, goes in; the page of <c>freeboard migration fit --report</c> comes out of a job.</summary>
internal static class MigrationsPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/migration", static (HttpContext http, StudyBook book, RunShelf runs) => ListAsync(http, book, runs, null, [], 0)).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapPost("/migration", FitAsync).ForPage(Right.Assess).ExcludeFromDescription();
        routes.MapGet("/migration/{id}", OneAsync).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapPost("/migration/{id}/delete", DeleteAsync).ForPage(Right.Assess).ExcludeFromDescription();
    }

    private static Task<IResult> ListAsync(HttpContext http, StudyBook book, RunShelf runs, string? fault, IReadOnlyList<RowError> errors, int errorCount) => Show.PageAsync<MigrationsBody>(
        http,
        new WebFrame(http).Words["migrations.title"],
        NavItem.Migration,
        parameters: new()
        {
            [nameof(MigrationsBody.Kept)] = book.List(StudyKind.Migration),
            [nameof(MigrationsBody.Runs)] = runs.List(),
            [nameof(MigrationsBody.Fault)] = fault,
            [nameof(MigrationsBody.Errors)] = errors,
            [nameof(MigrationsBody.ErrorCount)] = errorCount,
        },
        status: fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> FitAsync(HttpContext http, StudyShelf shelf, RunShelf runs, JobBoard board, ServeOptions serve)
    {
        using Upload upload = await Upload.ReadAsync(http, serve);
        (MigrationStudy? study, string? fault) = await StudyForms.MigrationAsync(upload, runs.IdOf, http.RequestAborted);
        if (study is null)
        {
            return await ListAsync(http, shelf.Book, runs, "migrations.fault." + fault, [], 0);
        }

        // A file that cannot be read is told at once; what only the fit can find is told by the job.
        if (study.RunId.Length == 0 && StateTable.Read(study.Table, study.Name, cancellationToken: http.RequestAborted) is { ErrorCount: > 0 } bad)
        {
            return await ListAsync(http, shelf.Book, runs, "migrations.fault.refused", bad.Errors, bad.ErrorCount);
        }

        string owner = CallerIdentity.NameOf(http);
        return await JobPage.FollowAsync(http, board.Start("migration", owner, shelf.Fit(study, owner)));
    }

    private static async Task<IResult> OneAsync(HttpContext http, StudyShelf shelf, string id)
    {
        WebFrame frame = new(http);
        if (shelf.Transitions(id, http.RequestAborted) is not { } report)
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-MIGRATION", "There are no such transitions, or the run that they came from is gone. The page 'Migration' lists those that are kept."));
            return Results.Empty;
        }

        PageContext page = PageContext.Of(report.Provenance, report.Synthetic, new PageSubject("freeboard migration fit", frame.Words[$"migration.method.{report.Estimate.Method}"]), frame.Words);
        return await Show.PageAsync<MigrationOneBody>(http, frame.Words["migration.title"], NavItem.Migration, page, new() { [nameof(MigrationOneBody.Report)] = report, [nameof(MigrationOneBody.Id)] = id });
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, StudyShelf shelf, AccessBook book, string id)
    {
        if (!shelf.Delete(StudyKind.Migration, id))
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-MIGRATION", $"The store has no transitions '{id}'; it may have been deleted before."));
            return Results.Empty;
        }

        book.Log(CallerIdentity.NameOf(http), "migration.delete", id);
        return Show.SeeOther("/migration");
    }
}
