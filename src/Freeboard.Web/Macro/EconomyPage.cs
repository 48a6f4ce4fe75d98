using Freeboard.Provenance;
using Freeboard.Reporting.Layout;
using Freeboard.Reporting.Macro;
using Freeboard.Reporting.Report;
using Freeboard.Services.Access;
using Freeboard.Services.KeptFiles;
using Freeboard.Services.Macro;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Imports;
using Freeboard.Web.Runs;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Macro;

/// <summary>The economy and its scenarios: files in, a question, and the study that <c>freeboard macro</c> makes of it. The question stands in the address.</summary>
internal static class EconomyPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/macro", static (HttpContext http, RunShelf runs, KeptFileBook files) => ShowAsync(http, runs, files, MacroAnswer.Without(""))).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapGet("/macro/study", StudyAsync).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapGet("/macro/report", ReportAsync).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapPost("/macro/files", UploadAsync).ForPage(Right.Assess).ExcludeFromDescription();
        routes.MapPost("/macro/files/delete", DeleteAsync).ForPage(Right.Assess).ExcludeFromDescription();
    }

    private static Task<IResult> ShowAsync(HttpContext http, RunShelf runs, KeptFileBook files, MacroAnswer answer) => Show.PageAsync<EconomyBody>(
        http,
        new WebFrame(http).Words["macropage.title"],
        NavItem.Macro,
        parameters: new()
        {
            [nameof(EconomyBody.Runs)] = runs.List(),
            [nameof(EconomyBody.Series)] = files.List(KeptFileKind.Series),
            [nameof(EconomyBody.Scenarios)] = files.List(KeptFileKind.Scenarios),
            [nameof(EconomyBody.Fault)] = answer.Fault is { Length: > 0 } fault ? fault : null,
            [nameof(EconomyBody.Detail)] = answer.Text,
            [nameof(EconomyBody.Errors)] = answer.Errors,
            [nameof(EconomyBody.ErrorCount)] = answer.ErrorCount,
        },
        status: answer.Fault is { Length: > 0 } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> StudyAsync(HttpContext http, RunShelf runs, KeptFileBook files, MacroShelf shelf)
    {
        WebFrame frame = new(http);
        if (MacroQuestion.Read(frame.Query, out string? fault) is not { } question)
        {
            return await ShowAsync(http, runs, files, MacroAnswer.Without("macropage.fault.setting", fault!));
        }

        MacroAnswer answer = await Task.Run(() => shelf.Answer(question, http.RequestAborted), http.RequestAborted);
        if (answer.Study is not { } study)
        {
            return await ShowAsync(http, runs, files, answer);
        }

        PageContext page = PageContext.Of(study.Provenance, study.Synthetic, new PageSubject(question.Command(runs.IdOf(question.Run) ?? ""), MacroSentences.Method(study, frame.Words)), frame.Words, PageLinks.Nowhere with { Firm = code => "/firms/" + Uri.EscapeDataString(code) + (question.Run.Length > 0 ? "?run=" + Uri.EscapeDataString(question.Run) : "") });
        return await Show.PageAsync<StudyBody>(http, frame.Words["macro.title"], NavItem.Macro, page, new() { [nameof(StudyBody.Study)] = study });
    }

    private static async Task<IResult> ReportAsync(HttpContext http, RunShelf runs, KeptFileBook files, MacroShelf shelf)
    {
        WebFrame frame = new(http);
        if (MacroQuestion.Read(frame.Query, out string? fault) is not { } question)
        {
            return await ShowAsync(http, runs, files, MacroAnswer.Without("macropage.fault.setting", fault!));
        }

        MacroAnswer answer = await Task.Run(() => shelf.Answer(question, http.RequestAborted), http.RequestAborted);
        return answer.Study is { } study
            ? Download.Html(http, await HtmlReport.RenderAsync(study, Download.Options(frame), http.RequestAborted), "freeboard-" + study.Provenance.RunId)
            : await ShowAsync(http, runs, files, answer);
    }

    private static async Task<IResult> UploadAsync(HttpContext http, RunShelf runs, KeptFileBook files, ServeOptions serve, AccessBook book)
    {
        using Upload upload = await Upload.ReadAsync(http, serve);
        if (Directory.GetFiles(upload.Folder) is not [var path] || new FileInfo(path) is { Length: > KeptFileBook.MostBytes })
        {
            return await ShowAsync(http, runs, files, MacroAnswer.Without("macropage.fault.one"));
        }

        byte[] bytes = await File.ReadAllBytesAsync(path, http.RequestAborted);
        string name = Path.GetFileName(path);
        KeptFileKind kind = upload.Form["kind"] == "scenarios" ? KeptFileKind.Scenarios : KeptFileKind.Series;
        (IReadOnlyList<RowError> errors, int count) = FaultsOf(kind, bytes, name, files);
        if (count > 0)
        {
            return await ShowAsync(http, runs, files, MacroAnswer.Refused(errors, count));
        }

        files.Keep(kind, name, bytes, CallerIdentity.NameOf(http));
        book.Log(CallerIdentity.NameOf(http), "macro.keep", name, kind.ToString());
        return Show.SeeOther("/macro");
    }

    /// <summary>What is wrong with a file of the economy; nothing when it may be kept.</summary>
    public static (IReadOnlyList<RowError> Errors, int Count) FaultsOf(KeptFileKind kind, byte[] bytes, string name, KeptFileBook files) =>
        kind == KeptFileKind.Series ? OfSeries(bytes, name) : OfScenarios(bytes, name, files);

    private static (IReadOnlyList<RowError> Errors, int Count) OfSeries(byte[] bytes, string name)
    {
        MacroSeriesTable table = MacroSeriesTable.Read(bytes, name);
        return (table.Errors, table.ErrorCount);
    }

    /// <summary>Scenarios name series: those of any kept file will do here; the study then holds them against the one it is asked with.</summary>
    private static (IReadOnlyList<RowError> Errors, int Count) OfScenarios(byte[] bytes, string name, KeptFileBook files)
    {
        string[] series = [.. files.List(KeptFileKind.Series).SelectMany(f => MacroSeriesTable.Read(files.Content(KeptFileKind.Series, f.Name)!, f.Name).Names).Distinct(StringComparer.Ordinal)];
        if (series.Length == 0)
        {
            return ([new RowError(name, 0, "", "SERIES-MISSING", "There are no series of the economy yet", "Send the file of series first: scenarios are read against them")], 1);
        }

        MacroScenarioTable table = MacroScenarioTable.Read(bytes, name, series);
        return (table.Errors, table.ErrorCount);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, KeptFileBook files, AccessBook book)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        string name = form["name"].ToString();
        if (!files.Delete(form["kind"] == "scenarios" ? KeptFileKind.Scenarios : KeptFileKind.Series, name))
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-MACRO-FILE", $"The store keeps no file '{name}' of that kind; it may have been deleted before. The page of the economy has them all."));
            return Results.Empty;
        }

        book.Log(CallerIdentity.NameOf(http), "macro.delete", name);
        return Show.SeeOther("/macro");
    }
}
