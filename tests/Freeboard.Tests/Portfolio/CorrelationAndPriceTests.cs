using Freeboard.Numerics;
using Freeboard.Portfolio;
using Freeboard.Portfolio.Concentration;
using Freeboard.Portfolio.Correlation;
using Freeboard.Portfolio.Pricing;
using Freeboard.Portfolio.Simulation;

namespace Freeboard.Tests.Portfolio;

public class CorrelationAndPriceTests
{
    [Fact]
    public void Highams_matrix_comes_out_to_the_published_digits()
    {
        // Higham (2002), section 1: A = [1 1 0; 1 1 1; 0 1 1], nearest X = [1 .7607 .1573; .7607 1 .7607; .1573 .7607 1], distance 0.5278.
        NearestCorrelation nearest = NearestCorrelation.Find([1, 1, 0, 1, 1, 1, 0, 1, 1], 3);
        Assert.Equal(CorrelationStatus.Adjusted, nearest.Status);
        Assert.Equal(0.7607, nearest.Matrix[1], 5e-5);
        Assert.Equal(0.1573, nearest.Matrix[2], 5e-5);
        Assert.Equal(0.5278, Math.Sqrt(nearest.Matrix.Zip([1, 1, 0, 1, 1, 1, 0, 1, 1.0], (a, b) => (a - b) * (a - b)).Sum()), 5e-5);
        Assert.Equal(CorrelationStatus.AsGiven, NearestCorrelation.Find([.. nearest.Matrix], 3).Status);
    }

    [Fact]
    public void A_correlation_matrix_is_left_alone_and_no_matrix_is_refused()
    {
        double[] good = [1, 0.3, 0.3, 1];
        Assert.Equal(good, NearestCorrelation.Find(good, 2).Matrix);
        Assert.Equal(CorrelationStatus.InvalidInput, NearestCorrelation.Find([1, 0.3, 0.2, 1], 2).Status);
        Assert.Equal(CorrelationStatus.InvalidInput, NearestCorrelation.Find([2, 0.3, 0.3, 1], 2).Status);
    }

    [Fact]
    public void Factors_behind_correlations_are_found_again()
    {
        double[] a = [0.3, 0.4, 0.5, 0.6, 0.2, 0.1];
        double[] b = [0.2, -0.3, 0.1, 0.2, 0.4, -0.2];
        const int n = 6;
        double[] matrix = new double[n * n];
        for (int i = 0; i < n * n; i++)
        {
            matrix[i] = i / n == i % n ? 1 : (a[i / n] * a[i % n]) + (b[i / n] * b[i % n]);
        }

        FactorLoadings two = FactorLoadings.OfAssetCorrelations(matrix, n, 2);
        Assert.InRange(two.LargestMiss, 0, 1e-6);
        FactorLoadings one = FactorLoadings.OfAssetCorrelations(matrix, n, 1);
        Assert.True(one.LargestMiss > 0.05);
    }

    [Fact]
    public void Correlated_factors_have_the_correlations_they_were_given()
    {
        double[] loadings = [0.5, 0, 0, 0.4];
        FactorLoadings independent = FactorLoadings.OfCorrelatedFactors(loadings, [1, 0.6, 0.6, 1], 2);
        IReadOnlyList<double> l = independent.Loadings;
        Assert.Equal(0.25, (l[0] * l[0]) + (l[1] * l[1]), 1e-12);
        Assert.Equal(0.5 * 0.4 * 0.6, (l[0] * l[2]) + (l[1] * l[3]), 1e-12);
    }

    [Fact]
    public void Loadings_of_a_simulated_market_are_recovered()
    {
        PhiloxStream stream = new(3, 1);
        double[] market = [.. Enumerable.Range(0, 240).Select(_ => 0.05 * stream.NextNormal())];
        double[] truth = [.. Enumerable.Range(0, 60).Select(i => 0.25 + (0.008 * i))];
        List<(double[], double[])> firms = [.. truth.Select(rho => (market.Select(m => (rho * 2 * m) + (Math.Sqrt(1 - (rho * rho)) * 0.1 * stream.NextNormal())).ToArray(), market))];
        IReadOnlyList<AssetLoading> estimated = AssetLoading.Estimate(firms);
        double error = Math.Sqrt(truth.Zip(estimated, (rho, e) => Math.Pow(rho - e.Loading!.Value, 2)).Average());
        double raw = Math.Sqrt(truth.Zip(estimated, (rho, e) => Math.Pow(rho - Math.Sqrt(e.Exposure.SystematicShare!.Value), 2)).Average());
        Assert.True(error < raw, $"{error} {raw}");
        Assert.InRange(error, 0, 0.06);
    }

    [Fact]
    public void A_small_loan_adds_what_its_contribution_says_and_other_defaults_stay()
    {
        CreditPortfolio portfolio = ReferencePortfolio.Load("p09").Portfolio;
        NewLoan loan = new() { Exposure = 4, LossGivenDefault = 1, DefaultProbability = 0.02, Loadings = [0.45] };
        LoanRisk risk = LoanRisk.Assess(portfolio, loan, 0.99);
        Assert.Equal(PortfolioStatus.Simulated, risk.Status);
        Assert.Equal(risk.MarginalShortfall!.Value, risk.IncrementalShortfall!.Value, 0.1 * risk.MarginalShortfall.Value);
        Assert.InRange(risk.IncrementalShortfall.Value, risk.ExpectedLoss, risk.StandaloneShortfall);
        double[] without = CopulaSimulation.Simulate(portfolio, new SimulationOptions { Scenarios = 1000 }).Losses.ToArray();
        double[] with = CopulaSimulation.Simulate(loan.Joined(portfolio), new SimulationOptions { Scenarios = 1000 }).Losses.ToArray();
        Assert.All(with.Zip(without, (a, b) => a - b), extra => Assert.True(extra is 0 or 4));
    }

    [Fact]
    public void A_loan_that_never_defaulted_in_the_tail_has_no_contribution_and_one_that_cannot_has_none_to_make()
    {
        CreditPortfolio portfolio = ReferencePortfolio.Load("p07").Portfolio;
        NewLoan rare = new() { Exposure = 4, LossGivenDefault = 1, DefaultProbability = 1e-7, Loadings = [0.2] };
        SimulationOptions few = new() { Scenarios = 2000 };
        LoanRisk unseen = LoanRisk.Assess(portfolio, rare, 0.99, few);
        Assert.False(unseen.IsSeen);
        Assert.Equal((null, null, null), (unseen.MarginalShortfall, unseen.MarginalValueAtRisk, unseen.MarginalShortfallStandardError));
        LoanRisk safe = LoanRisk.Assess(portfolio, rare with { DefaultProbability = 0 }, 0.99, few);
        Assert.True(safe.IsSeen);
        Assert.Equal(0, safe.MarginalShortfall);
    }

    [Fact]
    public void A_price_gives_capital_its_hurdle()
    {
        NewLoan loan = new() { Exposure = 100, LossGivenDefault = 0.45, DefaultProbability = 0.02, Loadings = [0.4] };
        LoanPrice price = LoanPrice.Of(loan, 8.9, 0.03, 0.12, 0.002);
        Assert.Equal(0.08, price.Capital, 1e-12);
        Assert.Equal((0.03 + (0.09 * 0.08) + 0.002 + 0.009) / 0.98, price.Rate, 1e-12);
        Assert.Equal(price.Rate, price.Funding + price.ExpectedLoss + price.CapitalCharge + price.Cost, 1e-15);
        Assert.Equal(0.12, price.ReturnOnCapital(loan, price.Rate, 0.03, 0.002)!.Value, 1e-12);
    }

    [Fact]
    public void Diversification_is_held_against_loans_that_default_alone()
    {
        // Sixteen like loans without a factor: the deviation of the sum is a quarter of the sum of the deviations.
        CreditPortfolio sixteen = CreditPortfolio.OneFactor([.. Enumerable.Range(0, 16).Select(i => $"o{i}")], [.. Enumerable.Repeat(10.0, 16)], [.. Enumerable.Repeat(0.5, 16)], [.. Enumerable.Repeat(0.02, 16)], new double[16]);
        Freeboard.Portfolio.Exact.ExactLosses losses = Freeboard.Portfolio.Exact.ConditionalConvolution.Compute(sixteen);
        Assert.Equal(0.25, losses.Measures!.StandardDeviation / Diversification.StandaloneDeviation(sixteen), 1e-9);

        // A loan's own ES: its loss where the level leaves less probability than it defaults with, else in proportion.
        Assert.Equal(5, Diversification.StandaloneShortfall(sixteen, 0, 0.99), 1e-12);
        Assert.Equal(5 * 0.02 / 0.05, Diversification.StandaloneShortfall(sixteen, 0, 0.95), 1e-12);
        Assert.Equal(16 * 5, Diversification.StandaloneShortfall(sixteen, 0.99), 1e-10);
    }

    [Fact]
    public void Concentration_is_least_when_all_are_equal_and_one_when_one_has_all()
    {
        ConcentrationIndices equal = ConcentrationIndices.Of([2, 2, 2, 2])!;
        Assert.Equal([0.25, 0.25, 0.25, 0, 0], new[] { equal.HerfindahlHirschman, equal.HannahKay, equal.HallTideman, equal.Gini, equal.Theil }.Select(x => Math.Round(x, 12)));
        ConcentrationIndices one = ConcentrationIndices.Of([0, 0, 0, 5])!;
        Assert.Equal([1, 1, 1, 0.75, Math.Round(Math.Log(4), 12)], new[] { one.HerfindahlHirschman, one.HannahKay, one.HallTideman, one.Gini, one.Theil }.Select(x => Math.Round(x, 12)));
        ConcentrationIndices two = ConcentrationIndices.Of([1, 3], order: 2)!;
        Assert.Equal(two.HerfindahlHirschman, two.HannahKay, 1e-15);
        Assert.Null(ConcentrationIndices.Of([0, 0]));
    }
}
