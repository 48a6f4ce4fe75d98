using Freeboard.Structural;

namespace Freeboard.Tests.Structural.Exact;

/// <summary>Random figures by the million, and a sample of them against an answer of any precision.</summary>
public sealed class ExactMertonTests(Xunit.Abstractions.ITestOutputHelper output)
{
    // Source: mpmath 1.3.0, ncdf at 60 digits, printed to 50.
    [Theory]
    [InlineData(-38.5, "1.4081824631705174617700996302451983873539843539124e-324")]
    [InlineData(-12.25, "8.3997960636334176589186133204963881655764570550541e-35")]
    [InlineData(-6.5, "4.0160005838591178083461454224006874886970706521132e-11")]
    [InlineData(-5.5, "1.8989562465887719383851274033580186316357489119297e-8")]
    [InlineData(-0.125, "4.5026177516988710702070437008952976002676008885155e-1")]
    [InlineData(0.5, "6.9146246127401310363770461060833773988360217555458e-1")]
    [InlineData(3.75, "9.9991158271479919613218224533097349666480394498205e-1")]
    [InlineData(7.25, "9.9999999999979161418413279305688100023592740532261e-1")]
    public void The_normal_distribution_in_many_digits_agrees_with_another_programs_to_48(double z, string expected)
    {
        BigNumber.Bits = 400;
        BigNumber wanted = BigNumber.Parse(expected);
        double error = ((ExactMerton.Normal(BigNumber.Of(z)) / wanted) - BigNumber.One).ToDouble();
        Assert.True(Math.Abs(error) < 1e-48, $"N({z}) is off by {error:g3}");
    }

    [Fact]
    public void The_series_and_the_fraction_of_the_normal_tail_meet_where_one_takes_over_from_the_other()
    {
        // Two methods that share nothing but the density agree to 180 of 400 bits and more at the seam: a step across it changes N as its density says.
        BigNumber.Bits = 400;
        BigNumber h = BigNumber.PowerOfTwo(-90);
        BigNumber six = BigNumber.Of(-6);
        BigNumber inside = ExactMerton.Normal(six + h);
        BigNumber outside = ExactMerton.Normal(six - h);
        BigNumber density = BigNumber.Exp(BigNumber.Of(-18)) / BigNumber.RootOfTwoPi;
        BigNumber difference = ((inside - outside) / (BigNumber.Of(2) * h * density)) - BigNumber.One;
        Assert.True(Math.Abs(difference.ToDouble()) < 1e-45, difference.ToString());
    }

    [Fact]
    public void A_hundred_thousand_random_valid_firms_converge_and_two_hundred_and_fifty_of_them_are_right_to_all_but_the_last_digits() => Run(100_000, 250, 20261122);

    /// <summary>Ten million in seconds, the sample too; prints what docs/reliability.md records.</summary>
    [Fact]
    [Trait("Length", "Long")]
    public void Ten_million_random_valid_firms_converge_and_ten_thousand_of_them_are_right_to_all_but_the_last_digits() => Run(10_000_000, 10_000, 20261123);

    [Fact]
    public void A_million_invalid_firms_are_named_by_their_figure()
    {
        SplitMix random = new(99);
        double[] bad = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1, -1e-300, 0];
        for (int i = 0; i < 1_000_000; i++)
        {
            MertonInputs good = Valid(random, i % 3);
            double value = bad[(int)random.Uniform(0, bad.Length)];
            int which = (int)random.Uniform(0, 5);
            (MertonInputs inputs, string name) = which switch
            {
                0 => (good with { EquityValue = value }, nameof(MertonInputs.EquityValue)),
                1 => (good with { EquityVolatility = value == 0 ? -2 : value }, nameof(MertonInputs.EquityVolatility)),
                2 => (good with { DefaultPoint = value == 0 ? -3 : value }, nameof(MertonInputs.DefaultPoint)),
                3 => (good with { RiskFreeRate = double.IsFinite(value) ? double.NaN : value }, nameof(MertonInputs.RiskFreeRate)),
                _ => (good with { HorizonYears = value }, nameof(MertonInputs.HorizonYears)),
            };
            MertonSolution solution = TwoEquations.Solve(inputs);
            if (solution.Status != SolverStatus.InvalidInput || solution.OffendingInput != name)
            {
                Assert.Fail($"{solution.Status} {solution.OffendingInput}, not {name}: {inputs}");
            }
        }
    }

    private void Run(int firms, int sampled, ulong seed)
    {
        // Blocks own their streams, so that the points do not depend on how many threads there are.
        const int Block = 10_000;
        int blocks = firms / Block;
        int every = firms / sampled;
        int[] mostIterations = new int[blocks];
        long[] converged = new long[blocks];
        List<(double V, double Volatility, double D2, double Doubt, MertonInputs Inputs, MertonSolution Solution)>[] errors = new List<(double, double, double, double, MertonInputs, MertonSolution)>[blocks];
        Parallel.For(0, blocks, block =>
        {
            SplitMix random = new(seed + ((ulong)block * 0x9E3779B97F4A7C15UL));
            errors[block] = [];
            for (int i = 0; i < Block; i++)
            {
                MertonInputs inputs = Valid(random, i % 3);
                MertonSolution solution = TwoEquations.Solve(inputs);
                if (solution.Status != SolverStatus.Converged)
                {
                    Assert.Fail($"{solution.Status} {solution.OffendingInput}: {inputs}");
                }

                converged[block]++;
                mostIterations[block] = Math.Max(mostIterations[block], solution.Iterations);
                if (((block * (long)Block) + i) % every == 0)
                {
                    (double v, double volatility, double d2, double doubt) = ExactMerton.Errors(inputs, solution);
                    errors[block].Add((v, volatility, d2, doubt, inputs, solution));
                }
            }
        });

        (double V, double Volatility, double D2, double Doubt, MertonInputs Inputs, MertonSolution Solution)[] all = [.. errors.SelectMany(static e => e)];
        output.WriteLine(FormattableString.Invariant($"{converged.Sum():#,0} valid firms from seed {seed}, all converged, at most {mostIterations.Max()} iterations; {all.Length:#,0} against many digits: V {all.Max(static e => e.V):0.0e0} ({all.Where(static e => e.Solution.ConditionNumber < 100).Max(static e => e.V):0.0e0} where the condition number is below 100), sigmaV {all.Max(static e => e.Volatility):0.0e0}, d2 {all.Max(static e => e.D2):0.0e0}; the exact answers themselves within {all.Max(static e => e.Doubt):0.0e0}"));
        Assert.Equal((firms, sampled), (converged.Sum(), all.Length));
        foreach ((double v, double volatility, double d2, double doubt, MertonInputs inputs, MertonSolution solution) in all)
        {
            // s = sigmaE sqrt T and K = D exp(-rT) are rounded before anything is solved, by four half units and by as many as r T has; the equations magnify that by
            // the condition number in sigmaV, and in V by w phi(d1) / N(d1) more, which is thousands where the firm is all but dead.
            double rounding = 1e-15 * (1 + Math.Abs(inputs.RiskFreeRate * inputs.HorizonYears)) * solution.ConditionNumber;
            double elasticity = solution.AssetVolatility * Math.Sqrt(inputs.HorizonYears) * (1 + Math.Max(0, -solution.D1));
            Assert.True(doubt < 1e-20, $"the exact answer is in doubt by {doubt:g3}: {inputs}");
            Assert.True(v <= 2e-14 + (rounding * elasticity) && volatility <= 2e-14 + rounding && d2 <= 1e-14 + rounding, $"V {v:g3}, sigmaV {volatility:g3}, d2 {d2:g3} with condition {solution.ConditionNumber:g3}: {inputs}");
        }
    }

    /// <summary>A third each over the whole range, over what data can hold, and over the ordinary; amounts of any unit, horizons from days to a century.</summary>
    private static MertonInputs Valid(SplitMix random, int third)
    {
        double width = third == 0 ? 300 : third == 1 ? 15 : 3;
        double horizon = random.LogUniform(-2, 1.5);
        double rate = random.Uniform(-0.1, 0.3);
        double debt = random.LogUniform(-6, 13);
        double x = Math.Clamp(random.LogUniform(-width, width), 1e-299, 1e280);

        // Assets of extreme firms stay doubles where sigmaV does too.
        double s = Math.Clamp(random.LogUniform(third == 2 ? -2 : -8, 2), 1.001e-8, 99.9);
        return new MertonInputs
        {
            EquityValue = x * debt * Math.Exp(-rate * horizon),
            EquityVolatility = s / Math.Sqrt(horizon),
            DefaultPoint = debt,
            RiskFreeRate = rate,
            HorizonYears = horizon,
        };
    }
}
