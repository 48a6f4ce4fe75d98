using System.Globalization;
using Freeboard.Services.Access;
using Freeboard.Services.Assess;
using Freeboard.Services.Import;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Jobs;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Imports;

/// <summary>Imports: what the store was given, and files in.</summary>
internal static class ImportsPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/imports", ListAsync).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapGet("/imports/new", static (HttpContext http, ServeOptions serve) => ShowNewAsync(http, serve)).ForPage(Right.Import).ExcludeFromDescription();
        routes.MapPost("/imports", UploadAsync).ForPage(Right.Import).ExcludeFromDescription();
        routes.MapPost("/imports/{number:int}/undo", UndoAsync).ForPage(Right.Import).ExcludeFromDescription();
    }

    private static Task<IResult> ListAsync(HttpContext http, KeptImports imports, JobBoard board) => Show.PageAsync<ImportsBody>(
        http,
        new WebFrame(http).Words["imports.title"],
        NavItem.Imports,
        parameters: new() { [nameof(ImportsBody.Kept)] = imports.List(), [nameof(ImportsBody.Jobs)] = board.List() });

    private static Task<IResult> ShowNewAsync(HttpContext http, ServeOptions serve, string? fault = null) => Show.PageAsync<UploadBody>(
        http,
        new WebFrame(http).Words["imports.new"],
        NavItem.Imports,
        parameters: new() { [nameof(UploadBody.Fault)] = fault, [nameof(UploadBody.Serve)] = serve },
        status: fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> UploadAsync(HttpContext http, ServeOptions serve, JobBoard board)
    {
        using Upload upload = await Upload.ReadAsync(http, serve);
        if (upload.Files == 0)
        {
            return await ShowNewAsync(http, serve, "imports.fault.none");
        }

        string source = upload.Form["source"].ToString();
        if (source.Length > 0 && !ImportService.Sources.Contains(source))
        {
            return await ShowNewAsync(http, serve, "imports.fault.source");
        }

        ImportRequest request = new()
        {
            Paths = [upload.Folder],
            Source = source.Length > 0 ? source : null,
            Reading = new InputOptions { KeepGoing = upload.Form["keepGoing"] == "on", IgnoreExtraColumns = upload.Form["ignoreExtra"] == "on" },
        };
        Func<Job, JobState> work = upload.Form["store"] == "look"
            ? JobWork.DryRun(request)
            : JobWork.Import(serve, request, upload.Form["assess"] == "on" ? AssessmentOptions.Default : null);
        return await JobPage.FollowAsync(http, board.Start("import", CallerIdentity.NameOf(http), work, upload.HandOver()));
    }

    private static async Task<IResult> UndoAsync(HttpContext http, KeptImports imports, AccessBook book, int number)
    {
        if (imports.Find(number) is not { Undone: false })
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-IMPORT", "There is no such import, or it was undone before."));
            return Results.Empty;
        }

        string name = CallerIdentity.NameOf(http);
        if (!imports.Undo(number, "by " + name))
        {
            // Somebody else was faster, and it is as it was wanted.
            return Show.SeeOther("/imports");
        }

        book.Log(name, "import.undo", number.ToString(CultureInfo.InvariantCulture));
        return Show.SeeOther("/imports");
    }
}
