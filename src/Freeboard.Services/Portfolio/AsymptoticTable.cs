using System.Globalization;
using Freeboard.Portfolio;
using Freeboard.Portfolio.Capital;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Portfolio;

/// <summary>The asymptotic single-factor measures of a table: <c>obligor,ead,lgd,pd,rho</c>.</summary>
public static class AsymptoticTable
{
    /// <summary>Points of the curve from the factor to the loss, from -6 to 6.</summary>
    private const int CurvePoints = 481;

    private const double Reach = 6;

    private static readonly string[] LevelColumns = ["level", "var", "es", "varAdjustment", "esAdjustment", "adjustedVar", "adjustedEs", "expectedLoss", "standardDeviation", "status"];
    private static readonly string[] ContributionColumns = ["level", "obligor", "expectedLoss", "varContribution", "esContribution", "varAdjustmentContribution", "esAdjustmentContribution"];

    /// <summary>Measures with their granularity adjustments.</summary>
    /// <param name="bytes">The table.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="levels">Levels, each in (0, 1).</param>
    /// <param name="options">Settings.</param>
    /// <param name="wishes">Contributions, a page.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ModelLossesResult Run(ReadOnlySpan<byte> bytes, string name, IReadOnlyList<double> levels, AsymptoticOptions options, ModelWishes wishes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(levels);
        PortfolioReadResult read = PortfolioTable.Read(bytes, name, new PortfolioColumns { NeedsLoadings = true }, cancellationToken);
        if (read.Input is not { } input)
        {
            return ModelLossesResult.Rejected(read);
        }

        CreditPortfolio portfolio = input.Portfolio;
        if (portfolio.FactorCount != 1)
        {
            return ModelLossesResult.RejectedAt(name, 1, "loading_2", "ONE-FACTOR-ONLY", $"There are {portfolio.FactorCount} factors", "Give one asset correlation in a column rho; several factors are for 'portfolio simulate'");
        }

        SingleFactorLoan[] loans = new SingleFactorLoan[portfolio.Count];
        for (int i = 0; i < loans.Length; i++)
        {
            double loading = portfolio.LoadingsOf(i)[0];
            if (loading < 0)
            {
                return ModelLossesResult.RejectedAt(name, input.LineOf(i), "loading_1", "LOADING-NEGATIVE", $"The loading of '{portfolio.Ids[i]}' is negative", "The asymptotic model needs every loss to rise when the factor falls");
            }

            loans[i] = new SingleFactorLoan { Exposure = portfolio.Exposures[i], LossGivenDefault = portfolio.LossesGivenDefault[i], DefaultProbability = portfolio.DefaultProbabilities[i], Correlation = loading * loading };
        }

        AsymptoticMeasures measures = AsymptoticPortfolio.Measure(loans, levels, options);
        return new ModelLossesResult(
            new ModelLosses
            {
                Words = [("model", "asrf"), ("status", measures.Status.ToString())],
                Figures = [("obligors", portfolio.Count), ("expectedLoss", measures.ExpectedLoss), ("standardDeviation", measures.StandardDeviation), ("asymptoticStandardDeviation", measures.AsymptoticStandardDeviation)],
                Levels = new OutputTable { Name = "levels", Columns = OutputColumn.Of(LevelColumns, "status"), Rows = [.. measures.Levels.Select(level => CellsOf(measures, level))] },
                Contributions = wishes.Contributions
                    ? new OutputTable { Name = "contributions", Columns = OutputColumn.Of(ContributionColumns, "obligor"), Rows = [.. measures.Levels.SelectMany(level => ContributionsOf(portfolio, level))] }
                    : null,
                Page = wishes.Page ? PageOf(input, loans, measures, levels) : null,
                Notes = [.. input.Notes, .. Unreliable(measures, options.LossGivenDefaultVariance > 0 ? portfolio.TotalExposure : portfolio.TotalLoss)],
            },
            [],
            0);
    }

    private static ModelPage PageOf(PortfolioInput input, SingleFactorLoan[] loans, AsymptoticMeasures measures, IReadOnlyList<double> levels)
    {
        LossMeasures? found = measures.ExpectedLoss is not { } expected || measures.Levels.Any(static level => level.ValueAtRisk is null) ? null : new LossMeasures
        {
            ExpectedLoss = expected,
            StandardDeviation = measures.StandardDeviation ?? 0,
            Levels = [.. measures.Levels.Select(static level => new LossLevel { Level = level.Level, ValueAtRisk = level.ValueAtRisk!.Value, ExpectedShortfall = level.ExpectedShortfall!.Value })],
        };
        return new ModelPage
        {
            Model = PortfolioModel.Asymptotic,
            Input = input,
            Status = StatusOf(found),
            Levels = levels,
            Measures = found,
            Histogram = found is null ? null : Histogram(loans, found),
            Contributions =
            [
                .. measures.Levels.Where(static level => level.Contributions.Count > 0).Select(static level => new RiskContributions
                {
                    Level = level.Level,
                    ValueAtRisk = [.. level.Contributions.Select(static part => part.ValueAtRisk)],
                    ExpectedShortfall = [.. level.Contributions.Select(static part => part.ExpectedShortfall)],
                }),
            ],
        };

        static PortfolioStatus StatusOf(LossMeasures? measures) => measures is null || !(measures.ExpectedLoss > 0) ? PortfolioStatus.NothingToLose : PortfolioStatus.Exact;
    }

    private static LossHistogram Histogram(SingleFactorLoan[] loans, LossMeasures measures)
    {
        double[] places = [.. Enumerable.Range(0, CurvePoints).Select(static i => -Reach + (2 * Reach * i / (CurvePoints - 1)))];
        double[] losses = [.. places.Select(bad => loans.Sum(loan => loan.Exposure * loan.LossGivenDefault * AsymptoticSingleFactor.ConditionalDefaultProbability(loan.DefaultProbability, loan.Correlation, -bad)))];
        return LossHistograms.OfCurve(places, losses, measures);
    }

    /// <summary>An expansion in 1/n whose first term is half the figure says nothing; nor does one beyond what can be lost.</summary>
    private static IEnumerable<QualityNote> Unreliable(AsymptoticMeasures measures, double largest)
    {
        string[] levels =
        [
            .. measures.Levels
                .Where(level => GranularityNote.IsUnreliable(level.ValueAtRisk, level.ValueAtRiskAdjustment, largest) || GranularityNote.IsUnreliable(level.ExpectedShortfall, level.ExpectedShortfallAdjustment, largest))
                .Select(level => level.Level.ToString(CultureInfo.InvariantCulture)),
        ];
        return levels.Length == 0 ? [] : [GranularityNote.Of(levels.Length, $"at {string.Join(", ", levels)}")];
    }

    private static string[] CellsOf(AsymptoticMeasures measures, AsymptoticLevel level) =>
    [
        .. ((double?[])
        [
            level.Level, level.ValueAtRisk, level.ExpectedShortfall, level.ValueAtRiskAdjustment, level.ExpectedShortfallAdjustment,
            level.ValueAtRisk + level.ValueAtRiskAdjustment, level.ExpectedShortfall + level.ExpectedShortfallAdjustment,
            measures.ExpectedLoss, measures.StandardDeviation,
        ]).Select(ModelLosses.Text),
        measures.Status.ToString(),
    ];

    private static IEnumerable<string[]> ContributionsOf(CreditPortfolio portfolio, AsymptoticLevel level)
    {
        for (int i = 0; i < level.Contributions.Count; i++)
        {
            AsymptoticContribution c = level.Contributions[i];
            yield return [ModelLosses.Text(level.Level), portfolio.Ids[i], .. ((double?[])[c.ExpectedLoss, c.ValueAtRisk, c.ExpectedShortfall, c.ValueAtRiskAdjustment, c.ExpectedShortfallAdjustment]).Select(ModelLosses.Text)];
        }
    }
}
