using System.Globalization;
using Freeboard.Calibration;
using Freeboard.Provenance;
using Freeboard.Reporting.Layout;
using Freeboard.Services.Access;
using Freeboard.Services.Edf;
using Freeboard.Services.Labels;
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
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/validation", static (HttpContext http, RunShelf shelf, ValidationShelf kept) => ListAsync(http, shelf, kept, null, [], 0)).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapPost("/validation", JudgeAsync).ForPage(Right.Assess).ExcludeFromDescription();
        routes.MapGet("/validation/{id}", OneAsync).ForPage(Right.Read).ExcludeFromDescription();
    }

    private static Task<IResult> ListAsync(HttpContext http, RunShelf shelf, ValidationShelf kept, string? fault, IReadOnlyList<RowError> errors, int errorCount) => Show.PageAsync<ValidationsBody>(
        http,
        new WebFrame(http).Words["validations.title"],
        NavItem.Validation,
        parameters: new()
        {
            [nameof(ValidationsBody.Kept)] = kept.List(),
            [nameof(ValidationsBody.Runs)] = shelf.List(),
            [nameof(ValidationsBody.Fault)] = fault,
            [nameof(ValidationsBody.Errors)] = errors,
            [nameof(ValidationsBody.ErrorCount)] = errorCount,
        },
        status: fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> JudgeAsync(HttpContext http, RunShelf shelf, ValidationShelf kept, ServeOptions serve, AccessBook book)
    {
        using Upload upload = await Upload.ReadAsync(http, serve);
        if (Directory.GetFiles(upload.Folder) is not [var path])
        {
            return await ListAsync(http, shelf, kept, "validations.fault.file", [], 0);
        }

        string eventWord = upload.Form["event"].ToString();
        string monthsText = upload.Form["months"].ToString();
        string until = upload.Form["until"].ToString();
        DateOnly day = default;
        if ((eventWord.Length > 0 && EdfWords.Event(eventWord) is null)
            || !int.TryParse(monthsText.Length > 0 ? monthsText : "12", NumberStyles.None, CultureInfo.InvariantCulture, out int months) || months is < 1 or > 600
            || (until.Length > 0 && !DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)))
        {
            return await ListAsync(http, shelf, kept, "validations.fault.setting", [], 0);
        }

        if (shelf.IdOf(upload.Form["run"].ToString()) is not { } id || shelf.Use(archive => archive.Find(id)) is not { } run)
        {
            return await ListAsync(http, shelf, kept, "validations.fault.run", [], 0);
        }

        byte[] bytes = await File.ReadAllBytesAsync(path, http.RequestAborted);
        LabelTable labels = LabelTable.Read(bytes, Path.GetFileName(path), ignoreExtraColumns: false, http.RequestAborted);
        LabelEvent labelEvent = EdfWords.Event(eventWord) ?? RunValidation.DefaultEvent(labels);
        Labelling labelling = new()
        {
            Label = new LabelDefinition { Event = labelEvent, HorizonMonths = months, Text = $"events '{EdfWords.Of(labelEvent)}' of {labels.Name}" },
            WatchedTo = until.Length > 0 ? day : null,
        };
        ValidationOutcome outcome = await Task.Run(() => RunValidation.OfRun(run, labels, labelling, keepGoing: upload.Form["keepGoing"] == "on", cancellationToken: http.RequestAborted), http.RequestAborted);
        if (outcome.Report is not { } report)
        {
            return await ListAsync(http, shelf, kept, "validations.fault.refused", outcome.Errors, outcome.ErrorCount);
        }

        kept.Add(report);
        book.Log(CallerIdentity.NameOf(http), "validation", report.Provenance.RunId, $"run {id}, {labels.Name}");
        return Show.SeeOther("/validation/" + report.Provenance.RunId);
    }

    private static async Task<IResult> OneAsync(HttpContext http, ValidationShelf kept, string id)
    {
        WebFrame frame = new(http);
        if (kept.Find(id) is not { } report)
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-VALIDATION", "There is no such validation; they are held until the server stops. The same file and settings give it again under the same address."));
            return Results.Empty;
        }

        return await Show.PageAsync<ValidationOneBody>(http, frame.Words["validation.title"], NavItem.Validation, PageContext.Of(report, frame.Words));
    }
}
