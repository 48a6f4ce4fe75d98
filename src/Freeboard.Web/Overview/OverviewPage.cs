using Freeboard.Monitoring;
using Freeboard.Services.Access;
using Freeboard.Services.Monitoring;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Runs;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Overview;

/// <summary>The first page: where the market stands.</summary>
internal static class OverviewPage
{
    private const int MostAlerts = 5;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", ShowAsync).ForPage(Right.Read).ExcludeFromDescription();

    /// <summary>What stands open, and what has just begun.</summary>
    private static IEnumerable<MonitorAlert> OpenOf(MonitorDigest digest) =>
        digest.News.Where(static a => a is { News: AlertNews.Raised, Phase: AlertPhase.Firing or AlertPhase.Recovering }).Concat(digest.Open);

    private static async Task<IResult> ShowAsync(HttpContext http, RunShelf shelf, KeptMonitors monitors)
    {
        WebFrame frame = new(http);
        string wanted = http.Request.Query["run"].ToString();
        if (shelf.Find(wanted, frame) is { } page)
        {
            // Alerts are of the newest run; a page of an older one does not speak of them.
            KeptMonitor[] said = wanted.Length == 0 ? [.. monitors.List().Where(static m => m.Last is { OpenCount: > 0 })] : [];
            return await Show.RunPageAsync<OverviewBody>(
                http,
                frame.Words["market.heading"],
                NavItem.Overview,
                page,
                () => new()
                {
                    [nameof(OverviewBody.OpenCount)] = said.Sum(static m => m.Last!.OpenCount),
                    [nameof(OverviewBody.Alerts)] = (IReadOnlyList<(string, MonitorAlert)>)
                    [
                        .. said.SelectMany(static m => OpenOf(m.Last!).Select(alert => (m.Name, Alert: alert)))
                            .OrderByDescending(static a => a.Alert.RaisedOn).ThenBy(static a => a.Alert.Firm, StringComparer.Ordinal).ThenBy(static a => a.Name, StringComparer.Ordinal).ThenBy(static a => a.Alert.Rule, StringComparer.Ordinal)
                            .Take(MostAlerts),
                    ],
                },
                string.Join('\n', said.Select(static m => FormattableString.Invariant($"{m.Name} {m.Last!.Step}"))));
        }

        if (wanted.Length == 0)
        {
            return Show.SeeOther("/start");
        }

        await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-RUN", $"No single run begins with '{wanted}'. The list of runs has them all."));
        return Results.Empty;
    }
}
