using Freeboard.Assessment;
using Freeboard.Reporting.Market;
using Freeboard.Services.Access;
using Freeboard.Services.Depth;
using Freeboard.Services.Screen;
using Freeboard.Structural;
using Freeboard.Web.Access;
using Freeboard.Web.Firms;
using Freeboard.Web.Runs;
using Freeboard.Web.Screener;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Api;

/// <summary>The default probability of a firm over one horizon.</summary>
/// <param name="HorizonYears">Horizon, years.</param>
/// <param name="LnEdf">ln of the cumulative probability.</param>
/// <param name="Edf">The cumulative probability, decimal.</param>
/// <param name="AnnualisedEdf">The probability of a year that gives it, decimal.</param>
public sealed record TermDocument(double HorizonYears, double? LnEdf, double? Edf, double? AnnualisedEdf);

/// <summary>What stands behind a firm's figure.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Firm">Firm code.</param>
/// <param name="Date">Day of the row; absent when its rows end before the latest day.</param>
/// <param name="Distance">Risk-neutral distance of that row.</param>
/// <param name="Interval">The bounds that the equity volatility's sampling error gives the distance; absent where there are none.</param>
/// <param name="TermStructure">EDF over several horizons; empty where the row has no distance.</param>
/// <param name="PeerPercentile">Per cent of the peers with a smaller distance.</param>
/// <param name="PeerGroup">The industry of the peers; empty for all firms of the run.</param>
/// <param name="Peers">How many they are.</param>
public sealed record DepthDocument(string RunId, string Firm, DateOnly? Date, double? Distance, DistanceInterval? Interval, IReadOnlyList<TermDocument> TermStructure, double? PeerPercentile, string PeerGroup, int Peers);

/// <summary>A firm with other inputs.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Firm">Firm code.</param>
/// <param name="Inputs">What was solved for.</param>
/// <param name="Status">How the solver ended; read it first.</param>
/// <param name="AssetValue">Asset value, currency units.</param>
/// <param name="AssetVolatility">Asset volatility, decimal per sqrt-year.</param>
/// <param name="Distance">Risk-neutral distance.</param>
/// <param name="LnDefaultProbability">ln N(-DD).</param>
public sealed record WhatIfDocument(string RunId, string Firm, MertonInputs Inputs, SolverStatus Status, double? AssetValue, double? AssetVolatility, double? Distance, double? LnDefaultProbability);

/// <summary>What the page of a firm shows beside its rows and their explanation.</summary>
internal static class FirmApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/runs/{run}/firms/{firm}/depth", Depth).ForApi(Right.Read).Tagged().WithSummary("How sure a firm's figure is, how it grows with the horizon, and where it stands among its peers.").Produces<DepthDocument>().ProducesProblem(404);
        api.MapGet("/runs/{run}/firms/{firm}/what-if", WhatIf).ForApi(Right.Read).Tagged().WithSummary("The two equations with changed inputs of the firm's last row.")
            .Asks(("we", "Change of the equity value, per cent, -99 to 1000."), ("wd", "Change of the default point, per cent, -99 to 1000."), ("wv", "Equity volatility, per cent, 0.1 to 1000."), ("wr", "Risk-free rate, per cent, -20 to 100."), ("wt", "Horizon, years, 0.05 to 30."))
            .Produces<WhatIfDocument>().ProducesProblem(404).ProducesProblem(422);
    }

    private static IResult Depth(HttpContext http, RunShelf shelf, string run, string firm) => RunAnswer.WithRun(http, shelf, run, (id, bare) =>
    {
        if (Find(shelf, id, firm) is not { } found)
        {
            return RunAnswer.NoFirm(bare, firm);
        }

        AssessmentRow? latest = found.Latest;
        ScreenRow? place = ScreenShelf.RowsOf(bare).FirstOrDefault(r => r.Firm.Firm == found.Firm.Firm);
        return Results.Ok(new DepthDocument(
            id,
            found.Firm.Firm,
            latest?.Date,
            found.LatestDistance,
            latest is null ? null : FirmDepth.Interval(latest),
            latest is null ? [] : [.. FirmDepth.TermStructure(latest).Select(static p => new TermDocument(p.HorizonYears, Finite(p.LogEdf), Finite(p.Edf), Finite(p.AnnualisedEdf)))],
            place?.PeerPercentile,
            place?.PeerGroup ?? "",
            place?.Peers ?? 0));
    });

    private static IResult WhatIf(HttpContext http, RunShelf shelf, string run, string firm) => RunAnswer.WithRun(http, shelf, run, (id, bare) =>
    {
        if (Find(shelf, id, firm) is not { Last: { } row })
        {
            return RunAnswer.NoFirm(bare, firm);
        }

        WhatIf change = WhatIfForm.Read(name => http.Request.Query[name].ToString(), out bool malformed) ?? new WhatIf();
        if (malformed)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "SETTING", "we and wd lie in -99 to 1000, wv in 0.1 to 1000, wr in -20 to 100 (all per cent), wt in 0.05 to 30 years; decimal point.");
        }

        if (FirmDepth.Solve(row, change) is not { } answer)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "NO-INPUTS", $"The firm's last row lacks an input: {row.Status}. The inputs that it has stand under /api/v1/runs/{id}/firms/{Uri.EscapeDataString(row.Firm)}.");
        }

        bool good = answer.Solution.Status == SolverStatus.Converged;
        return Results.Ok(new WhatIfDocument(
            id, row.Firm, answer.Inputs, answer.Solution.Status, good ? answer.Solution.AssetValue : null, good ? answer.Solution.AssetVolatility : null, good ? Finite(answer.Solution.D2) : null, good ? Finite(answer.Solution.LogDefaultProbability) : null));
    });

    private static FirmSeries? Find(RunShelf shelf, string id, string firm)
    {
        string code = RunAnswer.Code(firm);
        return shelf.ViewOf(id)?.Firms.FirstOrDefault(f => f.Firm.Firm == code);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
