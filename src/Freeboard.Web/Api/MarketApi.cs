using Freeboard.Assessment;
using Freeboard.Provenance;
using Freeboard.Reporting.Market;
using Freeboard.Services.Access;
using Freeboard.Web.Access;
using Freeboard.Web.Compare;
using Freeboard.Web.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Api;

/// <summary>A firm that moved between the last two days of a run.</summary>
/// <param name="Firm">Firm code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Distance">Risk-neutral distance on the latest day.</param>
/// <param name="Change">Its change since the day before.</param>
public sealed record MoveDocument(string Firm, string Name, double Distance, double Change);

/// <summary>Where the market of a run stands: what the first page shows.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Latest">Latest day.</param>
/// <param name="Previous">The day before.</param>
/// <param name="Firms">Firms of the run, as /runs and /runs/{run}/firms count them.</param>
/// <param name="FirmsWithRows">Those with a row in it; the others have no data on its days.</param>
/// <param name="WithDistance">Those with a distance on the latest day.</param>
/// <param name="MedianDistance">Median distance on the latest day.</param>
/// <param name="HighRisk">Share of firms with a distance below 1, by day.</param>
/// <param name="Bands">Firms by band of distance, latest day and the day before.</param>
/// <param name="Lost">Firms whose distance fell most, at most seven.</param>
/// <param name="Gained">Firms whose distance rose most, at most seven.</param>
/// <param name="Funnel">Firms left at each step from file to figure on the latest day.</param>
public sealed record MarketDocument(
    string RunId, DateOnly? Latest, DateOnly? Previous, int Firms, int FirmsWithRows, int WithDistance, double? MedianDistance, IReadOnlyList<ShareAt> HighRisk, IReadOnlyList<DepthBand> Bands, IReadOnlyList<MoveDocument> Lost, IReadOnlyList<MoveDocument> Gained, IReadOnlyList<FunnelStep> Funnel);

/// <summary>A day of a firm in a comparison.</summary>
/// <param name="Date">The day.</param>
/// <param name="Distance">Risk-neutral distance; absent unless the row converged.</param>
/// <param name="LnEdf">ln EDF; absent unless the row converged.</param>
public sealed record ComparedDay(DateOnly Date, double? Distance, double? LnEdf);

/// <summary>A firm in a comparison.</summary>
/// <param name="Firm">Who it is.</param>
/// <param name="Latest">Its row on the latest day of the run; absent when its rows end before.</param>
/// <param name="Change">Change of the distance since the day before.</param>
/// <param name="Series">Distance and ln EDF by day.</param>
public sealed record ComparedFirm(FirmDescription Firm, AssessmentRow? Latest, double? Change, IReadOnlyList<ComparedDay> Series);

/// <summary>Firms side by side.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Firms">The firms, in the order of the address.</param>
public sealed record CompareDocument(string RunId, IReadOnlyList<ComparedFirm> Firms);

/// <summary>A year of a run's rows.</summary>
/// <param name="Year">The year.</param>
/// <param name="Days">Days assessed in it.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Converged">Rows with a distance.</param>
/// <param name="Lost">The others by status.</param>
public sealed record QualityYear(int Year, int Days, int Rows, int Converged, IReadOnlyList<StatusCount> Lost);

/// <summary>A firm that has no distance on the latest day.</summary>
/// <param name="Firm">Firm code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Status of its row on the latest day; absent when its rows end before, which the page calls ended.</param>
/// <param name="LastRow">Day of its last row.</param>
/// <param name="LastDay">Last day with a distance; absent for none.</param>
public sealed record WithoutDistance(string Firm, string Name, AssessmentStatus? Status, DateOnly? LastRow, DateOnly? LastDay);

/// <summary>What is wrong with the data of a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Latest">Latest day.</param>
/// <param name="Firms">Firms of the run, as /runs and /runs/{run}/firms count them.</param>
/// <param name="FirmsWithRows">Those with a row in it; the others have no data on its days.</param>
/// <param name="Without">Firms with rows but without a distance on the latest day, and why.</param>
/// <param name="Years">Rows by year and status, newest first.</param>
/// <param name="Funnel">Firms left at each step from file to figure on the latest day.</param>
/// <param name="Notes">What a reader must know about the data.</param>
/// <param name="Inputs">Files, or the facts of the store, with their hashes.</param>
public sealed record QualityDocument(string RunId, DateOnly? Latest, int Firms, int FirmsWithRows, IReadOnlyList<WithoutDistance> Without, IReadOnlyList<QualityYear> Years, IReadOnlyList<FunnelStep> Funnel, IReadOnlyList<QualityNote> Notes, IReadOnlyList<InputFile> Inputs);

/// <summary>What the pages Overview, Compare and Quality show of a run.</summary>
internal static class MarketApi
{
    private const int MostMoves = 7;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/runs/{run}/market", Market).ForApi(Right.Read).Tagged().WithSummary("Where the market of a run stands: share at risk by day, bands of distance, largest moves, from file to figure.").Produces<MarketDocument>().ProducesProblem(404);
        api.MapGet("/runs/{run}/compare", Compare).ForApi(Right.Read).Tagged().WithSummary("Up to five firms side by side.").Asks(("firm", "Firm code; once for each firm.")).Produces<CompareDocument>().ProducesProblem(404).ProducesProblem(422);
        api.MapGet("/runs/{run}/quality", Quality).ForApi(Right.Read).Tagged().WithSummary("What is wrong with the data of a run, and which firms have no figure for it.").Produces<QualityDocument>().ProducesProblem(404);
    }

    private static IResult Market(HttpContext http, RunShelf shelf, string run) => RunAnswer.WithRun(http, shelf, run, (id, bare) =>
    {
        MarketView view = shelf.ViewOf(id)!;
        FirmSeries[] moved = [.. view.Firms.Where(static f => f.Change is not null)];
        return Results.Ok(new MarketDocument(
            id,
            view.Latest,
            view.Previous,
            Math.Max(bare.Firms.Count, view.Firms.Count),
            view.Firms.Count,
            view.WithDistance.Count,
            view.MedianDistance,
            view.HighRisk,
            view.Bands,
            [.. moved.Where(static f => f.Change < 0).OrderBy(static f => f.Change).ThenBy(static f => f.Firm.Firm, StringComparer.Ordinal).Take(MostMoves).Select(MoveOf)],
            [.. moved.Where(static f => f.Change > 0).OrderByDescending(static f => f.Change).ThenBy(static f => f.Firm.Firm, StringComparer.Ordinal).Take(MostMoves).Select(MoveOf)],
            bare.Funnel));
    });

    private static IResult Compare(HttpContext http, RunShelf shelf, string run) => RunAnswer.WithRun(http, shelf, run, (id, bare) =>
    {
        MarketView view = shelf.ViewOf(id)!;
        string[] codes = [.. http.Request.Query["firm"].OfType<string>().Distinct(StringComparer.Ordinal)];
        if (codes.Length is < 1 or > ComparePage.MostFirms)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "FIRMS", FormattableString.Invariant($"Name 1 to {ComparePage.MostFirms} firms: firm=CODE&firm=CODE."));
        }

        List<ComparedFirm> firms = [];
        foreach (string code in codes)
        {
            if (view.Firms.FirstOrDefault(f => f.Firm.Firm == code) is not { } firm)
            {
                return RunAnswer.NoFirm(bare, code);
            }

            firms.Add(new ComparedFirm(firm.Firm, firm.Latest, firm.Change, [.. view.Dates.Select((day, i) => new ComparedDay(day, firm.Distance[i], firm.LnEdf[i]))]));
        }

        return Results.Ok(new CompareDocument(id, firms));
    });

    private static IResult Quality(HttpContext http, RunShelf shelf, string run) => RunAnswer.WithRun(http, shelf, run, (id, bare) =>
    {
        MarketView view = shelf.ViewOf(id)!;
        return Results.Ok(new QualityDocument(
            id,
            view.Latest,
            Math.Max(bare.Firms.Count, view.Firms.Count),
            view.Firms.Count,
            [.. view.Firms.Where(static f => f.LatestDistance is null).Select(f => new WithoutDistance(f.Firm.Firm, f.Firm.Name, f.Latest?.Status, f.Last?.Date, LastDay(view, f)))],
            [
                .. bare.Rows.GroupBy(static r => r.Date.Year).OrderByDescending(static g => g.Key).Select(static g => new QualityYear(
                    g.Key,
                    g.Select(static r => r.Date).Distinct().Count(),
                    g.Count(),
                    g.Count(static r => r.Status == AssessmentStatus.Converged),
                    [.. g.Where(static r => r.Status != AssessmentStatus.Converged).GroupBy(static r => r.Status).OrderByDescending(static s => s.Count()).ThenBy(static s => s.Key).Select(static s => new StatusCount(s.Key, s.Count()))])),
            ],
            bare.Funnel,
            bare.Provenance.Notes,
            bare.Provenance.Inputs));
    });

    private static MoveDocument MoveOf(FirmSeries firm) => new(firm.Firm.Firm, firm.Firm.Name, firm.LatestDistance!.Value, firm.Change!.Value);

    private static DateOnly? LastDay(MarketView view, FirmSeries firm)
    {
        int at = firm.Distance.Count - 1;
        while (at >= 0 && firm.Distance[at] is null)
        {
            at--;
        }

        return at < 0 ? null : view.Dates[at];
    }
}
