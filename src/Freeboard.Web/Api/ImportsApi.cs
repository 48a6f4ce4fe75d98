using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Freeboard.Services.Access;
using Freeboard.Services.Assess;
using Freeboard.Services.Import;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Imports;
using Freeboard.Web.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Api;

/// <summary>Files to import, as a form.</summary>
/// <param name="Files">The files; archives and workbooks too.</param>
/// <param name="Source">Whose files they are; absent to have them recognised.</param>
/// <param name="KeepGoing">Whether refused rows are set aside.</param>
/// <param name="IgnoreExtra">Whether unknown columns are ignored.</param>
/// <param name="DryRun">Whether the files are only read and proven.</param>
/// <param name="Assess">Whether a run is made afterwards.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ImportForm(IReadOnlyList<IFormFile> Files, string? Source, bool? KeepGoing, bool? IgnoreExtra, bool? DryRun, bool? Assess);

/// <summary>Imports: what the store was given, files in, and one undone.</summary>
internal static class ImportsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/imports", static (HttpContext http, KeptImports imports) => Cursor.List(http, imports.List(), static i => i.Import.ToString("D10", CultureInfo.InvariantCulture)))
            .ForApi(Right.Read).WithSummary("The imports in their order.").AsksPage().Produces<ListPage<KeptImport>>().ProducesProblem(400);
        api.MapGet("/imports/{number:int}", One).ForApi(Right.Read).Tagged().WithSummary("An import; its ETag changes when it is undone.").Produces<KeptImport>().ProducesProblem(404);
        api.MapPost("/imports", UploadAsync).ForApi(Right.Import).Repeats()
            .WithSummary("Files in, as a job: fields files, and source, keepGoing, ignoreExtra, dryRun, assess (true or false).")
            .WithDescription("All files or none. An input that is refused ends the job as Rejected, with file, line, column, code, reason and cure of every error in its report.")
            .Takes(typeof(ImportForm), "multipart/form-data").Produces<JobDocument>(202).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422).ProducesProblem(503);
        api.MapDelete("/imports/{number:int}", Undo).ForApi(Right.Import).Conditional().WithSummary("Undo an import: its facts are kept and not seen. With If-Match only as it was read.").Produces(204).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412);
    }

    private static IResult One(HttpContext http, KeptImports imports, int number)
    {
        if (imports.Find(number) is not { } import)
        {
            return NoImport(number);
        }

        return Conditions.OfReading(http, TagOf(import), () => Results.Ok(import));
    }

    private static async Task<IResult> UploadAsync(HttpContext http, ServeOptions serve, JobBoard board, AccessBook book)
    {
        using Upload upload = await Upload.ReadAsync(http, serve);
        if (Bodies.Stranger(upload.Form, typeof(ImportForm)) is { } stranger)
        {
            return stranger;
        }

        if (upload.Files == 0)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "NO-FILES", "Send at least one file in the field 'files'.");
        }

        string source = upload.Form["source"].ToString();
        if (source.Length > 0 && !ImportService.Sources.Contains(source))
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "SOURCE-UNKNOWN", $"source: '{source}' is none of {string.Join(", ", ImportService.Sources)}. Leave it out to have files recognised.");
        }

        ImportRequest request = new()
        {
            Paths = [upload.Folder],
            Source = source.Length > 0 ? source : null,
            Reading = new InputOptions { KeepGoing = Is(upload, "keepGoing"), IgnoreExtraColumns = Is(upload, "ignoreExtra") },
        };
        Func<Job, JobState> work = Is(upload, "dryRun") ? JobWork.DryRun(request) : JobWork.Import(serve, request, Is(upload, "assess") ? AssessmentOptions.Default : null);
        return await Repeatable.OnceAsync(http, book, await HashOfAsync(upload, http.RequestAborted), () => Task.FromResult(JobsApi.Accepted(board.Start("import", CallerIdentity.NameOf(http), work, upload.HandOver()))));
    }

    private static IResult Undo(HttpContext http, KeptImports imports, AccessBook book, int number)
    {
        if (imports.Find(number) is not { } import)
        {
            return NoImport(number);
        }

        if (import.Undone)
        {
            return Undone();
        }

        if (Conditions.OfChanging(http, TagOf(import), "import") is { } changed)
        {
            return changed;
        }

        string name = CallerIdentity.NameOf(http);
        if (!imports.Undo(number, "by " + name))
        {
            // Somebody else was faster.
            return Undone();
        }

        book.Log(name, "import.undo", number.ToString(CultureInfo.InvariantCulture));
        return Results.NoContent();
    }

    private static IResult Undone() => Problems.Of(StatusCodes.Status409Conflict, "UNDONE-BEFORE", "The import was undone before; there is nothing left to do.");

    private static bool Is(Upload upload, string name) => upload.Form[name].ToString() is "true" or "on" or "1";

    private static string TagOf(KeptImport import) => $"\"{import.ContentHash[..16]}{(import.Undone ? "-undone" : "")}\"";

    private static IResult NoImport(int number) => Problems.Of(StatusCodes.Status404NotFound, "NO-IMPORT", FormattableString.Invariant($"The store has no import {number}; /api/v1/imports has them all."));

    internal static async Task<string> HashOfAsync(Upload upload, CancellationToken cancellationToken)
    {
        StringBuilder text = new();
        foreach (string file in Directory.EnumerateFiles(upload.Folder).Order(StringComparer.Ordinal))
        {
            await using FileStream content = File.OpenRead(file);
            text.Append(Path.GetFileName(file)).Append(' ').Append(Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken))).Append('\n');
        }

        foreach ((string name, Microsoft.Extensions.Primitives.StringValues value) in upload.Form.OrderBy(static f => f.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append('=').Append(value.ToString()).Append('\n');
        }

        return AccessToken.HashOf(text.ToString());
    }
}
