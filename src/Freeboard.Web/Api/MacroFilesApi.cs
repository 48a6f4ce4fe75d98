using System.Text.Json.Serialization;
using Freeboard.Provenance;
using Freeboard.Services.Access;
using Freeboard.Services.KeptFiles;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Imports;
using Freeboard.Web.Macro;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Api;

/// <summary>A kept file of the economy.</summary>
/// <param name="Kind">series or scenarios.</param>
/// <param name="Name">Its name, which /macro/study takes.</param>
/// <param name="Sha256">Hash of its bytes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="KeptAt">When it was kept.</param>
/// <param name="KeptBy">The account that gave it.</param>
public sealed record MacroFileDocument(string Kind, string Name, string Sha256, long Bytes, DateTimeOffset KeptAt, string KeptBy);

/// <summary>A file of the economy to keep, as a form.</summary>
/// <param name="Files">One CSV.</param>
/// <param name="Kind">series, or scenarios, which are read against the kept series.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MacroFileForm(IReadOnlyList<IFormFile> Files, string? Kind);

/// <summary>The files that studies of the economy are made of: kept in the store, shared by all accounts.</summary>
internal static class MacroFilesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/macro/files", List).ForApi(Right.Read).WithSummary("The kept files of series and scenarios, by kind and name.").AsksPage().Produces<ListPage<MacroFileDocument>>().ProducesProblem(400);
        api.MapGet("/macro/files/{kind}/{name}", One).ForApi(Right.Read).Tagged().WithSummary("A kept file, byte by byte; its ETag changes with it.").Gives("text/csv").ProducesProblem(404);
        api.MapPost("/macro/files", KeepAsync).ForApi(Right.Assess).Takes(typeof(MacroFileForm), "multipart/form-data")
            .WithSummary("Keep a file of series or of scenarios: fields files (one CSV) and kind. What the name held before is gone.")
            .Produces<MacroFileDocument>(201).ProducesProblem(400).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
        api.MapDelete("/macro/files/{kind}/{name}", Delete).ForApi(Right.Assess).Conditional().WithSummary("Take a kept file out. With If-Match only as it was read.").Produces(204).ProducesProblem(400).ProducesProblem(404).ProducesProblem(412);
    }

    private static IResult List(HttpContext http, KeptFileBook files) => Cursor.List(
        http, new[] { KeptFileKind.Scenarios, KeptFileKind.Series }.SelectMany(kind => files.List(kind).Select(f => Of(kind, f))), static f => $"{f.Kind} {f.Name}");

    private static IResult One(HttpContext http, KeptFileBook files, string kind, string name)
    {
        if (Find(files, kind, name) is not { } file || files.Content(KindOf(kind)!.Value, file.Name) is not { } content)
        {
            return NoFile(kind, name);
        }

        http.Response.Headers.CacheControl = "private, no-cache";
        return Conditions.OfReading(http, TagOf(file), () => Results.File(content, "text/csv; charset=utf-8", file.Name));
    }

    private static async Task<IResult> KeepAsync(HttpContext http, KeptFileBook files, ServeOptions serve, AccessBook book)
    {
        using Upload upload = await Upload.ReadAsync(http, serve);
        if (Bodies.Stranger(upload.Form, typeof(MacroFileForm)) is { } stranger)
        {
            return stranger;
        }

        string word = upload.Form["kind"].ToString();
        if (KindOf(word.Length > 0 ? word : "series") is not { } kind)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "SETTING", $"kind: '{word}' is neither series nor scenarios.");
        }

        if (Directory.GetFiles(upload.Folder) is not [var path] || new FileInfo(path).Length > KeptFileBook.MostBytes || Path.GetFileName(path) is not { Length: <= KeptFileBook.LongestName } name)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "NO-FILES", FormattableString.Invariant($"Send one file of at most {KeptFileBook.MostBytes >> 20} MiB in the field 'files', its name of at most {KeptFileBook.LongestName} characters."));
        }

        byte[] content = await File.ReadAllBytesAsync(path, http.RequestAborted);
        (IReadOnlyList<RowError> errors, int count) = EconomyPage.FaultsOf(kind, content, name, files);
        if (count > 0)
        {
            return Problems.Rejected($"{name} was refused; nothing was kept.", errors, count);
        }

        string by = CallerIdentity.NameOf(http);
        MacroFileDocument kept = Of(kind, files.Keep(kind, name, content, by));
        book.Log(by, "macro.keep", name, kind.ToString());
        http.Response.Headers.ETag = TagOf(kept);
        return Results.Created($"/api/v1/macro/files/{kept.Kind}/{Uri.EscapeDataString(name)}", kept);
    }

    private static IResult Delete(HttpContext http, KeptFileBook files, AccessBook book, string kind, string name)
    {
        if (Find(files, kind, name) is not { } file)
        {
            return NoFile(kind, name);
        }

        IResult? against = null;
        if (!files.Delete(KindOf(kind)!.Value, file.Name, kept => (against = Conditions.OfChanging(http, TagOf(Of(KindOf(kind)!.Value, kept)), "file")) is null))
        {
            return against ?? NoFile(kind, name);
        }

        book.Log(CallerIdentity.NameOf(http), "macro.delete", file.Name);
        return Results.NoContent();
    }

    private static MacroFileDocument? Find(KeptFileBook files, string word, string name) =>
        KindOf(word) is { } kind && files.List(kind).FirstOrDefault(f => f.Name == RunAnswer.Code(name)) is { } file ? Of(kind, file) : null;

    private static MacroFileDocument Of(KeptFileKind kind, KeptFile file) => new(WordOf(kind), file.Name, file.Sha256, file.Bytes, file.KeptAt, file.KeptBy);

    private static KeptFileKind? KindOf(string word) => word switch
    {
        "series" => KeptFileKind.Series,
        "scenarios" => KeptFileKind.Scenarios,
        _ => null,
    };

    private static string WordOf(KeptFileKind kind) => kind == KeptFileKind.Scenarios ? "scenarios" : "series";

    private static string TagOf(MacroFileDocument file) => $"\"{file.Sha256[..24]}\"";

    private static IResult NoFile(string kind, string name) => Problems.Of(StatusCodes.Status404NotFound, "NO-MACRO-FILE", $"The store keeps no file '{name}' of the kind '{kind}'; /api/v1/macro/files has them all.");
}
