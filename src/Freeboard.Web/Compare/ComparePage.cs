using Freeboard.Reporting.Layout;
using Freeboard.Reporting.Market;
using Freeboard.Services.Access;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Runs;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Compare;

/// <summary>Up to five firms side by side: <c>/compare?firm=CODE&amp;firm=CODE</c>.</summary>
internal static class ComparePage
{
    /// <summary>Lines that can still be told apart on one axis.</summary>
    public const int MostFirms = 5;

    private static readonly string[] OwnSettings = ["firm", "run", "lang", "theme", "dir", "fault"];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/compare", ShowAsync).ForPage(Right.Read).ExcludeFromDescription();

    /// <summary>The address of a comparison.</summary>
    public static string Address(IEnumerable<string> firms, string? run, string? fault = null) => "/compare" + QueryString.Create(
        firms.Select(static f => KeyValuePair.Create("firm", (string?)f)).Concat(new[] { KeyValuePair.Create("run", run), KeyValuePair.Create("fault", fault) }.Where(static p => !string.IsNullOrEmpty(p.Value))));

    private static async Task<IResult> ShowAsync(HttpContext http, RunShelf shelf)
    {
        WebFrame frame = new(http);
        string wanted = http.Request.Query["run"].ToString();
        if (shelf.Find(wanted, frame) is not { } page)
        {
            if (wanted.Length == 0)
            {
                return Show.SeeOther("/start");
            }

            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-RUN", $"No single run begins with '{wanted}'. The list of runs has them all."));
            return Results.Empty;
        }

        string[] asked = [.. http.Request.Query["firm"].OfType<string>().Distinct(StringComparer.Ordinal)];
        string[] known = [.. asked.Where(c => page.View.Firms.Any(f => f.Firm.Firm == c)).Take(MostFirms)];
        string add = http.Request.Query["add"].ToString().Trim();
        string? fault = asked.Length > MostFirms ? "many" : known.Length < asked.Length ? asked.Except(known).All(c => page.Run.Firms.Any(f => f.Firm == c)) ? "norows" : "unknown" : null;
        if (add.Length > 0)
        {
            FirmSeries[] found = Find(page, add);
            fault = known.Length >= MostFirms ? "many" : found.Length switch { 0 => "unknown", 1 => fault, _ => "several" };
            known = fault is null ? [.. known.Append(found[0].Firm.Firm).Distinct(StringComparer.Ordinal)] : known;
        }

        // One address for one comparison: what another form sent along is taken out.
        if (http.Request.Query.Keys.Any(static k => !OwnSettings.Contains(k, StringComparer.Ordinal)) || (fault is not null && http.Request.Query["fault"].Count == 0))
        {
            return Show.SeeOther(Address(known, wanted, fault));
        }

        return await Show.RunPageAsync<CompareBody>(http, frame.Words["compare.title"], NavItem.Compare, page, () => new()
        {
            [nameof(CompareBody.Firms)] = known.Select(c => page.View.Firms.First(f => f.Firm.Firm == c)).ToArray(),
            [nameof(CompareBody.Fault)] = http.Request.Query["fault"].ToString() is "many" or "unknown" or "norows" or "several" ? "compare.fault." + http.Request.Query["fault"] : null,
        });
    }

    private static FirmSeries[] Find(PageContext page, string text)
    {
        FirmSeries[] exact = [.. page.View.Firms.Where(f => f.Firm.Firm.Equals(text, StringComparison.OrdinalIgnoreCase) || f.Firm.Name.Equals(text, StringComparison.OrdinalIgnoreCase))];
        return exact.Length > 0 ? exact : [.. page.View.Firms.Where(f => f.Firm.Firm.Contains(text, StringComparison.OrdinalIgnoreCase) || f.Firm.Name.Contains(text, StringComparison.OrdinalIgnoreCase))];
    }
}
