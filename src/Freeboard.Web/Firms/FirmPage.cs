using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Reporting.Layout;
using Freeboard.Reporting.Market;
using Freeboard.Services.Access;
using Freeboard.Services.Depth;
using Freeboard.Services.Explain;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Runs;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Firms;

/// <summary>One firm of a run: <c>/firms/CODE?run=ID&amp;from=DAY&amp;to=DAY</c>, the days those between which its move is explained.</summary>
internal static class FirmPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/firms/{code}", ShowAsync).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapGet("/firms/{code}/what-if", WhatIfAsync).ForPage(Right.Read).ExcludeFromDescription();
    }

    /// <summary>Only the answer of a what-if, for the script of the page; without a script the page itself is asked anew.</summary>
    private static async Task<IResult> WhatIfAsync(HttpContext http, RunShelf shelf, string code)
    {
        WebFrame frame = new(http);
        string wanted = code.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (shelf.Find(http.Request.Query["run"].ToString(), frame)?.View.Firms.FirstOrDefault(f => f.Firm.Firm == wanted)?.Last is not { } row)
        {
            return Results.NotFound();
        }

        WhatIf? change = WhatIfForm.Read(frame.Query, out bool malformed);
        return Results.Text(await Markup.OfAsync<WhatIfResult>(new Dictionary<string, object?>
        {
            [nameof(WhatIfResult.Words)] = frame.Words,
            [nameof(WhatIfResult.Row)] = row,
            [nameof(WhatIfResult.Answer)] = change is null ? null : FirmDepth.Solve(row, change),
            [nameof(WhatIfResult.Own)] = FirmDepth.OwnLogProbability(row),
            [nameof(WhatIfResult.Malformed)] = malformed,
        }), "text/html; charset=utf-8");
    }

    private static async Task<IResult> ShowAsync(HttpContext http, RunShelf shelf, string code)
    {
        // A slash in a code stays escaped on its way through the routes.
        string wanted = code.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        WebFrame frame = new(http);
        string runId = http.Request.Query["run"].ToString();
        PageContext? page = shelf.Find(runId, frame);
        int place = page is null ? -1 : page.View.Firms.Select(static f => f.Firm.Firm).ToList().IndexOf(wanted);
        if (page is null || place < 0)
        {
            await Failures.AnswerAsync(http, page is null
                ? new Failure(StatusCodes.Status404NotFound, "NO-RUN", runId.Length > 0 ? $"No single run begins with '{runId}'." : "The store holds no run yet.")
                : Failures.NoRowsOf(page.Run, wanted));
            return Results.Empty;
        }

        FirmSeries firm = page.View.Firms[place];
        return await Show.RunPageAsync<FirmBody>(http, firm.Firm.Name, NavItem.Firms, page, () =>
        {
            DateOnly[] days = [.. page.View.Dates.Where((_, i) => firm.Distance[i] is not null)];
            DateOnly? to = DayOf(http, "to", days) ?? (days.Length > 1 ? days[^1] : null);
            DateOnly? from = DayOf(http, "from", days) ?? days.LastOrDefault(d => d < to);
            return new()
            {
                [nameof(FirmBody.Place)] = place,
                [nameof(FirmBody.Days)] = days,
                [nameof(FirmBody.From)] = from,
                [nameof(FirmBody.To)] = to,
                [nameof(FirmBody.Move)] = from is { } a && to is { } b && a != DateOnly.MinValue ? ExplainService.Explain(page.Run with { Rows = [.. firm.Rows.OfType<AssessmentRow>()] }, wanted, a, b) : null,
            };
        });
    }

    private static DateOnly? DayOf(HttpContext http, string name, DateOnly[] days) =>
        DateOnly.TryParseExact(http.Request.Query[name].ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && days.Contains(day) ? day : null;
}
