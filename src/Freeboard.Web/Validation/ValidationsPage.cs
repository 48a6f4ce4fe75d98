using Freeboard.Provenance;
using Freeboard.Reporting.Layout;
using Freeboard.Services.Access;
using Freeboard.Services.Validate;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Imports;
using Freeboard.Web.Runs;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Validation;

/// <summary>Runs held against what happened: a file of dated events goes in, the pages of <c>freeboard validate --report</c> come out.</summary>
internal static class ValidationsPage
{
    private const int Shown = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/validation", static (HttpContext http, RunShelf shelf, ValidationBook kept) => ListAsync(http, shelf, kept, null, [], 0)).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapPost("/validation", JudgeAsync).ForPage(Right.Assess).ExcludeFromDescription();
        routes.MapGet("/validation/{id}", OneAsync).ForPage(Right.Read).ExcludeFromDescription();
    }

    private static Task<IResult> ListAsync(HttpContext http, RunShelf shelf, ValidationBook kept, string? fault, IReadOnlyList<RowError> errors, int errorCount) => Show.PageAsync<ValidationsBody>(
        http,
        new WebFrame(http).Words["validations.title"],
        NavItem.Validation,
        parameters: new()
        {
            [nameof(ValidationsBody.Kept)] = kept.List(null, Shown),
            [nameof(ValidationsBody.Runs)] = shelf.List(),
            [nameof(ValidationsBody.Fault)] = fault,
            [nameof(ValidationsBody.Errors)] = errors,
            [nameof(ValidationsBody.ErrorCount)] = errorCount,
        },
        status: fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> JudgeAsync(HttpContext http, RunShelf shelf, ValidationBook kept, ServeOptions serve, AccessBook book)
    {
        using Upload upload = await Upload.ReadAsync(http, serve);
        (ValidationRequest? request, string wrong) = await ValidationForm.ReadAsync(upload, http.RequestAborted);
        if (request is null)
        {
            return await ListAsync(http, shelf, kept, "validations.fault." + wrong, [], 0);
        }

        if (shelf.IdOf(upload.Form["run"].ToString()) is not { } id || shelf.Use(archive => archive.Find(id)) is not { } run)
        {
            return await ListAsync(http, shelf, kept, "validations.fault.run", [], 0);
        }

        string by = CallerIdentity.NameOf(http);
        ValidationOutcome outcome = await Task.Run(() => kept.Judge(run, request, by, http.RequestAborted), http.RequestAborted);
        if (outcome.Report is not { } report)
        {
            return await ListAsync(http, shelf, kept, "validations.fault.refused", outcome.Errors, outcome.ErrorCount);
        }

        book.Log(by, "validation", report.Provenance.RunId, $"run {id}, {request.LabelsName}");
        return Show.SeeOther("/validation/" + report.Provenance.RunId);
    }

    private static async Task<IResult> OneAsync(HttpContext http, ValidationShelf shelf, string id)
    {
        WebFrame frame = new(http);
        if (await Task.Run(() => shelf.Find(id), http.RequestAborted) is not { } report)
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-VALIDATION", $"The store has no validation '{id}'. The list of validations has them all."));
            return Results.Empty;
        }

        return await Show.PageAsync<ValidationOneBody>(http, frame.Words["validation.title"], NavItem.Validation, PageContext.Of(report, frame.Words), new() { [nameof(ValidationOneBody.Id)] = id });
    }
}
