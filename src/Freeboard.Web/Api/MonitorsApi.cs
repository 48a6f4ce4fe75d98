using System.Globalization;
using System.Text;
using Freeboard.Services.Access;
using Freeboard.Services.Macro;
using Freeboard.Services.Monitoring;
using Freeboard.Services.Tables;
using Freeboard.Web.Access;
using Freeboard.Web.Alerts;
using Freeboard.Web.Jobs;
using Freeboard.Web.Macro;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Api;

/// <summary>A monitor, in an answer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Watchlist">The watchlist that it keeps to; absent for all firms.</param>
/// <param name="Step">Number of its last step; absent before the first.</param>
/// <param name="AsOf">The last day gone over.</param>
/// <param name="Open">Alerts that are open.</param>
/// <param name="Raised">Alerts that its last step raised.</param>
/// <param name="Firms">Firms that it saw on that day.</param>
public sealed record MonitorDocument(string Name, string? Watchlist, int? Step, DateOnly? AsOf, int? Open, int? Raised, int? Firms);

/// <summary>The pages of alerts and of the economy for programs.</summary>
internal static class MonitorsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/monitors", static (HttpContext http, KeptMonitors monitors) => Cursor.List(http, monitors.List().Select(Of), static m => m.Name)).ForApi(Right.Read).WithSummary("The monitors with what each said last, by name.").AsksPage().Produces<ListPage<MonitorDocument>>().ProducesProblem(400);
        api.MapGet("/monitors/{name}/digest", Digest).ForApi(Right.Read).WithSummary("A monitor's last digest, or that of a step: freeboard-monitor-digest/1, or its alerts as rows by Accept.").Asks(("step", "Number of a step; the last when absent.")).ProducesRows().ProducesProblem(404).ProducesProblem(406);
        api.MapGet("/monitors/{name}/events", Events).ForApi(Right.Read).WithSummary("Every alert that a monitor raised or ended, oldest first, as rows.").ProducesRows(list: true).ProducesProblem(404).ProducesProblem(406);
        api.MapPost("/monitors/{name}/steps", StepAsync).ForApi(Right.Assess).Repeats().WithSummary("Go over the days of the newest run that are new to a monitor, as a job.").Produces<JobDocument>(202).ProducesProblem(404).ProducesProblem(503);
        api.MapGet("/macro/study", StudyAsync).ForApi(Right.Read)
            .WithSummary("A study of the economy over kept series: run, series, scenarios, driver, scale, timing, weight, wanted; what=firms|paths|coefficients|tests|index|reverse gives rows.")
            .Asks(("run", "A run; the newest when absent."), ("series", "Name of a kept file."), ("scenarios", "Name of a kept file."), ("driver", "SERIES:SCALE."), ("scale", "Scale of the index."), ("timing", "When a series was known."), ("weight", "How firms are weighted."), ("wanted", "The index that reverse looks for."), ("what", "firms, paths, coefficients, tests, index or reverse for rows."))
            .ProducesRows().ProducesProblem(404).ProducesProblem(406).ProducesProblem(422);
    }

    private static MonitorDocument Of(KeptMonitor monitor) => new(
        monitor.Name, monitor.Watchlist.Length > 0 ? monitor.Watchlist : null, monitor.Last?.Step, monitor.Last?.AsOf, monitor.Last?.OpenCount, monitor.Last?.Raised.Count(), monitor.Last?.Firms);

    private static IResult Digest(HttpContext http, KeptMonitors monitors, string name)
    {
        if (RowAnswer.FormatOf(http) is not { } format)
        {
            return RowAnswer.NotAcceptable();
        }

        string word = http.Request.Query["step"].ToString();
        int? step = int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
        if (word.Length > 0 && step is null)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "STEP-MALFORMED", $"step: '{word}' is no number of a step. Leave it out for the last.");
        }

        return monitors.Digest(name, step) is not { } digest ? NoMonitor(name)
            : format == RowFormat.Json ? Results.Text(MonitorDigestJson.Write(digest), "application/json; charset=utf-8")
            : RowAnswer.Stream(MonitorTable.Of(digest), format, digest.Id);
    }

    private static IResult Events(HttpContext http, KeptMonitors monitors, string name)
    {
        if (RowAnswer.FormatOf(http) is not { } format)
        {
            return RowAnswer.NotAcceptable();
        }

        return monitors.Find(name) is null ? NoMonitor(name) : RowAnswer.Stream(MonitorTable.Of(name, monitors.Events(name)), format, name + "-events");
    }

    private static Task<IResult> StepAsync(HttpContext http, KeptMonitors monitors, JobBoard board, AccessBook book, string name) => Repeatable.OnceAsync(http, book, body => Task.FromResult(
        monitors.Find(name) is null ? NoMonitor(name) : Bodies.Any(body) ?? JobsApi.Accepted(board.Start("monitor", CallerIdentity.NameOf(http), AlertsPage.Work(monitors, name)))));

    private static async Task<IResult> StudyAsync(HttpContext http, MacroShelf shelf)
    {
        if (RowAnswer.FormatOf(http) is not { } format)
        {
            return RowAnswer.NotAcceptable();
        }

        if (MacroQuestion.Read(new WebFrame(http).Query, out string? fault) is not { } question)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "SETTING", fault!);
        }

        MacroAnswer answer = await Task.Run(() => shelf.Answer(question, http.RequestAborted), http.RequestAborted);
        if (answer.Study is not { } study)
        {
            return answer.ErrorCount > 0
                ? Problems.Rejected("The files were refused; see errors.", answer.Errors, answer.ErrorCount)
                : answer.Fault == "macropage.fault.fit"
                    ? Problems.Of(StatusCodes.Status422UnprocessableEntity, "NO-FIT", $"There is no regression: {answer.Text}. Give a longer history, fewer drivers or shorter lags.")
                    : Problems.Of(StatusCodes.Status404NotFound, "NO-STUDY", "The run, the series or the scenarios are not in the store. The page of the economy lists what there is.");
        }

        string what = http.Request.Query["what"].ToString();
        Func<MacroReport, OutputTable>? rows = what switch
        {
            "firms" => MacroTables.Firms,
            "paths" => MacroTables.Paths,
            "coefficients" => MacroTables.Coefficients,
            "tests" => MacroTables.Tests,
            "index" => MacroTables.Index,
            "reverse" => MacroTables.Reverse,
            _ => null,
        };
        if (rows is not null)
        {
            return RowAnswer.Stream(rows(study), format, $"freeboard-{study.Provenance.RunId}-{what}");
        }

        if (what.Length > 0 || format != RowFormat.Json)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "SETTING", "what: the whole study is JSON; its rows are what=firms, paths, coefficients, tests, index or reverse.");
        }

        using MemoryStream json = new();
        MacroJson.Write(json, study);
        return Results.Text(Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length), "application/json; charset=utf-8");
    }

    internal static IResult NoMonitor(string name) => Problems.Of(StatusCodes.Status404NotFound, "NO-MONITOR", $"There is no monitor '{name}', or it has no such step; /api/v1/monitors lists them.");
}
