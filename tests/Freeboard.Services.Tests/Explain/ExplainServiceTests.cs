using Freeboard.Assessment;
using Freeboard.Provenance;
using Freeboard.Services.Explain;
using Freeboard.Structural;
using Freeboard.Structural.Explain;

namespace Freeboard.Services.Tests.Explain;

/// <summary>What a run keeps of a share's return, and what explain makes of it.</summary>
public sealed class ExplainServiceTests
{
    private static readonly DateOnly From = new(2023, 1, 31);
    private static readonly DateOnly To = new(2024, 1, 31);

    [Fact]
    public void The_runs_own_closes_take_the_asset_move_whole_apart_and_every_sum_holds()
    {
        // The share returned 20 %, the equity value rose by half: a quarter more shares.
        AssessmentRow first = Row(From, equity: 40, volatility: 0.45, debt: 60, rate: 0.03, close: 10);
        AssessmentRow second = Row(To, equity: 60, volatility: 0.40, debt: 70, rate: 0.02, close: 12);
        Explanation e = ExplainService.Explain(Run(first, second), "A", From, To).Explanation!;
        Assert.Empty(e.Missing);
        AssetMoveContributions money = e.AssetValue;
        Assert.Equal(second.AssetValue!.Value - first.AssetValue!.Value, money.Equity + money.Liabilities, 1e-12);
        Assert.Equal(money.Equity, money.EquityReturn!.Value + money.ShareIssuance!.Value, 1e-12);

        // By hand: E = 40 x 1.2 x 1.25; each factor's change at the mean of the other.
        Assert.Equal(40 * 0.2 * (1 + 1.25) / 2, money.EquityReturn.Value, 1e-12);
        Assert.Equal(40 * 0.25 * (1 + 1.2) / 2, money.ShareIssuance.Value, 1e-12);
        foreach ((DriverContributions drivers, AssetMoveContributions parts, double change) in ((DriverContributions, AssetMoveContributions, double)[])
        [
            (e.Distance, e.AssetsInDistance, second.DdRiskNeutral!.Value - first.DdRiskNeutral!.Value),
            (e.DistanceKmv, e.AssetsInDistanceKmv, second.DdKmv!.Value - first.DdKmv!.Value),
            (e.LogEdf, e.AssetsInLogEdf, second.LnEdf!.Value - first.LnEdf!.Value),
        ])
        {
            Assert.Equal(change, drivers.AssetVolatility + drivers.DefaultPoint + drivers.Drift + parts.EquityReturn!.Value + parts.ShareIssuance!.Value + parts.Liabilities, 1e-12);
            Assert.Equal(drivers.AssetValue, parts.EquityReturn.Value + parts.ShareIssuance.Value + parts.Liabilities, 1e-12);
        }

        // Backwards the signs change and nothing else.
        Explanation back = ExplainService.Explain(Run(first, second), "A", To, From).Explanation!;
        Assert.Equal(-e.AssetsInDistance.ShareIssuance!.Value, back.AssetsInDistance.ShareIssuance!.Value, 1e-12);
    }

    [Fact]
    public void Where_the_return_is_not_known_it_is_not_guessed_and_the_reason_is_said()
    {
        AssessmentRow first = Row(From, 40, 0.45, 60, 0.03, close: 10);
        AssessmentRow second = Row(To, 60, 0.40, 70, 0.02, close: 12);
        Explanation old = ExplainService.Explain(Run(first with { AdjustedClose = null }, second), "A", From, To).Explanation!;
        Assert.Contains("make it again", Assert.Single(old.Missing), StringComparison.Ordinal);
        Assert.Null(old.AssetValue.EquityReturn);
        Explanation broken = ExplainService.Explain(Run(first, second with { ReturnBreaks = 1 }), "A", From, To).Explanation!;
        Assert.Contains("not usable", Assert.Single(broken.Missing), StringComparison.Ordinal);
        Assert.Null(broken.AssetsInLogEdf.ShareIssuance);
        Assert.Equal(60 - 40.0, broken.AssetValue.Equity, 1e-12);

        // A given return counts whatever the run knows.
        Explanation given = ExplainService.Explain(Run(first with { AdjustedClose = null }, second), "A", From, To, equityReturn: 0.2).Explanation!;
        Assert.Empty(given.Missing);
        Assert.Equal(ExplainService.Explain(Run(first, second), "A", From, To).Explanation!.AssetValue.EquityReturn!.Value, given.AssetValue.EquityReturn!.Value, 1e-12);
    }

    private static AssessmentRun Run(params AssessmentRow[] rows) => new()
    {
        Provenance = new RunProvenance { RunId = "r", Version = "0", InstructionSet = "x", AsOf = To, Inputs = [], Parameters = [], Notes = [] },
        Firms = [],
        Rows = rows,
        LatestInputs = new Dictionary<string, IReadOnlyList<InputFact>>(),
        Funnel = [],
        Synthetic = true,
    };

    private static AssessmentRow Row(DateOnly date, double equity, double volatility, double debt, double rate, double close)
    {
        MertonSolution s = TwoEquations.Solve(new MertonInputs { EquityValue = equity, EquityVolatility = volatility, DefaultPoint = debt, RiskFreeRate = rate, HorizonYears = 1 });
        return new AssessmentRow
        {
            Firm = "A",
            Date = date,
            Currency = "CNY",
            EquityValue = equity,
            EquityVolatility = volatility,
            VolatilityModel = "historical-daily",
            DefaultPoint = debt,
            RiskFreeRate = rate,
            HorizonYears = 1,
            Method = "two-equation",
            AssetValue = s.AssetValue,
            AssetVolatility = s.AssetVolatility,
            DdKmv = DistanceToDefault.Kmv(s.AssetValue, s.AssetVolatility, debt, 1),
            DdRiskNeutral = s.D2,
            LnEdf = s.LogDefaultProbability,
            Edf = Math.Exp(s.LogDefaultProbability),
            EdfMap = "N(-DDRiskNeutral)",
            Observations = 243,
            AdjustedClose = close,
            ReturnBreaks = 0,
            Status = AssessmentStatus.Converged,
            RunId = "r",
        };
    }
}
