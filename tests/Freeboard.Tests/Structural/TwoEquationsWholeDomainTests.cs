using Freeboard.Structural;

namespace Freeboard.Tests.Structural;

/// <summary>Every valid input has exactly one solution, so none may come back without one.</summary>
public class TwoEquationsWholeDomainTests
{
    [Fact]
    public void Twenty_thousand_random_points_and_the_corners_of_the_valid_domain_all_converge_inside_the_proved_bounds()
    {
        var random = new SplitMix(20240601);
        int solved = 0;
        int mostIterations = 0;
        foreach (double x in (double[])[1e-300, 1e-10, 1, 1e10, 1e300])
        {
            foreach (double s in (double[])[1e-8, 1e-3, 1, 10, 100])
            {
                mostIterations = Math.Max(mostIterations, CheckPoint(x, s));
                solved++;
            }
        }

        for (int i = 0; i < 20_000; i++)
        {
            // A third each over the whole range, over what data can hold, and over the ordinary.
            double width = i % 3 == 0 ? 300 : i % 3 == 1 ? 15 : 3;
            double x = random.LogUniform(-width, width);
            double s = random.LogUniform(i % 3 == 2 ? -2 : -8, 2);
            mostIterations = Math.Max(mostIterations, CheckPoint(x, s));
            solved++;
        }

        Assert.Equal(20_025, solved);
        Assert.True(mostIterations <= 20, $"{mostIterations} iterations");
    }

    [Fact]
    public void Amounts_rates_and_horizons_anywhere_in_range_converge()
    {
        var random = new SplitMix(77);
        int solved = 0;
        for (int i = 0; i < 10_000; i++)
        {
            double horizon = random.LogUniform(-3, 2);
            double rate = random.Uniform(-0.5, 3);
            var inputs = new MertonInputs
            {
                EquityValue = random.LogUniform(-100, 100),
                EquityVolatility = random.LogUniform(-4, 0.9),
                DefaultPoint = random.LogUniform(-100, 100),
                RiskFreeRate = rate,
                HorizonYears = horizon,
            };
            MertonSolution solution = TwoEquations.Solve(inputs);
            Assert.True(solution.Status == SolverStatus.Converged, $"{solution.Status} {solution.OffendingInput}: {inputs}");
            AssertBounds(inputs, solution, inputs.DefaultPoint * Math.Exp(-rate * horizon), 1e-12);
            solved++;
        }

        Assert.Equal(10_000, solved);
    }

    [Fact]
    public void Forward_model_gives_back_the_inputs()
    {
        var random = new SplitMix(4);
        int compared = 0;
        for (int i = 0; i < 10_000; i++)
        {
            var inputs = new MertonInputs
            {
                EquityValue = random.LogUniform(-6, 6),
                EquityVolatility = random.LogUniform(-2, 0.8),
                DefaultPoint = 1,
                RiskFreeRate = random.Uniform(-0.1, 0.3),
                HorizonYears = random.LogUniform(-1, 1),
            };
            MertonSolution s = TwoEquations.Solve(inputs);
            double equity = MertonModel.EquityValue(s.AssetValue, s.AssetVolatility, 1, inputs.RiskFreeRate, inputs.HorizonYears);
            double volatility = MertonModel.EquityVolatility(s.AssetValue, s.AssetVolatility, 1, inputs.RiskFreeRate, inputs.HorizonYears);

            // Rounding V by half a unit moves E by V N(d1) / E half units: 1e6 of them for the least equity here.
            double elasticity = volatility / s.AssetVolatility;
            double tolerance = 2e-15 * (10 + elasticity) * Math.Max(1, Math.Abs(s.D2));
            Assert.True(Math.Abs((equity / inputs.EquityValue) - 1) <= tolerance, $"E {equity:g17}: {inputs}");
            Assert.True(Math.Abs((volatility / inputs.EquityVolatility) - 1) <= tolerance, $"sigmaE {volatility:g17}: {inputs}");
            compared++;
        }

        Assert.Equal(10_000, compared);
    }

    private static int CheckPoint(double x, double s)
    {
        x = Math.Clamp(x, 1e-300, 1e300);
        s = Math.Clamp(s, 1e-8, 100);
        var inputs = new MertonInputs { EquityValue = x, EquityVolatility = s, DefaultPoint = 1, RiskFreeRate = 0, HorizonYears = 1 };
        MertonSolution solution = TwoEquations.Solve(inputs);
        Assert.True(solution.Status == SolverStatus.Converged, $"{solution.Status} after {solution.Iterations}: x = {x:g17}, s = {s:g17}");
        AssertBounds(inputs, solution, 1, 1e-14);
        return solution.Iterations;
    }

    private static void AssertBounds(in MertonInputs inputs, in MertonSolution solution, double discountedDebt, double rounding)
    {
        double e = inputs.EquityValue;
        string place = $"{inputs} -> {solution}";
        Assert.True(solution.AssetValue >= e * (1 - rounding), place);
        Assert.True(solution.AssetValue <= (e + discountedDebt) * (1 + rounding), place);
        Assert.True(solution.AssetVolatility <= inputs.EquityVolatility * (1 + rounding), place);

        // The lower bound may be smaller than the smallest normal double.
        double lower = inputs.EquityVolatility * (e / (e + discountedDebt));
        Assert.True(solution.AssetVolatility >= (lower * (1 - rounding)) - 1e-323, place);
        Assert.True(double.IsFinite(solution.D1) && double.IsFinite(solution.D2), place);
        Assert.True(solution.LogDefaultProbability <= 0 && double.IsFinite(solution.LogDefaultProbability), place);
        Assert.True(solution.ConditionNumber >= 1 - rounding && double.IsFinite(solution.ConditionNumber), place);
        Assert.True(Math.Abs(solution.Residual) <= SolverOptions.Default.RelativeTolerance, place);
    }
}
