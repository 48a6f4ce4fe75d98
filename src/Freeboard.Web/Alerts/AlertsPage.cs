using System.Globalization;
using System.Text.RegularExpressions;
using Freeboard.Provenance;
using Freeboard.Reporting.Layout;
using Freeboard.Reporting.Report;
using Freeboard.Services.Access;
using Freeboard.Services.Monitoring;
using Freeboard.Services.Watchlists;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Jobs;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Alerts;

/// <summary>Early warning: the monitors, what each said last, its rules, and going over the days that are new.</summary>
internal static partial class AlertsPage
{
    /// <summary>The longest text of rules that a form takes.</summary>
    private const int LongestRules = 60_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/alerts", static (HttpContext http, KeptMonitors monitors, WatchlistBook lists) => ListAsync(http, monitors, lists, null, null, [])).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapPost("/alerts", MakeAsync).ForPage(Right.Assess).ExcludeFromDescription();
        routes.MapGet("/alerts/{name}", static (HttpContext http, KeptMonitors monitors, WatchlistBook lists, string name) => OneAsync(http, monitors, lists, name, null, [])).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapPost("/alerts/{name}", ChangeAsync).ForPage(Right.Assess).ExcludeFromDescription();
        routes.MapPost("/alerts/{name}/step", StepAsync).ForPage(Right.Assess).ExcludeFromDescription();
        routes.MapGet("/alerts/{name}/report", ReportAsync).ForPage(Right.Read).ExcludeFromDescription();
    }

    /// <summary>A step as a job; a watchlist without firms, or a store without a run, rejects it.</summary>
    public static Func<Job, JobState> Work(KeptMonitors monitors, string name) => job =>
    {
        job.Say("monitoring", 0, 0, name);
        if (monitors.Step(name, job.Token) is null)
        {
            job.Change(static v => v with { Code = "MONITOR-NOTHING", Text = "There is no run to go over, or the watchlist has no firm. Assess first, or put firms on the list." });
            return JobState.Rejected;
        }

        job.Change(v => v with { Next = Address(name) });
        return JobState.Succeeded;
    };

    public static bool IsName(string name) => NameShape().IsMatch(name);

    public static string Address(string name) => "/alerts/" + Uri.EscapeDataString(name);

    private static Task<IResult> ListAsync(HttpContext http, KeptMonitors monitors, WatchlistBook lists, string? fault, string? text, IReadOnlyList<RowError> errors) => Show.PageAsync<AlertsBody>(
        http,
        new WebFrame(http).Words["alerts.title"],
        NavItem.Alerts,
        parameters: new()
        {
            [nameof(AlertsBody.Monitors)] = monitors.List(),
            [nameof(AlertsBody.Lists)] = lists.Lists(CallerIdentity.NameOf(http)),
            [nameof(AlertsBody.Rules)] = text ?? MonitorRules.DefaultText,
            [nameof(AlertsBody.Fault)] = fault,
            [nameof(AlertsBody.Errors)] = errors,
            [nameof(AlertsBody.Given)] = http.Request.HasFormContentType ? http.Request.Form["name"].ToString() : "",
            [nameof(AlertsBody.Chosen)] = http.Request.HasFormContentType ? http.Request.Form["watchlist"].ToString() : http.Request.Query["watchlist"].ToString(),
        },
        status: fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> MakeAsync(HttpContext http, KeptMonitors monitors, WatchlistBook lists, JobBoard board, AccessBook book)
    {
        IFormCollection form = await ReadAsync(http);
        string name = form["name"].ToString().Trim();
        string text = form["rules"].ToString();
        if (!IsName(name))
        {
            return await ListAsync(http, monitors, lists, "alerts.fault.name", text, []);
        }

        IReadOnlyList<RowError>? errors = monitors.Keep(name, text, there => there is null ? (CallerIdentity.NameOf(http), form["watchlist"].ToString()) : null, out _);
        if (errors is null)
        {
            return await ListAsync(http, monitors, lists, "alerts.fault.taken", text, []);
        }

        if (errors.Count > 0)
        {
            return await ListAsync(http, monitors, lists, "alerts.fault.rules", text, errors);
        }

        book.Log(CallerIdentity.NameOf(http), "monitor.make", name, form["watchlist"].ToString());
        return await JobPage.FollowAsync(http, board.Start("monitor", CallerIdentity.NameOf(http), Work(monitors, name)));
    }

    private static async Task<IResult> OneAsync(HttpContext http, KeptMonitors monitors, WatchlistBook lists, string name, string? text, IReadOnlyList<RowError> errors)
    {
        WebFrame frame = new(http);
        int? step = int.TryParse(frame.Query("step"), NumberStyles.None, CultureInfo.InvariantCulture, out int wanted) ? wanted : null;
        if (monitors.Find(name) is not { } monitor)
        {
            return await NoneAsync(http, name);
        }

        MonitorDigest? digest = monitors.Digest(name, step);
        if (digest is null && step is not null)
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-STEP", string.Create(CultureInfo.InvariantCulture, $"Monitor '{name}' has no step {step}. Its page shows the last one.")));
            return Results.Empty;
        }

        PageContext? page = digest is null ? null : PageContext.Of(digest, frame.Words, PageLinks.Nowhere with { Firm = static code => "/firms/" + Uri.EscapeDataString(code) });
        return await Show.PageAsync<AlertBody>(http, frame.Words.Say("alerts.one", name), NavItem.Alerts, page, new()
        {
            [nameof(AlertBody.Monitor)] = monitor,
            [nameof(AlertBody.Digest)] = digest,
            [nameof(AlertBody.Events)] = monitors.Events(name),
            [nameof(AlertBody.Lists)] = lists.Lists(CallerIdentity.NameOf(http)),
            [nameof(AlertBody.Rules)] = text ?? monitor.RulesText,
            [nameof(AlertBody.Errors)] = errors,
        }, errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, KeptMonitors monitors, WatchlistBook lists, AccessBook book, string name)
    {
        IFormCollection form = await ReadAsync(http);
        if (monitors.Find(name) is not { } monitor)
        {
            return await NoneAsync(http, name);
        }

        // A list of another account stays when its monitor's rules are changed by somebody who does not see it.
        string watchlist = form["watchlist"].ToString();
        string owner = watchlist == monitor.Watchlist && monitor.Owner.Length > 0 ? monitor.Owner : CallerIdentity.NameOf(http);
        IReadOnlyList<RowError> errors = monitors.Keep(name, form["rules"].ToString(), owner, watchlist);
        if (errors.Count > 0)
        {
            return await OneAsync(http, monitors, lists, name, form["rules"].ToString(), errors);
        }

        book.Log(CallerIdentity.NameOf(http), "monitor.rules", name, watchlist);
        return Show.SeeOther(Address(name));
    }

    private static async Task<IResult> StepAsync(HttpContext http, KeptMonitors monitors, JobBoard board, string name) => monitors.Find(name) is null
        ? await NoneAsync(http, name)
        : await JobPage.FollowAsync(http, board.Start("monitor", CallerIdentity.NameOf(http), Work(monitors, name)));

    private static async Task<IResult> ReportAsync(HttpContext http, KeptMonitors monitors, string name)
    {
        WebFrame frame = new(http);
        int? step = int.TryParse(frame.Query("step"), NumberStyles.None, CultureInfo.InvariantCulture, out int wanted) ? wanted : null;
        return monitors.Digest(name, step) is { } digest
            ? Download.Html(http, await HtmlReport.RenderAsync(digest, Download.Options(frame), http.RequestAborted), digest.Id)
            : await NoneAsync(http, name);
    }

    private static async Task<IResult> NoneAsync(HttpContext http, string name)
    {
        await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-MONITOR", $"There is no monitor '{name}'. The page of alerts has them all."));
        return Results.Empty;
    }

    private static async Task<IFormCollection> ReadAsync(HttpContext http) =>
        await http.Request.ReadFormAsync(new Microsoft.AspNetCore.Http.Features.FormOptions { ValueLengthLimit = LongestRules }, http.RequestAborted);

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex NameShape();
}
