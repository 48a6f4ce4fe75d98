using Freeboard.Structural;
using Freeboard.Structural.JumpDiffusion;
using Freeboard.Tests.Structural.Sensitivity;

namespace Freeboard.Tests.Structural.JumpDiffusion;

public class JumpDiffusionTests
{
    /// <summary>
    /// Haug (1998), page 9 (values corrected for his truncation at eleven terms, as used by QuantLib's tests): S 100, r 8 %, total volatility 25 %, of whose
    /// variance the jumps have the share gamma; the mean relative jump is zero.
    /// </summary>
    public static TheoryData<double, double, double, double, double> Haug => new()
    {
        // strike, T, jumps a year, gamma, published
        { 80, 0.10, 1, 0.25, 20.67 },
        { 80, 0.25, 1, 0.25, 21.74 },
        { 80, 0.50, 1, 0.25, 23.63 },
        { 100, 0.10, 1, 0.25, 3.42 },
        { 100, 0.25, 5, 0.25, 5.96 },
        { 100, 0.50, 5, 0.25, 9.02 },
        { 110, 0.25, 1, 0.50, 1.93 },
        { 110, 0.50, 10, 0.25, 4.74 },
        { 120, 0.50, 1, 0.25, 2.23 },
        { 120, 0.50, 10, 0.75, 2.23 },
    };

    [Theory]
    [MemberData(nameof(Haug))]
    public void Published_jump_calls_are_reproduced(double strike, double years, double intensity, double gamma, double published)
    {
        double deviation = 0.25 * Math.Sqrt(gamma / intensity);
        JumpFirm firm = new()
        {
            AssetValue = 100,
            DiffusionVolatility = 0.25 * Math.Sqrt(1 - gamma),
            DefaultPoint = strike,
            Jumps = new JumpTerms { Intensity = intensity, MeanLogJump = -0.5 * deviation * deviation, LogJumpDeviation = deviation },
            RiskFreeRate = 0.08,
            HorizonYears = years,
        };
        Assert.Equal(published, JumpDiffusionModel.EquityValue(firm), 1e-2);
    }

    [Fact]
    public void Prices_and_probabilities_equal_the_high_precision_sum_over_the_count_of_jumps()
    {
        double worst = 0;
        ReferenceTable values = ReferenceTable.Load("jump-diffusion", "values.csv");
        Assert.Equal(30, values.Rows.Count);
        foreach (ReferenceTable.Row row in values.Rows)
        {
            JumpFirm firm = new()
            {
                AssetValue = row["V"],
                DiffusionVolatility = row["sigma"],
                DefaultPoint = row["D"],
                Jumps = new JumpTerms { Intensity = row["intensity"], MeanLogJump = row["mean"], LogJumpDeviation = row["deviation"] },
                RiskFreeRate = row["r"],
                HorizonYears = row["T"],
            };
            Near(JumpDiffusionModel.EquityValue(firm), "equity");
            Near(JumpDiffusionModel.EquityDelta(firm), "delta");
            Near(Math.Exp(JumpDiffusionModel.LogDefaultProbability(firm, firm.RiskFreeRate)), "pDefault");

            void Near(double computed, string column)
            {
                double error = Math.Abs((computed / row[column]) - 1);
                worst = Math.Max(worst, error);
                Assert.True(error < 2e-13, $"{column} {error:g3} {row}");
            }
        }

        Assert.True(worst < 2e-13, $"{worst:g3}");
    }

    [Fact]
    public void Intensity_zero_is_Merton_exactly_and_a_small_one_in_the_limit()
    {
        var random = new SplitMix(91);
        for (int i = 0; i < 60; i++)
        {
            MertonInputs inputs = TwoEquationSensitivitiesTests.RandomFirm(random);
            MertonSolution merton = TwoEquations.Solve(inputs);
            JumpTerms jumps = new() { Intensity = 0, MeanLogJump = -0.3, LogJumpDeviation = 0.2 };
            JumpSolution none = JumpDiffusionEquations.Solve(inputs, jumps);
            Assert.Equal(ModelStatus.Converged, none.Status);
            Assert.Equal((merton.AssetValue, merton.AssetVolatility), (none.AssetValue, none.DiffusionVolatility));
            Assert.Equal(1, none.LogDefaultProbability / merton.LogDefaultProbability, 1e-11);
            Assert.Equal(none.DiffusionVolatility, none.TotalVolatility, 1e-15);

            // By the general path: jumps so rare that they do not count.
            JumpSolution rare = JumpDiffusionEquations.Solve(inputs, jumps with { Intensity = 1e-200 }, JumpVolatilityMeaning.Diffusion);
            Assert.Equal(ModelStatus.Converged, rare.Status);
            Assert.Equal(1, rare.AssetValue / merton.AssetValue, 1e-11);
            Assert.Equal(1, rare.DiffusionVolatility / merton.AssetVolatility, 1e-10);
        }
    }

    [Theory]
    [InlineData(JumpVolatilityMeaning.Diffusion, 200)]
    [InlineData(JumpVolatilityMeaning.Total, 15)]
    public void Price_then_invert_gives_the_assets_back(JumpVolatilityMeaning meaning, int firms)
    {
        var random = new SplitMix(92);
        int converged = 0;
        for (int i = 0; i < firms; i++)
        {
            JumpFirm firm = RandomFirm(random);
            MertonInputs inputs = new()
            {
                EquityValue = JumpDiffusionModel.EquityValue(firm),
                EquityVolatility = meaning == JumpVolatilityMeaning.Total ? JumpDiffusionModel.TotalEquityVolatility(firm) : JumpDiffusionModel.DiffusionEquityVolatility(firm),
                DefaultPoint = 1,
                RiskFreeRate = firm.RiskFreeRate,
                HorizonYears = firm.HorizonYears,
            };
            JumpSolution solution = JumpDiffusionEquations.Solve(inputs, firm.Jumps, meaning);
            if (solution.Status == ModelStatus.NotUnique)
            {
                Assert.True(double.IsNaN(solution.AssetValue));
                continue;
            }

            Assert.True(solution.Status == ModelStatus.Converged, $"{solution.Status} {firm}");
            converged++;
            Assert.Equal(1, solution.AssetValue / firm.AssetValue, 1e-9);
            Assert.Equal(1, solution.DiffusionVolatility / firm.DiffusionVolatility, 1e-8);
            Assert.True(solution.TruncationBound < 1e-16 && solution.Terms < 200);
            Assert.True(solution.AssetValue > inputs.EquityValue && solution.AssetValue < inputs.EquityValue + Math.Exp(-inputs.RiskFreeRate * inputs.HorizonYears));
        }

        Assert.True(converged >= 0.95 * firms, $"{converged} of {firms}");
    }

    [Fact]
    public void More_jumps_downwards_make_default_likelier_at_the_same_assets()
    {
        var random = new SplitMix(93);
        for (int i = 0; i < 200; i++)
        {
            JumpFirm firm = RandomFirm(random) with { AssetValue = 2, DiffusionVolatility = 0.15, HorizonYears = 1 };
            firm = firm with { Jumps = firm.Jumps with { MeanLogJump = -0.3 } };
            double few = JumpDiffusionModel.LogDefaultProbability(firm, 0.03);
            double many = JumpDiffusionModel.LogDefaultProbability(firm with { Jumps = firm.Jumps with { Intensity = 2 * firm.Jumps.Intensity } }, 0.03);
            Assert.True(many > few && few > ExpectedDefaultFrequency.LogFromDistance(DistanceToDefault.Physical(2, 0.15, 1, 0.03, 1)));
        }
    }

    [Fact]
    public void Figures_without_a_solution_have_a_status()
    {
        MertonInputs firm = new() { EquityValue = 0.5, EquityVolatility = 0.3, DefaultPoint = 1, RiskFreeRate = 0.03, HorizonYears = 1 };
        JumpTerms jumps = new() { Intensity = 3, MeanLogJump = -0.4, LogJumpDeviation = 0.3 };

        // The jumps alone move the equity by far more than 30 % a year.
        Told(ModelStatus.NoSolution, "EquityVolatility", firm, jumps);
        Assert.Equal(ModelStatus.Converged, JumpDiffusionEquations.Solve(firm, jumps, JumpVolatilityMeaning.Diffusion).Status);
        Told(ModelStatus.InvalidInput, "Intensity", firm, jumps with { Intensity = -1 });
        Told(ModelStatus.InvalidInput, "MeanLogJump", firm, jumps with { MeanLogJump = double.NaN });
        Told(ModelStatus.InvalidInput, "LogJumpDeviation", firm, jumps with { LogJumpDeviation = -0.1 });
        Told(ModelStatus.InvalidInput, "HorizonYears", firm with { HorizonYears = 0 }, jumps);
        Told(ModelStatus.Underflow, "Intensity", firm, jumps with { Intensity = 1000 });
        Told(ModelStatus.DegenerateNoDebt, null, firm with { DefaultPoint = 0 }, jumps);
        Told(ModelStatus.DegenerateNoVolatility, null, firm with { EquityVolatility = 0 }, jumps);
        Assert.Equal(ModelStatus.NotRun, default(JumpSolution).Status);

        static void Told(ModelStatus status, string? name, MertonInputs inputs, JumpTerms terms)
        {
            JumpSolution solution = JumpDiffusionEquations.Solve(inputs, terms);
            Assert.Equal((status, name), (solution.Status, solution.OffendingInput));
            Assert.True(double.IsNaN(solution.AssetValue) && double.IsNaN(solution.LogDefaultProbability));
        }
    }

    private static JumpFirm RandomFirm(SplitMix random) => new()
    {
        AssetValue = random.Uniform(0.8, 5),
        DiffusionVolatility = random.Uniform(0.08, 0.6),
        DefaultPoint = 1,
        Jumps = new JumpTerms { Intensity = random.LogUniform(-2, 0.5), MeanLogJump = random.Uniform(-0.3, 0.1), LogJumpDeviation = random.Uniform(0, 0.3) },
        RiskFreeRate = random.Uniform(0, 0.08),
        HorizonYears = random.Uniform(0.5, 4),
    };
}
