using System.Globalization;
using Freeboard.Migration;
using Freeboard.Numerics;
using Freeboard.Portfolio;
using Freeboard.Portfolio.MarkToMarket;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Portfolio;

/// <summary>What is asked of a mark-to-market run beside the table.</summary>
public sealed record MarkToMarketRequest
{
    /// <summary>Scenarios, seed, levels.</summary>
    public required MarkToMarketOptions Options { get; init; }

    /// <summary>Transition probabilities; null when the state is the distance to default.</summary>
    public TransitionMatrix? Matrix { get; init; }

    /// <summary>Forward curves by state; null when the state is the distance to default.</summary>
    public ForwardCurves? Curves { get; init; }

    /// <summary>Whether the column pd (or edf) takes the place of the rating's default probability.</summary>
    public bool DefaultFromColumn { get; init; }

    /// <summary>Riskless rate after the horizon, when the state is the distance.</summary>
    public double RisklessRate { get; init; }

    /// <summary>Whether contributions are wanted.</summary>
    public bool WantsContributions { get; init; }

    /// <summary>Whether a page is made.</summary>
    public bool WantsPage { get; init; }

    /// <summary>Whether the distribution of the value is wanted.</summary>
    public bool WantsDistribution { get; init; }
}

/// <summary>A portfolio marked to market at the horizon: <c>obligor,rating,ead,lgd,coupon,maturity,rho</c>, or <c>edf,asset_volatility</c> in place of <c>rating</c>.</summary>
public static class MarkToMarketTable
{
    private static readonly string[] LevelColumns = ["level", "var", "es", "varLow", "varHigh", "esStandardError", "value", "expectedLoss", "standardDeviation", "status"];
    private static readonly string[] ContributionColumns = ["level", "obligor", "meanValue", "standaloneDeviation", "standardDeviationContribution", "marginalDeviation", "esContribution"];

    /// <summary>The distribution of the value at the horizon.</summary>
    /// <param name="bytes">The table.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="request">Matrix, curves, settings.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ModelLossesResult Run(ReadOnlySpan<byte> bytes, string name, MarkToMarketRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(request);
        bool byRating = request.Matrix is not null;
        PortfolioColumns columns = new()
        {
            FirstLine = !byRating ? "obligor,ead,lgd,edf,asset_volatility,coupon,maturity,rho" : request.DefaultFromColumn ? "obligor,rating,ead,lgd,pd,coupon,maturity,rho" : "obligor,rating,ead,lgd,coupon,maturity,rho",
            NeedsLoadings = true,
            NeedsRating = byRating,
            NeedsProbability = !byRating || request.DefaultFromColumn,
            RequiredNumbers = byRating ? ["coupon", "maturity"] : ["coupon", "maturity", "asset_volatility"],
            OptionalNumbers = ["lgd_sd"],
        };
        PortfolioReadResult read = PortfolioTable.Read(bytes, name, columns, cancellationToken);
        if (read.Input is not { } input)
        {
            return ModelLossesResult.Rejected(read);
        }

        // A loan of nothing has no value to lose.
        int[] kept = [.. Enumerable.Range(0, input.Portfolio.Count).Where(i => input.Portfolio.Exposures[i] > 0)];
        List<RowError> errors = [.. kept.Select(i => FaultOf(name, input, i, request)).OfType<RowError>()];
        if (errors.Count > 0)
        {
            return new ModelLossesResult(null, [.. errors.Take(1000)], errors.Count);
        }

        int k = input.Portfolio.FactorCount;
        MarkToMarketPortfolio portfolio = MarkToMarketPortfolio.Of(
            [.. kept.Select(i => input.Portfolio.Ids[i])],
            [.. kept.Select(i => ProfileOf(input, i, request))],
            [.. kept.SelectMany(i => input.Portfolio.LoadingsOf(i).ToArray())],
            k);
        MarkToMarketResult result = MarkToMarketSimulation.Run(portfolio, request.Options, request.WantsContributions || request.WantsPage, cancellationToken);
        return new ModelLossesResult(
            new ModelLosses
            {
                Words = [("model", "mark-to-market"), ("state", byRating ? "rating" : "distance"), ("status", result.Status.ToString())],
                Figures =
                [
                    ("scenarios", request.Options.Scenarios), ("seed", request.Options.Seed), ("obligors", kept.Length), ("factors", k), ("unchangedValue", result.UnchangedValue), ("meanValue", result.Moments.Mean),
                    ("simulatedMeanValue", result.SimulatedMean), ("simulatedMeanStandardError", result.SimulatedMeanStandardError),
                    ("expectedLoss", result.Losses.ExpectedLoss), ("standardDeviation", result.Losses.StandardDeviation),
                ],
                Levels = LevelsOf(result, request.Options.Levels),
                Contributions = request.WantsContributions ? ContributionsOf(portfolio, result) : null,
                Distribution = request.WantsDistribution ? DistributionOf(result) : null,
                Page = request.WantsPage ? PageOf(input, kept, result, request.Options) : null,
                Notes = input.Notes,
                IsPartial = result.Status != MarkToMarketStatus.Computed,
            },
            [],
            0);
    }

    private static ModelPage PageOf(PortfolioInput input, int[] kept, MarkToMarketResult result, MarkToMarketOptions options)
    {
        Dictionary<double, IReadOnlyList<double>> parts = [];
        for (int j = 0; j < result.Losses.Levels.Count; j++)
        {
            double[] all = new double[input.Portfolio.Count];
            for (int i = 0; i < kept.Length; i++)
            {
                all[kept[i]] = result.ShortfallContributions[i][j];
            }

            parts[result.Losses.Levels[j].Level] = all;
        }

        bool any = result.Losses.Levels.Count > 0;
        return new ModelPage
        {
            Model = PortfolioModel.MarkToMarket,
            Input = input,
            Status = any ? PortfolioStatus.Simulated : PortfolioStatus.NumericalBreakdown,
            Levels = options.Levels,
            Scenarios = options.Scenarios,
            Measures = any ? result.Losses : null,
            Histogram = any ? LossHistograms.OfSorted(result.SortedLosses, result.Losses) : null,
            ShortfallParts = parts,
        };
    }

    private static RowError? FaultOf(string name, PortfolioInput input, int i, MarkToMarketRequest request)
    {
        string id = input.Portfolio.Ids[i];
        int line = input.LineOf(i);
        double maturity = input.Numbers["maturity"][i];
        double coupon = input.Numbers["coupon"][i];
        double lgd = input.Portfolio.LossesGivenDefault[i];
        double deviation = input.Numbers.TryGetValue("lgd_sd", out double[]? deviations) ? deviations[i] : 0;
        double pd = input.Portfolio.DefaultProbabilities[i];
        if (maturity != Math.Floor(maturity) || maturity is < 1 or > 100)
        {
            return new RowError(name, line, "maturity", "MATURITY-NOT-WHOLE", string.Create(CultureInfo.InvariantCulture, $"The maturity {maturity} of '{id}' is no whole number of years from 1 on"), "Payments are yearly and the horizon is one year: write whole years");
        }

        if (coupon is < 0 or > 1)
        {
            return new RowError(name, line, "coupon", "COUPON-OUT-OF-RANGE", string.Create(CultureInfo.InvariantCulture, $"The coupon {coupon} of '{id}' does not lie from 0 to 1"), "Write a decimal: 6 % is 0.06");
        }

        if (deviation < 0 || (deviation > 0 && deviation * deviation >= lgd * (1 - lgd)))
        {
            return new RowError(name, line, "lgd_sd", "LGD-DEVIATION", string.Create(CultureInfo.InvariantCulture, $"No recovery of '{id}' has the mean {1 - lgd} and the deviation {deviation}"), "Write a deviation below the root of lgd (1 - lgd), or 0");
        }

        if (request.Matrix is { } matrix)
        {
            int state = matrix.IndexOf(input.Ratings![i]);
            if (state < 0 || state == matrix.DefaultState)
            {
                return new RowError(name, line, "rating", state < 0 ? "RATING-UNKNOWN" : "RATING-IN-DEFAULT", $"The rating '{input.Ratings[i]}' of '{id}' is {(state < 0 ? "no state of the matrix" : "the state of default")}", $"Write one of {string.Join(", ", matrix.States.Take(matrix.Count - 1))}, or leave the loan out");
            }

            if (maturity - 1 > request.Curves!.Years)
            {
                return new RowError(name, line, "maturity", "CURVE-TOO-SHORT", string.Create(CultureInfo.InvariantCulture, $"'{id}' ends {maturity - 1} years after the horizon, the curves {request.Curves.Years}"), "Give longer curves");
            }

            return request.DefaultFromColumn && pd >= 1 ? new RowError(name, line, input.ProbabilityColumn, "PD-OUT-OF-RANGE", $"'{id}' is in default", "Leave it out") : null;
        }

        return !(input.Numbers["asset_volatility"][i] > 0) ? new RowError(name, line, "asset_volatility", "VOLATILITY-NOT-POSITIVE", $"The asset volatility of '{id}' is not positive", "Write a decimal per root year: 0.25")
            : pd is <= 0 or >= 1 ? new RowError(name, line, input.ProbabilityColumn, "PD-OUT-OF-RANGE", $"The default probability of '{id}' does not lie between 0 and 1", "A distance needs one: write a decimal above 0") : null;
    }

    private static HorizonProfile ProfileOf(PortfolioInput input, int i, MarkToMarketRequest request)
    {
        CreditPortfolio portfolio = input.Portfolio;
        BondTerms bond = new()
        {
            Face = portfolio.Exposures[i],
            Payment = portfolio.Exposures[i] * input.Numbers["coupon"][i],
            YearsAfterHorizon = (int)input.Numbers["maturity"][i] - 1,
            RecoveryMean = 1 - portfolio.LossesGivenDefault[i],
            RecoveryDeviation = input.Numbers.TryGetValue("lgd_sd", out double[]? deviations) ? deviations[i] : 0,
        };
        return request.Matrix is { } matrix
            ? HorizonProfile.OfStates(bond, request.Curves!, matrix, matrix.IndexOf(input.Ratings![i]), request.DefaultFromColumn ? portfolio.DefaultProbabilities[i] : null)
            : HorizonProfile.OfDistance(new DistanceLoan
            {
                Bond = bond,
                DistanceToDefault = -NormalQuantile.FromProbability(portfolio.DefaultProbabilities[i]),
                AssetVolatility = input.Numbers["asset_volatility"][i],
                RisklessRate = request.RisklessRate,
            });
    }

    private static OutputTable LevelsOf(MarkToMarketResult result, IReadOnlyList<double> levels)
    {
        List<string[]> rows = [];
        foreach (double wanted in levels)
        {
            LossLevel? level = result.Losses.Levels.FirstOrDefault(found => found.Level == wanted);
            double?[] cells =
            [
                wanted, level?.ValueAtRisk, level?.ExpectedShortfall, level?.ValueAtRiskLow, level?.ValueAtRiskHigh, level?.ExpectedShortfallStandardError, result.UnchangedValue - level?.ValueAtRisk,
                result.Losses.ExpectedLoss, result.Losses.StandardDeviation,
            ];
            rows.Add([.. cells.Select(ModelLosses.Text), (level is null ? MarkToMarketStatus.TooFewScenarios : MarkToMarketStatus.Computed).ToString()]);
        }

        return new OutputTable { Name = "levels", Columns = OutputColumn.Of(LevelColumns, "status"), Rows = rows };
    }

    private static OutputTable DistributionOf(MarkToMarketResult result)
    {
        IReadOnlyList<double> losses = result.SortedLosses;
        return new OutputTable
        {
            Name = "distribution",
            Columns = OutputColumn.Of(["probability", "value"]),
            Rows = Enumerable.Range(0, 1001).Select(i => (string[])[ModelLosses.Text(i / 1000.0), ModelLosses.Text(result.UnchangedValue - losses[losses.Count - 1 - (int)((losses.Count - 1L) * i / 1000)])]),
        };
    }

    private static OutputTable ContributionsOf(MarkToMarketPortfolio portfolio, MarkToMarketResult result)
    {
        List<string[]> rows = [];
        for (int k = 0; k < result.Losses.Levels.Count; k++)
        {
            for (int i = 0; i < portfolio.Ids.Count; i++)
            {
                PositionMoments own = result.Moments.Positions[i];
                rows.Add([ModelLosses.Text(result.Losses.Levels[k].Level), portfolio.Ids[i], .. ((double?[])[own.Mean, own.StandardDeviation, own.Contribution, own.Marginal, result.ShortfallContributions[i][k]]).Select(ModelLosses.Text)]);
            }
        }

        return new OutputTable { Name = "contributions", Columns = OutputColumn.Of(ContributionColumns, "obligor"), Rows = rows };
    }
}
