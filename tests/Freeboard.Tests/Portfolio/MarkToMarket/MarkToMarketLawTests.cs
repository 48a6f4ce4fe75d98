using Freeboard.Numerics;
using Freeboard.Portfolio.Capital;
using Freeboard.Portfolio.MarkToMarket;
using static Freeboard.Tests.Portfolio.MarkToMarket.CreditMetricsExample;

namespace Freeboard.Tests.Portfolio.MarkToMarket;

public sealed class MarkToMarketLawTests
{
    [Fact]
    public void The_formula_counts_the_payment_at_the_horizon_once_and_the_face_at_the_end()
    {
        ForwardCurves flat = ForwardCurves.Of(new Dictionary<string, IReadOnlyList<double>> { ["A"] = [0.05, 0.05, 0.05] });
        BondTerms bond = new() { Face = 100, Payment = 5, YearsAfterHorizon = 3, RecoveryMean = 0.4 };
        Assert.Equal(105, HorizonValue.InState(bond, flat, "A"), 1e-12);
        Assert.Equal(105, HorizonValue.InState(bond with { YearsAfterHorizon = 0 }, flat, "A"), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => HorizonValue.InState(bond with { YearsAfterHorizon = 4 }, flat, "A"));
        Assert.Throws<ArgumentException>(() => HorizonValue.InState(bond with { RecoveryMean = 2 }, flat, "A"));
    }

    [Fact]
    public void Simulated_moments_lie_within_three_standard_errors_of_the_analytic_ones()
    {
        foreach (MarkToMarketPortfolio portfolio in (MarkToMarketPortfolio[])[Mixed(1), Mixed(3), Continuous()])
        {
            MarkToMarketResult result = MarkToMarketSimulation.Run(portfolio, MarkToMarketOptions.Default with { Scenarios = 50_000, Seed = 5 });
            Assert.Equal(result.Moments.Mean, result.SimulatedMean, 3 * result.SimulatedMeanStandardError);
            double mean = result.SortedLosses.Average();
            double second = result.SortedLosses.Average(loss => (loss - mean) * (loss - mean));
            double fourth = result.SortedLosses.Average(loss => Math.Pow(loss - mean, 4));
            double error = Math.Sqrt((fourth - (second * second)) / 50_000);
            Assert.Equal(result.Moments.StandardDeviation * result.Moments.StandardDeviation, second, 3 * error);
            Assert.Equal(result.Moments.StandardDeviation, result.Moments.Positions.Sum(position => position.Contribution), 1e-9 * result.Moments.StandardDeviation);
        }
    }

    [Fact]
    public void Shortfall_contributions_add_up()
    {
        MarkToMarketResult result = MarkToMarketSimulation.Run(Mixed(2), MarkToMarketOptions.Default with { Scenarios = 20_000, Levels = [0.9, 0.99, 0.999] });
        for (int k = 0; k < 3; k++)
        {
            double shortfall = result.Losses.Levels[k].ExpectedShortfall;
            Assert.Equal(shortfall, result.ShortfallContributions.Sum(position => position[k]), 1e-9 * shortfall);
        }
    }

    [Fact]
    public void One_seed_gives_the_same_bytes_and_another_seed_others()
    {
        MarkToMarketOptions options = MarkToMarketOptions.Default with { Scenarios = 10_000 };
        MarkToMarketResult one = MarkToMarketSimulation.Run(Mixed(2), options);
        MarkToMarketResult again = MarkToMarketSimulation.Run(Mixed(2), options);
        Assert.Equal(one.SortedLosses, again.SortedLosses);
        Assert.Equal(one.ShortfallContributions.SelectMany(x => x), again.ShortfallContributions.SelectMany(x => x));
        Assert.NotEqual(one.SortedLosses, MarkToMarketSimulation.Run(Mixed(2), options with { Seed = 2 }).SortedLosses);
    }

    [Fact]
    public void Covariance_by_series_is_that_of_bivariate_normal_probabilities_up_to_high_correlations()
    {
        // Value 1 unless in default: the covariance is that of two defaults.
        ForwardCurves none = ForwardCurves.Of(new Dictionary<string, IReadOnlyList<double>> { ["good"] = [0.0] });
        Freeboard.Migration.TransitionMatrix two = Freeboard.Migration.TransitionMatrix.Of(["good", "default"], new double[,] { { 0.97, 0.03 }, { 0, 1 } });
        HorizonProfile profile = HorizonProfile.OfStates(new BondTerms { Face = 1, Payment = 0, YearsAfterHorizon = 0, RecoveryMean = 0 }, none, two, 0);
        foreach (double rho in (double[])[0.05, 0.3, 0.6, 0.9])
        {
            ValueMoments moments = ValueMoments.Of(MarkToMarketPortfolio.Of(["a", "b"], [profile, profile], [Math.Sqrt(rho), Math.Sqrt(rho)]));
            double joint = AsymptoticSingleFactor.JointDefaultProbability(0.03, 0.03, rho);
            double variance = 2 * ((0.03 * 0.97) + joint - 0.0009);
            Assert.Equal(Math.Sqrt(variance), moments.StandardDeviation, 1e-11);
        }
    }

    [Fact]
    public void A_firms_own_EDF_takes_the_place_of_its_ratings_default_probability()
    {
        HorizonProfile own = HorizonProfile.OfStates(Bbb, Curves, Matrix, Matrix.IndexOf("BBB"), 0.02);
        Assert.Equal(0.02, own.DefaultProbability, 1e-15);
        Assert.True(own.Mean < Profile(Bbb, "BBB").Mean);
        Assert.Throws<ArgumentException>(() => HorizonProfile.OfStates(Bbb, Curves, Matrix, Matrix.IndexOf("D")));
    }

    [Fact]
    public void The_value_by_distance_rises_from_recovery_to_riskless()
    {
        DistanceLoan loan = Loan(2.5, 0.25);
        HorizonProfile profile = HorizonProfile.OfDistance(loan);
        Assert.Equal(StandardNormal.Cumulative(-2.5), profile.DefaultProbability, 1e-15);
        double before = profile.DefaultValue;
        for (double x = -2.49; x < 8; x += 0.1)
        {
            double value = profile.ValueAt(x);
            Assert.True(value >= before);
            before = value;
        }

        double riskless = 4 + Enumerable.Range(1, 3).Sum(i => 4 * Math.Pow(1.02, -i)) + (100 * Math.Pow(1.02, -3));
        Assert.Equal(riskless, profile.ValueAt(8), 1e-3 * riskless);
        Assert.Equal(HorizonValue.AtDistance(loan, 0.3), profile.ValueAt(0.3), 1e-6);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.25)]
    [InlineData(0.6)]
    public void A_profile_by_distance_is_the_value_itself_to_eight_digits(double volatility)
    {
        foreach (double distance in (double[])[0.8, 2.5, 5])
        {
            DistanceLoan loan = Loan(distance, volatility);
            HorizonProfile profile = HorizonProfile.OfDistance(loan);
            double worst = Enumerable.Range(1, 4000).Select(k => -distance + (k * (8.9 + distance) / 4000)).Max(x => Math.Abs(profile.ValueAt(x) - HorizonValue.AtDistance(loan, x)));
            Assert.InRange(worst, 0, 1e-8 * loan.Bond.Face);
        }
    }

    [Fact]
    public void Mean_and_covariance_by_distance_are_those_of_a_fine_sum()
    {
        DistanceLoan loan = Loan(1.8, 0.25);
        HorizonProfile profile = HorizonProfile.OfDistance(loan);
        const int cells = 400_000;
        double mean = 0;
        double first = 0;
        for (int i = 0; i < cells; i++)
        {
            double x = -9 + (18 * (i + 0.5) / cells);
            double weight = StandardNormal.Density(x) * 18 / cells;
            double value = x <= -1.8 ? profile.DefaultValue : HorizonValue.AtDistance(loan, x);
            mean += weight * value;
            first += weight * value * x;
        }

        Assert.Equal(mean, profile.Mean, 1e-4 / 18 * 5);
        Assert.Equal(first, profile.Coefficients(3)[0], 1e-3);
        ValueMoments pair = ValueMoments.Of(MarkToMarketPortfolio.Of(["a", "b"], [profile, profile], [0.5, 0.5]));
        double[] c = profile.Coefficients(40);
        double covariance = Enumerable.Range(1, 40).Sum(m => Math.Pow(0.25, m) * c[m - 1] * c[m - 1]);
        Assert.Equal(Math.Sqrt((2 * profile.StandardDeviation * profile.StandardDeviation) + (2 * covariance)), pair.StandardDeviation, 1e-10);
    }

    [Fact]
    public void Passage_of_the_default_point_agrees_with_a_fine_walk()
    {
        // Value of one payment after one year is (1 + r)^-1 (1 - lgd Q): Q by simulation of monthly bridges.
        DistanceLoan loan = new() { Bond = new BondTerms { Face = 1, Payment = 0, YearsAfterHorizon = 1, RecoveryMean = 0 }, DistanceToDefault = 1.5, AssetVolatility = 0.3, RisklessRate = 0.02 };
        double q = 1 - (HorizonValue.AtDistance(loan, 0) * 1.02);
        PhiloxStream stream = new(11);
        double drift = Math.Log(1.02) - (0.5 * 0.09);
        const int paths = 40_000;
        double sum = 0;
        double square = 0;
        for (int path = 0; path < paths; path++)
        {
            double b = 0.45;
            double alive = 1;
            for (int month = 0; month < 12; month++)
            {
                double next = b + (drift / 12) + (0.3 * Math.Sqrt(1.0 / 12) * stream.NextNormal());
                alive *= next <= 0 ? 0 : 1 - Math.Exp(-2 * b * next / (0.09 / 12));
                b = next;
                if (alive == 0)
                {
                    break;
                }
            }

            sum += 1 - alive;
            square += (1 - alive) * (1 - alive);
        }

        double mean = sum / paths;
        Assert.Equal(mean, q, 3 * Math.Sqrt(((square / paths) - (mean * mean)) / paths));
    }

    [Fact]
    public void Too_few_scenarios_are_a_status()
    {
        MarkToMarketResult result = MarkToMarketSimulation.Run(TwoBonds(0.3), MarkToMarketOptions.Default with { Scenarios = 1000, Levels = [0.99, 0.9999] });
        Assert.Equal(MarkToMarketStatus.TooFewScenarios, result.Status);
        Assert.Single(result.Losses.Levels);
    }

    private static DistanceLoan Loan(double distance, double volatility) => new()
    {
        Bond = new BondTerms { Face = 100, Payment = 4, YearsAfterHorizon = 3, RecoveryMean = 0.45, RecoveryDeviation = 0.2 },
        DistanceToDefault = distance,
        AssetVolatility = volatility,
        RisklessRate = 0.02,
    };

    private static MarkToMarketPortfolio Continuous() => MarkToMarketPortfolio.Of(
        [.. Enumerable.Range(0, 20).Select(i => $"c{i}")],
        [.. Enumerable.Range(0, 20).Select(i => HorizonProfile.OfDistance(Loan(1.2 + (0.1 * i), 0.15 + (0.01 * i))))],
        [.. Enumerable.Repeat(0.45, 20)]);

    private static MarkToMarketPortfolio Mixed(int factors)
    {
        string[] ratings = ["AA", "A", "BBB", "BB", "B", "CCC"];
        List<double> loadings = [];
        List<HorizonProfile> profiles = [];
        for (int i = 0; i < 40; i++)
        {
            BondTerms bond = new() { Face = 50 + i, Payment = 3 + (0.1 * i), YearsAfterHorizon = i % 5, RecoveryMean = 0.5, RecoveryDeviation = i % 2 == 0 ? 0.25 : 0 };
            profiles.Add(Profile(bond, ratings[i % 6]));
            for (int f = 0; f < factors; f++)
            {
                loadings.Add(f == i % factors ? 0.5 : factors > 1 ? 0.2 : 0);
            }
        }

        return MarkToMarketPortfolio.Of([.. Enumerable.Range(0, 40).Select(i => $"m{i}")], profiles, [.. loadings], factors);
    }
}
