using Freeboard.Numerics;
using Freeboard.Portfolio.CreditRiskPlus;

namespace Freeboard.Tests.Portfolio.CreditRiskPlus;

public sealed class CreditRiskPlusLawTests
{
    private static readonly double[] Levels = [0.5, 0.9, 0.99, 0.999, 0.9997];

    [Fact]
    public void Transform_and_power_series_agree_to_the_error_of_the_transform()
    {
        foreach (string example in (string[])["1A", "1C", "2", "3"])
        {
            SectorPortfolio portfolio = PublishedExamples.Portfolio(example);
            CreditRiskPlusDistribution transform = CreditRiskPlusModel.Solve(portfolio);
            CreditRiskPlusDistribution series = CreditRiskPlusModel.Solve(portfolio, CreditRiskPlusOptions.Default with { Expansion = LossExpansion.PowerSeries });
            double worst = Enumerable.Range(0, series.Probabilities.Count).Max(i => Math.Abs(series.Probabilities[i] - transform.Probabilities[i]));
            Assert.True(worst < 1e-15, $"{example}: {worst}");
            Assert.Equal(1, series.Probabilities.Sum(), 1e-13);
        }
    }

    [Fact]
    public void Moments_of_the_distribution_are_the_closed_forms()
    {
        foreach (string example in (string[])["1A", "1B", "1C", "2", "3"])
        {
            CreditRiskPlusDistribution law = CreditRiskPlusModel.Solve(PublishedExamples.Portfolio(example));
            double unit = law.LossUnit!.Value;
            double mean = law.Probabilities.Select((p, i) => p * i * unit).Sum();
            double second = law.Probabilities.Select((p, i) => p * (i * unit - mean) * (i * unit - mean)).Sum();
            Assert.Equal(law.ExpectedLoss!.Value, mean, 1e-8 * mean);
            Assert.Equal(law.StandardDeviation!.Value, Math.Sqrt(second), 1e-8 * mean);
        }
    }

    [Fact]
    public void Exact_contributions_add_up_to_quantile_and_shortfall()
    {
        foreach (string example in (string[])["1A", "2", "3"])
        {
            CreditRiskPlusDistribution law = CreditRiskPlusModel.Solve(PublishedExamples.Portfolio(example));
            foreach (double level in Levels)
            {
                IReadOnlyList<CreditRiskPlusContribution> found = CreditRiskPlusContributions.At(law, level);
                double quantile = law.Quantile(level)!.Value;
                double shortfall = law.ExpectedShortfall(level)!.Value;
                Assert.Equal(quantile, found.Sum(c => c.ValueAtRisk), 1e-9 * quantile);
                Assert.Equal(shortfall, found.Sum(c => c.ExpectedShortfall), 1e-9 * shortfall);
            }
        }
    }

    [Fact]
    public void Without_sectors_the_number_of_defaults_is_Poisson()
    {
        SectorPortfolio portfolio = Even(50, 0.02, []);
        CreditRiskPlusDistribution law = CreditRiskPlusModel.Solve(portfolio, CreditRiskPlusOptions.Default with { Bands = 1 });
        double p = Math.Exp(-1);
        for (int i = 0; i < 12; i++)
        {
            Assert.Equal(p, law.Probabilities[i], 1e-15);
            p /= i + 1;
        }
    }

    [Fact]
    public void With_one_sector_the_number_of_defaults_is_negative_binomial()
    {
        SectorPortfolio portfolio = Even(50, 0.02, [1]) with { SectorDeviations = [0.5] };
        CreditRiskPlusDistribution law = CreditRiskPlusModel.Solve(portfolio, CreditRiskPlusOptions.Default with { Bands = 1 });

        // Variance 1/4 of the factor: shape 4, success probability (1/4)/(1 + 1/4).
        double p = Math.Pow(1 / 1.25, 4);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(p, law.Probabilities[i], 1e-15);
            p *= (4.0 + i) / (i + 1) * 0.2;
        }

        Assert.Equal(Math.Sqrt(1.25), law.StandardDeviation!.Value, 1e-14);
    }

    [Fact]
    public void A_sector_that_hardly_varies_is_Poisson()
    {
        CreditRiskPlusDistribution fixedRate = CreditRiskPlusModel.Solve(Even(80, 0.03, [1]) with { SectorDeviations = [0.0] });
        CreditRiskPlusDistribution almost = CreditRiskPlusModel.Solve(Even(80, 0.03, [1]) with { SectorDeviations = [1e-5] });
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(fixedRate.Probabilities[i * 100], almost.Probabilities[i * 100], 1e-9);
        }
    }

    [Fact]
    public void The_unit_of_money_never_matters()
    {
        SectorPortfolio portfolio = PublishedExamples.Portfolio("3");
        SectorPortfolio cents = portfolio with { Exposures = [.. portfolio.Exposures.Select(e => e * 100)] };
        CreditRiskPlusDistribution whole = CreditRiskPlusModel.Solve(portfolio, CreditRiskPlusOptions.Default with { LossUnit = 250_000 });
        CreditRiskPlusDistribution small = CreditRiskPlusModel.Solve(cents, CreditRiskPlusOptions.Default with { LossUnit = 25_000_000 });
        Assert.Equal(whole.Quantile(0.999)!.Value * 100, small.Quantile(0.999)!.Value, 1e-3);
        Assert.Equal(whole.ExpectedShortfall(0.999)!.Value * 100, small.ExpectedShortfall(0.999)!.Value, 1e-3);
    }

    [Fact]
    public void A_distribution_far_from_zero_has_its_probability_although_that_of_no_loss_underflows()
    {
        // 4,000 expected defaults: the probability of none is exp(-4000).
        SectorPortfolio portfolio = Even(4_000, 1, []) with { Exposures = [.. Enumerable.Repeat(1.0, 4_000)] };
        foreach (LossExpansion expansion in Enum.GetValues<LossExpansion>())
        {
            CreditRiskPlusDistribution law = CreditRiskPlusModel.Solve(portfolio, CreditRiskPlusOptions.Default with { Bands = 1, Expansion = expansion, TailProbability = 1e-10 });
            Assert.Equal(1, law.Probabilities.Sum(), 1e-9);
            Assert.Equal(4_000, law.Quantile(0.5)!.Value, 2.0);
        }
    }

    [Fact]
    public void What_cannot_be_is_a_status_without_numbers()
    {
        CreditRiskPlusDistribution heavy = CreditRiskPlusModel.Solve(Even(3, 0.02, [0.7, 0.7]));
        Assert.Equal(CreditRiskPlusStatus.InvalidInput, heavy.Status);
        Assert.Contains("Obligor 1", heavy.Fault, StringComparison.Ordinal);
        Assert.Null(heavy.ExpectedLoss);
        Assert.Null(heavy.Quantile(0.99));
        Assert.Empty(CreditRiskPlusContributions.At(heavy, 0.99));
        CreditRiskPlusDistribution fine = CreditRiskPlusModel.Solve(Even(3, 0.02, [1]), CreditRiskPlusOptions.Default with { LossUnit = 1e-9 });
        Assert.Equal(CreditRiskPlusStatus.TooManyPoints, fine.Status);
        Assert.Throws<ArgumentOutOfRangeException>(() => CreditRiskPlusModel.Solve(Even(3, 0.02, [1])).Quantile(1));
    }

    /// <summary>The worst size of the chapter: 10,000 obligors, three sectors and a fifth specific, one-unit bands up to 100.</summary>
    internal static SectorPortfolio Large()
    {
        PhiloxStream stream = new(20260101);
        int n = 10_000;
        double[] exposures = new double[n];
        double[] rates = new double[n];
        double[] weights = new double[3 * n];
        for (int i = 0; i < n; i++)
        {
            exposures[i] = Math.Min(100, Math.Max(1, Math.Floor(Math.Exp((1.5 * stream.NextNormal()) + 2.5))));
            rates[i] = Math.Min(0.3, 0.02 * Math.Exp(stream.NextNormal()));
            double a = stream.NextUniform();
            double b = stream.NextUniform() * (1 - a);
            weights[3 * i] = 0.8 * a;
            weights[(3 * i) + 1] = 0.8 * b;
            weights[(3 * i) + 2] = 0.8 * (1 - a - b);
        }

        return new SectorPortfolio { Exposures = exposures, DefaultRates = rates, DefaultRateDeviations = [.. rates.Select(rate => 0.7 * rate)], Sectors = ["a", "b", "c"], SectorWeights = weights };
    }

    private static SectorPortfolio Even(int obligors, double rate, double[] weights) => new()
    {
        Exposures = [.. Enumerable.Repeat(1.0, obligors)],
        DefaultRates = [.. Enumerable.Repeat(rate, obligors)],
        DefaultRateDeviations = [.. Enumerable.Repeat(0.5 * rate, obligors)],
        Sectors = [.. weights.Select((_, i) => $"s{i}")],
        SectorWeights = [.. Enumerable.Range(0, obligors).SelectMany(_ => weights)],
    };
}
