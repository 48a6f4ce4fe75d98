using Freeboard.Numerics;
using Freeboard.Structural;
using Freeboard.Structural.Barrier;

namespace Freeboard.Tests.Structural.Barrier;

public class BarrierTests
{
    /// <summary>Haug (1998), page 72, down-and-out calls with a rebate of 3 paid at the barrier, whose value is added here; S 100, q 4 %, r 8 %, half a year.</summary>
    public static TheoryData<double, double, double, double> Haug => new()
    {
        // strike, barrier, volatility, published
        { 90, 95, 0.25, 9.0246 },
        { 100, 95, 0.25, 6.7924 },
        { 110, 95, 0.25, 4.8759 },
        { 90, 100 - 1e-9, 0.25, 3.0000 },
    };

    [Theory]
    [MemberData(nameof(Haug))]
    public void Published_barrier_calls_are_reproduced(double strike, double barrier, double volatility, double published)
    {
        // A payout q is a barrier that grows at q, seen from assets that lose q: V = S exp(-qT).
        const double Q = 0.04;
        const double R = 0.08;
        const double T = 0.5;
        BarrierFirm firm = new()
        {
            AssetValue = 100 * Math.Exp(-Q * T),
            AssetVolatility = volatility,
            DefaultPoint = strike,
            Barrier = new BarrierTerms { FractionOfDefaultPoint = barrier / strike, GrowthRate = Q },
            RiskFreeRate = R,
            HorizonYears = T,
        };
        double variance = volatility * volatility;
        double mu = ((R - Q) / variance) - 0.5;
        double lambda = Math.Sqrt((mu * mu) + (2 * R / variance));
        double w = volatility * Math.Sqrt(T);
        double z = (Math.Log(barrier / 100) / w) + (lambda * w);
        double rebate = 3 * ((Math.Pow(barrier / 100, mu + lambda) * StandardNormal.Cumulative(z)) + (Math.Pow(barrier / 100, mu - lambda) * StandardNormal.Cumulative(z - (2 * lambda * w))));
        Assert.Equal(published, BarrierModel.EquityValue(firm) + rebate, 5e-5);
    }

    [Fact]
    public void Prices_and_probabilities_equal_integrals_of_the_absorbed_density()
    {
        double worst = 0;
        ReferenceTable values = ReferenceTable.Load("barrier", "values.csv");
        Assert.Equal(40, values.Rows.Count);
        foreach (ReferenceTable.Row row in values.Rows)
        {
            BarrierFirm firm = new()
            {
                AssetValue = row["V"],
                AssetVolatility = row["sigmaV"],
                DefaultPoint = row["D"],
                Barrier = new BarrierTerms { FractionOfDefaultPoint = row["H"] / row["D"], GrowthRate = row["g"] },
                RiskFreeRate = row["r"],
                HorizonYears = row["T"],
            };
            Near(BarrierModel.EquityValue(firm), "equity", 2e-13);
            Near(BarrierModel.EquityDelta(firm), "delta", 2e-13);
            if (row["pDefault"] > 1e-6)
            {
                Near(Math.Exp(BarrierModel.LogDefaultProbability(firm, firm.RiskFreeRate)), "pDefault", 1e-13);
            }

            if (row["pPassage"] > 1e-6)
            {
                Near(Math.Exp(BarrierModel.LogFirstPassageProbability(firm, firm.RiskFreeRate, firm.HorizonYears)), "pPassage", 1e-13);
            }

            void Near(double computed, string column, double tolerance)
            {
                double error = Math.Abs((computed / row[column]) - 1);
                worst = Math.Max(worst, error);
                Assert.True(error < tolerance, $"{column} {error:g3} {row}");
            }
        }

        Assert.True(worst < 2e-13, $"{worst:g3}");
    }

    [Fact]
    public void Barrier_at_zero_is_Merton_exactly_and_a_small_one_in_the_limit()
    {
        var random = new SplitMix(81);
        for (int i = 0; i < 200; i++)
        {
            MertonInputs inputs = Sensitivity.TwoEquationSensitivitiesTests.RandomFirm(random);
            MertonSolution merton = TwoEquations.Solve(inputs);
            BarrierSolution none = BarrierEquations.Solve(inputs, new BarrierTerms { FractionOfDefaultPoint = 0 });
            Assert.Equal(ModelStatus.Converged, none.Status);
            Assert.Equal((merton.AssetValue, merton.AssetVolatility), (none.AssetValue, none.AssetVolatility));
            Assert.Equal(1, none.LogDefaultProbability / merton.LogDefaultProbability, 1e-11);

            // By the general path: far from the barrier, the answer is Merton's to rounding.
            BarrierSolution small = BarrierEquations.Solve(inputs, new BarrierTerms { FractionOfDefaultPoint = 1e-100 });
            Assert.Equal(ModelStatus.Converged, small.Status);
            Assert.Equal(1, small.AssetValue / merton.AssetValue, 1e-11);
            Assert.Equal(1, small.AssetVolatility / merton.AssetVolatility, 1e-10);
        }
    }

    [Fact]
    public void Price_then_invert_gives_the_assets_back_and_probabilities_are_never_below_Mertons()
    {
        var random = new SplitMix(82);
        int converged = 0;
        int other = 0;
        double worst = 0;
        for (int i = 0; i < 400; i++)
        {
            BarrierFirm firm = new()
            {
                AssetValue = random.Uniform(1.02, 6),
                AssetVolatility = random.Uniform(0.05, 0.6),
                DefaultPoint = 1,
                Barrier = new BarrierTerms { FractionOfDefaultPoint = random.Uniform(0.05, 1), GrowthRate = i % 2 == 0 ? 0 : 0.03 },
                RiskFreeRate = random.Uniform(0, 0.1),
                HorizonYears = random.Uniform(0.5, 5),
            };
            MertonInputs inputs = new()
            {
                EquityValue = BarrierModel.EquityValue(firm),
                EquityVolatility = BarrierModel.EquityVolatility(firm),
                DefaultPoint = 1,
                RiskFreeRate = firm.RiskFreeRate,
                HorizonYears = firm.HorizonYears,
            };
            BarrierSolution solution = BarrierEquations.Solve(inputs, firm.Barrier);
            if (solution.Status != ModelStatus.Converged)
            {
                Assert.Equal(ModelStatus.NotUnique, solution.Status);
                Assert.True(double.IsNaN(solution.AssetValue));
                other++;
                continue;
            }

            converged++;
            double error = Math.Max(Math.Abs((solution.AssetValue / firm.AssetValue) - 1), Math.Abs((solution.AssetVolatility / firm.AssetVolatility) - 1));
            worst = Math.Max(worst, error);
            Assert.True(error < 1e-9, $"{error:g3} {firm}");
            double mertonAtSameAssets = StandardNormal.LogCumulative(-solution.D2);
            Assert.True(solution.LogDefaultProbability >= mertonAtSameAssets - (1e-13 * Math.Abs(mertonAtSameAssets)));
            Assert.True(solution.LogDefaultProbability >= solution.LogFirstPassageProbability - 1e-13);
            Assert.True(solution.AssetVolatility <= inputs.EquityVolatility);
        }

        Assert.True(converged >= 395, $"{converged} {other} {worst:g3}");
    }

    [Fact]
    public void First_passage_is_likelier_over_longer_horizons_nearer_barriers_and_lower_drifts()
    {
        BarrierFirm firm = new()
        {
            AssetValue = 2,
            AssetVolatility = 0.3,
            DefaultPoint = 1,
            Barrier = new BarrierTerms { FractionOfDefaultPoint = 0.8 },
            RiskFreeRate = 0.03,
            HorizonYears = 1,
        };
        double previous = double.NegativeInfinity;
        for (double years = 1.0 / 64; years < 200; years *= 2)
        {
            double log = BarrierModel.LogFirstPassageProbability(firm, 0.03, years);
            Assert.True(log > previous && log <= 0 && double.IsFinite(log));
            Assert.True(log < BarrierModel.LogFirstPassageProbability(firm with { AssetValue = 1.9 }, 0.03, years));
            Assert.True(log < BarrierModel.LogFirstPassageProbability(firm, 0.02, years));
            previous = log;
        }

        // For ever: (H/V)^(2 nu / sigma^2) when the drift leads away from the barrier.
        double nu = 0.2 - (0.5 * 0.09);
        Assert.Equal(2 * nu / 0.09 * Math.Log(0.4), BarrierModel.LogFirstPassageProbability(firm, 0.2, 1e6), 1e-12);
        Assert.Equal(0, BarrierModel.LogFirstPassageProbability(firm with { AssetValue = 0.8 }, 0.03, 1));
        Assert.Equal(0, BarrierModel.EquityValue(firm with { AssetValue = 0.5 }));
    }

    /// <summary>A barrier that is always the discounted debt makes the equity V - K whatever the volatility.</summary>
    [Fact]
    public void Barrier_at_the_discounted_debt_leaves_the_lenders_without_risk()
    {
        foreach (double volatility in (double[])[0.02, 0.3, 2])
        {
            BarrierFirm firm = new()
            {
                AssetValue = 1.5,
                AssetVolatility = volatility,
                DefaultPoint = 1,
                Barrier = new BarrierTerms { FractionOfDefaultPoint = 1, GrowthRate = 0.05 },
                RiskFreeRate = 0.05,
                HorizonYears = 3,
            };
            Assert.Equal(1.5 - Math.Exp(-0.15), BarrierModel.EquityValue(firm), 1e-14);
            Assert.Equal(1, BarrierModel.EquityDelta(firm), 1e-14);
        }
    }

    [Fact]
    public void Figures_without_a_solution_have_a_status()
    {
        MertonInputs firm = new() { EquityValue = 0.5, EquityVolatility = 0.6, DefaultPoint = 1, RiskFreeRate = 0.03, HorizonYears = 1 };
        BarrierTerms barrier = new() { FractionOfDefaultPoint = 0.8 };
        Told(ModelStatus.InvalidInput, "EquityValue", firm with { EquityValue = double.NaN }, barrier);
        Told(ModelStatus.InvalidInput, "FractionOfDefaultPoint", firm, barrier with { FractionOfDefaultPoint = -1 });
        Told(ModelStatus.InvalidInput, "GrowthRate", firm, barrier with { GrowthRate = double.NaN });
        Told(ModelStatus.DegenerateNoDebt, null, firm with { DefaultPoint = 0 }, barrier);
        Told(ModelStatus.DegenerateNoVolatility, null, firm with { EquityVolatility = 0 }, barrier);

        // A barrier three times the debt: equity this calm and this small cannot be alive above it.
        Told(ModelStatus.NoSolution, "FractionOfDefaultPoint", firm with { EquityValue = 0.5, EquityVolatility = 0.05 }, barrier with { FractionOfDefaultPoint = 3 });
        Assert.Equal(ModelStatus.NotRun, default(BarrierSolution).Status);
        BarrierFirm noAssets = new() { AssetValue = 0, AssetVolatility = 0.2, DefaultPoint = 1, Barrier = barrier, RiskFreeRate = 0, HorizonYears = 1 };
        Assert.Throws<ArgumentOutOfRangeException>(() => BarrierModel.EquityValue(noAssets));

        static void Told(ModelStatus status, string? name, MertonInputs inputs, BarrierTerms terms)
        {
            BarrierSolution solution = BarrierEquations.Solve(inputs, terms);
            Assert.Equal((status, name), (solution.Status, solution.OffendingInput));
            Assert.True(double.IsNaN(solution.AssetValue) && double.IsNaN(solution.LogDefaultProbability));
        }
    }
}
