using System.Text.Json.Serialization;
using Freeboard.Services.Access;
using Freeboard.Services.Validate;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Imports;
using Freeboard.Web.Runs;
using Freeboard.Web.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Api;

/// <summary>A run to hold against dated events, as a form.</summary>
/// <param name="Files">One CSV of firm, date, event.</param>
/// <param name="Run">Id of the run; absent for the newest.</param>
/// <param name="Event">default, bankruptcy, st or delisted; absent for the first of them in the file.</param>
/// <param name="Months">Horizon, months; absent for 12.</param>
/// <param name="Until">Last day on which events are known to have been recorded.</param>
/// <param name="KeepGoing">Whether refused rows are set aside.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ValidationForm(IReadOnlyList<IFormFile> Files, string? Run, string? Event, int? Months, DateOnly? Until, bool? KeepGoing);

/// <summary>Runs held against what happened.</summary>
internal static class ValidationsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/validations", List).ForApi(Right.Read).WithSummary("The kept validations, newest first.").AsksPage().Produces<ListPage<KeptValidation>>().ProducesProblem(400);
        api.MapGet("/validations/{id}", One).ForApi(Right.Read).Tagged().WithSummary("What a validation said when it was made: the document of 'freeboard validate --json'.").Gives("application/json").ProducesProblem(404);
        api.MapPost("/validations", JudgeAsync).ForApi(Right.Assess).Repeats().Takes(typeof(ValidationForm), "multipart/form-data")
            .WithSummary("Hold a run against a file of dated events.").WithDescription("The same run, file and settings are one validation. With an Idempotency-Key the same request twice is answered once.")
            .Produces<KeptValidation>(201).ProducesProblem(404).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
        api.MapDelete("/validations/{id}", Delete).ForApi(Right.Assess).Conditional().WithSummary("Delete a validation.").Produces(204).ProducesProblem(404).ProducesProblem(412);
    }

    private static IResult List(HttpContext http, ValidationBook kept)
    {
        return Cursor.Of(http, 2) is { } cursor && Cursor.Made(cursor.After, out (DateTimeOffset MadeAt, string Id)? after)
            ? Results.Ok(cursor.Page(kept.List(after, cursor.Items + 1), static v => Cursor.Made(v.MadeAt, v.ValidationId)))
            : Cursor.Bad();
    }

    private static IResult One(HttpContext http, ValidationBook kept, string id)
    {
        if (kept.Document(id) is not { } document)
        {
            return NoValidation(id);
        }

        // What it said never changes.
        http.Response.Headers.CacheControl = "private, no-cache";
        return Conditions.OfReading(http, TagOf(id), () => Results.Bytes(document, "application/json; charset=utf-8"));
    }

    private static async Task<IResult> JudgeAsync(HttpContext http, RunShelf shelf, ValidationBook kept, ServeOptions serve, AccessBook book)
    {
        using Upload upload = await Upload.ReadAsync(http, serve);
        if (Bodies.Stranger(upload.Form, typeof(ValidationForm)) is { } stranger)
        {
            return stranger;
        }

        (ValidationRequest? request, string wrong) = await Validation.ValidationForm.ReadAsync(upload, http.RequestAborted);
        if (request is null)
        {
            return wrong == "file"
                ? Problems.Of(StatusCodes.Status422UnprocessableEntity, "NO-FILES", "Send one file of dated events in the field 'files'.")
                : Problems.Of(StatusCodes.Status422UnprocessableEntity, "SETTING", "event is default, bankruptcy, st or delisted; months are 1 to 600; until is a day as year-month-day.");
        }

        string wanted = upload.Form["run"].ToString();
        return await Repeatable.OnceAsync(http, book, await ImportsApi.HashOfAsync(upload, http.RequestAborted), async () =>
        {
            if (shelf.IdOf(wanted is "latest" ? "" : wanted) is not { } id || shelf.Use(archive => archive.Find(id)) is not { } run)
            {
                return Problems.Of(StatusCodes.Status404NotFound, "NO-RUN", wanted.Length > 0 ? $"No single run begins with '{wanted}'; /api/v1/runs has them all." : "The store holds no run yet. Assess the facts of the store first: POST /api/v1/assessments.");
            }

            string by = CallerIdentity.NameOf(http);
            ValidationOutcome outcome = await Task.Run(() => kept.Judge(run, request, by, http.RequestAborted), http.RequestAborted);
            if (outcome.Report is not { } report)
            {
                return Problems.Rejected("The events were refused; nothing was judged.", outcome.Errors, outcome.ErrorCount);
            }

            book.Log(by, "validation", report.Provenance.RunId, $"run {id}, {request.LabelsName}");
            return Results.Created("/api/v1/validations/" + report.Provenance.RunId, kept.Find(report.Provenance.RunId));
        });
    }

    private static IResult Delete(HttpContext http, ValidationBook kept, ValidationShelf shelf, AccessBook book, string id)
    {
        if (kept.Find(id) is null)
        {
            return NoValidation(id);
        }

        if (Conditions.OfChanging(http, TagOf(id), "validation") is { } against)
        {
            return against;
        }

        if (!kept.Delete(id))
        {
            return NoValidation(id);
        }

        shelf.Forget(id);
        book.Log(CallerIdentity.NameOf(http), "validation.delete", id);
        return Results.NoContent();
    }

    private static string TagOf(string id) => $"\"{id}\"";

    private static IResult NoValidation(string id) => Problems.Of(StatusCodes.Status404NotFound, "NO-VALIDATION", $"The store has no validation '{id}'; /api/v1/validations has them all.");
}
