using Freeboard.Bayes;
using Freeboard.Numerics;
using Freeboard.Structural.Windows;
using Freeboard.Tests.Structural.Windows;

namespace Freeboard.Tests.Bayes;

public class BayesLawTests
{
    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(-0.5, 0.9)]
    [InlineData(6, -0.3)]
    public void The_conditional_EDF_averages_back_to_the_unconditional_one(double distance, double loading)
    {
        Assert.True(AssetRiskSplit.TrySplit(loading, 0.2, 0.2, out AssetRiskSplit split));
        double mean = GaussLegendre.Integrate(m => StandardNormal.Density(m) * split.ConditionalEdf(distance, m), -12, 12, 100);
        double edf = StandardNormal.Cumulative(-distance);
        Assert.Equal(edf, mean, 1e-10 * edf);
    }

    [Fact]
    public void A_systematic_part_larger_than_the_whole_is_refused_not_clamped()
    {
        Assert.False(AssetRiskSplit.TrySplit(2, 0.35, 0.18, out _));
        Assert.False(AssetRiskSplit.TrySplit(1, 0.2, 0.2, out _));
        Assert.True(AssetRiskSplit.TrySplit(1.9, 0.35, 0.18, out AssetRiskSplit split));
        Assert.Equal(0.35 * 0.35, (split.SystematicVolatility * split.SystematicVolatility) + split.SpecificVariance, 1e-16);
    }

    [Fact]
    public void The_strength_of_a_simulated_prior_is_recovered_within_its_error()
    {
        const double kappa = 60;
        var random = new PhiloxStream(11, 0);
        List<PeerGroup> groups = [];
        for (int i = 0; i < 400; i++)
        {
            double edf = 0.005 + (0.05 * random.NextUniform());
            double p = BetaQuantile.Of(random.NextUniform(), kappa * edf, kappa * (1 - edf));
            int defaults = 0;
            for (int firm = 0; firm < 300; firm++)
            {
                defaults += random.NextUniform() < p ? 1 : 0;
            }

            groups.Add(new PeerGroup(edf, 300, defaults));
        }

        PriorStrength strength = PriorStrength.Estimate(groups);
        Assert.Equal(PriorStrengthStatus.Converged, strength.Status);
        Assert.InRange(Math.Abs(Math.Log(strength.FirmYears!.Value / kappa)) / strength.StandardErrorOfLog!.Value, 0, 3);
        Assert.True(strength.LogLikelihood > strength.LogLikelihoodAtInfinity + 100);
    }

    [Fact]
    public void Groups_that_scatter_by_chance_alone_give_no_finite_strength()
    {
        Assert.Equal(PriorStrengthStatus.NoOverdispersion, PriorStrength.Estimate([new(0.02, 100, 2), new(0.01, 200, 2), new(0.03, 100, 3)]).Status);
        Assert.Equal(PriorStrengthStatus.NotEnoughData, PriorStrength.Estimate([new(0.02, 100, 0), new(0.01, 200, 0)]).Status);
        Assert.Equal(PriorStrengthStatus.InvalidInput, PriorStrength.Estimate([new(0.02, 100, 101), new(0.01, 200, 2)]).Status);
        Assert.Null(PriorStrength.Estimate([new(0.02, 100, 2), new(0.01, 200, 2)]).FirmYears);
    }

    [Fact]
    public void The_marginal_likelihood_of_a_group_sums_to_one_over_its_defaults()
    {
        // Two groups, the second without firms' scatter: the likelihood of all outcomes of the first at one kappa.
        double sum = 0;
        for (int d = 0; d <= 12; d++)
        {
            BetaDistribution prior = BetaDistribution.FromEdf(0.1, 8);
            sum += GaussLegendre.Integrate(
                z => StandardNormal.Density(z) * BinomialTail.Exactly(d, 12, Math.Clamp(prior.Quantile(Math.Clamp(StandardNormal.Cumulative(z), 1e-15, 1 - 1e-15)), 1e-12, 1 - 1e-12)), -7, 7, 30);
        }

        Assert.Equal(1, sum, 1e-6);
    }

    [Fact]
    public void A_correlated_bound_tends_to_the_independent_one_and_never_lies_below_it()
    {
        double independent = LowDefaultPortfolio.UpperBound(800, 3, 0.9);
        Assert.Equal(independent, LowDefaultPortfolio.UpperBound(800, 3, 0.9, 1e-7), 1e-4 * independent);
        double before = independent;
        foreach (double rho in (double[])[0.02, 0.1, 0.2, 0.4])
        {
            double bound = LowDefaultPortfolio.UpperBound(800, 3, 0.9, rho);
            Assert.True(bound > before);
            before = bound;
        }

        Assert.Equal(1, LowDefaultPortfolio.UpperBound(5, 5, 0.9, 0.1));
    }

    [Fact]
    public void A_bound_over_one_year_is_the_plain_one_and_more_years_lower_it()
    {
        double plain = LowDefaultPortfolio.UpperBound(800, 3, 0.9, 0.12);
        MultiYearBound one = MultiYearBound.Of(800, 3, 1, 0.9, 0.12, 0.3);
        Assert.InRange(Math.Abs(one.Bound - plain) / one.StandardError, 0, 4);
        MultiYearBound five = MultiYearBound.Of(800, 3, 5, 0.9, 0.12, 0.3);
        MultiYearBound remembered = MultiYearBound.Of(800, 3, 5, 0.9, 0.12, 0.95);
        Assert.True(five.Bound < one.Bound / 3);

        // Years that move together teach less.
        Assert.True(remembered.Bound > five.Bound);
        Assert.Equal(five, MultiYearBound.Of(800, 3, 5, 0.9, 0.12, 0.3));
    }

    [Fact]
    public void Dependence_of_signals_is_recovered_and_doubled_signals_count_half()
    {
        var random = new PhiloxStream(5, 1);
        int n = 20_000;
        double[] edf = new double[n];
        double[] ratio = new double[n];
        double[] doubled = new double[n];
        bool[] defaulted = new bool[n];
        for (int i = 0; i < n; i++)
        {
            edf[i] = 0.02 + (0.2 * random.NextUniform());
            defaulted[i] = random.NextUniform() < edf[i];
            bool seen = random.NextUniform() < (defaulted[i] ? 0.5 : 0.1);
            ratio[i] = seen ? Math.Log(5) : Math.Log(0.5 / 0.9);
            doubled[i] = 2 * ratio[i];
        }

        SignalDependence once = SignalDependence.Estimate(edf, ratio, defaulted);
        SignalDependence twice = SignalDependence.Estimate(edf, doubled, defaulted);
        Assert.Equal(SignalDependenceStatus.Converged, once.Status);
        Assert.InRange(Math.Abs(once.Factor!.Value - 1) / once.StandardError!.Value, 0, 3);
        Assert.Equal(once.Factor.Value / 2, twice.Factor!.Value, 1e-9);
        Assert.True(once.LogLikelihood >= once.LogLikelihoodIfIndependent);
        Assert.Equal(SignalDependenceStatus.Separated, SignalDependence.Estimate([0.1, 0.1], [1, -1], [true, false]).Status);
        Assert.Equal(SignalDependenceStatus.NotEnoughData, SignalDependence.Estimate([0.1, 0.1], [0, 0], [true, false]).Status);
    }

    [Fact]
    public void Below_water_the_EDF_is_not_monotone_in_volatility_and_its_quantiles_still_are()
    {
        VolatilityPosterior posterior = new(60, 70, 0.02, 1, 0.5, 20);
        Assert.False(posterior.RisesInVolatility);
        double[] levels = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
        double[] quantiles = [.. levels.Select(posterior.EdfQuantile)];
        Assert.Equal(quantiles.Order(), quantiles);

        // Against the share of simulated volatilities below each quantile.
        var random = new PhiloxStream(3, 9);
        const int Draws = 40_000;
        int[] below = new int[levels.Length];
        for (int i = 0; i < Draws; i++)
        {
            double chi = 0;
            for (int k = 0; k < 19; k++)
            {
                double z = random.NextNormal();
                chi += z * z;
            }

            double edf = posterior.EdfAt(0.5 * Math.Sqrt(19 / chi));
            for (int j = 0; j < levels.Length; j++)
            {
                below[j] += edf <= quantiles[j] ? 1 : 0;
            }
        }

        for (int j = 0; j < levels.Length; j++)
        {
            double error = Math.Sqrt(levels[j] * (1 - levels[j]) / Draws);
            Assert.InRange(below[j] / (double)Draws, levels[j] - (4 * error), levels[j] + (4 * error));
        }
    }

    [Fact]
    public void The_posterior_of_a_window_agrees_with_a_walk_over_the_same_density()
    {
        SimulatedFirm firm = SimulatedFirm.Create(4, 0.25, 70, days: 121);
        WindowPosterior posterior = WindowPosterior.Of(firm.Series.Window, 0.9);
        Assert.Equal(EstimationStatus.Converged, posterior.Estimate.Status);

        // Metropolis on (ln sigma, nu), the likelihood written as the single-window estimator reports it at a fixed sigma and drift.
        (double Mean, double Low, double High) walk = MetropolisWalk.Run(firm.Series, posterior.Estimate, 12_000);
        double width = posterior.VolatilityInterval!.Value.Upper - posterior.VolatilityInterval.Value.Lower;
        Assert.Equal(walk.Mean, posterior.VolatilityMean!.Value, 0.03 * width);
        Assert.Equal(walk.Low, posterior.VolatilityInterval.Value.Lower, 0.06 * width);
        Assert.Equal(walk.High, posterior.VolatilityInterval.Value.Upper, 0.06 * width);
        Assert.InRange(posterior.EdfMedian!.Value, posterior.EdfInterval!.Value.Lower, posterior.EdfInterval.Value.Upper);
        Assert.InRange(posterior.VolatilityNormalInterval!.Value.Lower / posterior.VolatilityInterval.Value.Lower, 0.9, 1.1);
    }

    [Fact]
    public void A_window_without_an_estimate_has_a_posterior_without_numbers()
    {
        EquitySeries series = SimulatedFirm.Create(4, 0.25, 70, days: 60).Series with { EquityValues = [.. Enumerable.Repeat(5.0, 60)] };
        WindowPosterior posterior = WindowPosterior.Of(series.Window);
        Assert.Equal(EstimationStatus.NoMovement, posterior.Estimate.Status);
        Assert.Null(posterior.VolatilityMean);
        Assert.Null(posterior.EdfInterval);
    }

    [Fact]
    public void One_row_after_another_is_as_likely_as_all_at_once()
    {
        var random = new PhiloxStream(8, 2);
        double[] rows = [.. Enumerable.Range(0, 3 * 40).Select(_ => random.NextNormal())];
        NormalInverseWishart prior = NormalInverseWishart.Weak(3);
        NormalInverseWishart now = prior;
        double sum = 0;
        for (int i = 0; i < 40; i++)
        {
            ReadOnlySpan<double> row = rows.AsSpan(3 * i, 3);
            sum += now.LogDensity(row);
            now = now.After(row);
        }

        NormalInverseWishart all = prior.After(rows);
        Assert.Equal(sum, all.LogMarginalLikelihood(prior), 1e-9 * Math.Abs(sum));
        Assert.Equal(all.LogDensity([0.1, 0.2, 0.3]), now.LogDensity([0.1, 0.2, 0.3]), 1e-10);
        Assert.Equal(43, all.PredictiveDegrees);
    }

    [Fact]
    public void Each_row_is_judged_by_the_others_alone_however_far_off_one_lies()
    {
        var random = new PhiloxStream(8, 5);
        double[] rows = [.. Enumerable.Range(0, 3 * 30).Select(_ => random.NextNormal())];
        rows[3 * 17] = 1e9;
        NormalInverseWishart prior = NormalInverseWishart.Weak(3);
        IReadOnlyList<NormalInverseWishart> beliefs = prior.AfterOthers(rows);
        Assert.Equal(30, beliefs.Count);
        for (int i = 0; i < 30; i++)
        {
            double[] others = [.. rows[..(3 * i)], .. rows[(3 * (i + 1))..]];
            ReadOnlySpan<double> row = rows.AsSpan(3 * i, 3);
            double expected = prior.After(others).LogDensity(row);
            Assert.Equal(expected, beliefs[i].LogDensity(row), 1e-9 * Math.Abs(expected));
        }

        // By itself the odd row would be one of thirty; without it there is nothing like it.
        Assert.True(beliefs[17].PValue(rows.AsSpan(51, 3)) < 1e-30);
        Assert.True(prior.After(rows).PValue(rows.AsSpan(51, 3)) > 1e-10);
        Assert.Empty(prior.AfterOthers([]));
    }

    [Fact]
    public void A_firm_with_hardly_any_debt_has_the_closed_form_as_its_posterior()
    {
        // V no longer moves with sigma, and the two priors are the same: what is left is chi-square, two ways.
        SimulatedFirm firm = SimulatedFirm.Create(9, 0.4, 0.5, days: 61);
        WindowPosterior posterior = WindowPosterior.Of(firm.Series.Window, 0.9);
        VolatilityPosterior closed = posterior.ClosedForm!;
        Assert.Equal(closed.VolatilityQuantile(0.05), posterior.VolatilityInterval!.Value.Lower, 1e-9);
        Assert.Equal(closed.VolatilityQuantile(0.95), posterior.VolatilityInterval.Value.Upper, 1e-9);

        // With debt the closed form leaves out that V moves with sigma, and is too narrow.
        WindowPosterior indebted = WindowPosterior.Of(SimulatedFirm.Create(9, 0.4, 90, days: 61).Series.Window, 0.9);
        double width = indebted.VolatilityInterval!.Value.Upper - indebted.VolatilityInterval.Value.Lower;
        Assert.True(indebted.ClosedForm!.VolatilityQuantile(0.95) - indebted.ClosedForm.VolatilityQuantile(0.05) < 0.9 * width);
    }

    [Fact]
    public void P_values_of_rows_of_the_population_are_uniform()
    {
        var random = new PhiloxStream(8, 3);
        double[] rows = [.. Enumerable.Range(0, 2 * 2000).Select(_ => random.NextNormal())];
        NormalInverseWishart belief = NormalInverseWishart.Weak(2).After(rows.AsSpan(0, 2000));
        double[] p = [.. Enumerable.Range(1000, 1000).Select(i => belief.PValue(rows.AsSpan(2 * i, 2))).Order()];
        double largest = p.Select((value, i) => Math.Abs(value - ((i + 0.5) / p.Length))).Max();
        Assert.True(largest < 1.63 / Math.Sqrt(1000), $"{largest}");
    }

    [Fact]
    public void On_a_market_with_a_common_factor_the_systematic_share_lies_in_its_interval_as_often_as_promised()
    {
        var random = new PhiloxStream(8, 4);
        int covered = 0;
        const int Firms = 500;
        for (int firm = 0; firm < Firms; firm++)
        {
            double share = 0.05 + (0.8 * random.NextUniform());
            double[] market = new double[120];
            double[] own = new double[120];
            for (int i = 0; i < 120; i++)
            {
                market[i] = random.NextNormal();
                own[i] = 0.3 * ((Math.Sqrt(share) * market[i]) + (Math.Sqrt(1 - share) * random.NextNormal()));
            }

            FactorExposure exposure = FactorExposure.Estimate(own, market, 0.9);
            covered += exposure.SystematicShareLow <= share && share <= exposure.SystematicShareHigh ? 1 : 0;
        }

        // 90 % of 500, four standard deviations of 6.7 to either side.
        Assert.InRange(covered, 423, 477);
    }

    [Fact]
    public void Shares_of_a_signal_never_seen_are_not_zero()
    {
        BehaviouralSignal signal = BehaviouralSignal.FromCounts("x", 10, 0, 100, 5);
        Assert.Equal(0.5 / 11, signal.GivenDefault, 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>(() => BehaviouralSignal.FromCounts("x", 10, 11, 100, 5));
    }
}
