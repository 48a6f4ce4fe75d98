using Freeboard.Numerics;
using Freeboard.Structural;

namespace Freeboard.Tests.Structural;

public class DistanceToDefaultTests
{
    [Fact]
    public void Kmv_gives_the_worked_example_of_the_matched_pairs_study() =>
        Assert.Equal(2, DistanceToDefault.Kmv(500, 0.05, 450, 1), 1e-14);

    [Fact]
    public void Kmv_divides_by_the_volatility_over_the_horizon() => Assert.Equal(1, DistanceToDefault.Kmv(500, 0.05, 450, 4), 1e-14);

    [Fact]
    public void Three_distances_differ_as_their_formulas_say()
    {
        // ln(140/100) = 0.336472236621213, sigma sqrt T = 0.25.
        Assert.Equal((0.336472236621213 + 0.05 - 0.03125) / 0.25, DistanceToDefault.RiskNeutral(140, 0.25, 100, 0.05, 1), 1e-14);
        Assert.Equal((0.336472236621213 + 0.12 - 0.03125) / 0.25, DistanceToDefault.Physical(140, 0.25, 100, 0.12, 1), 1e-14);
        Assert.Equal(40.0 / 140 / 0.25, DistanceToDefault.Kmv(140, 0.25, 100, 1), 1e-14);
    }

    [Fact]
    public void Risk_neutral_distance_is_the_solvers_d2()
    {
        MertonSolution s = TwoEquations.Solve(new MertonInputs { EquityValue = 3, EquityVolatility = 0.8, DefaultPoint = 10, RiskFreeRate = 0.05, HorizonYears = 2 });
        Assert.Equal(s.D2, DistanceToDefault.RiskNeutral(s.AssetValue, s.AssetVolatility, 10, 0.05, 2), 1e-14);
    }

    [Fact]
    public void Without_debt_the_lognormal_distances_are_infinite_and_the_Kmv_distance_is_one_over_sigma()
    {
        Assert.Equal(double.PositiveInfinity, DistanceToDefault.RiskNeutral(5, 0.2, 0, 0.05, 1));
        Assert.Equal(double.PositiveInfinity, DistanceToDefault.Physical(5, 0.2, 0, 0.05, 1));
        Assert.Equal(5, DistanceToDefault.Kmv(5, 0.2, 0, 1), 1e-14);
    }

    [Fact]
    public void Expected_default_frequency_is_N_of_minus_the_distance()
    {
        Assert.Equal(0.5, ExpectedDefaultFrequency.FromDistance(0), 1e-16);
        Assert.Equal(StandardNormal.Cumulative(-2), ExpectedDefaultFrequency.FromDistance(2));
        Assert.Equal(0, ExpectedDefaultFrequency.FromDistance(double.PositiveInfinity));
        Assert.Equal(double.NegativeInfinity, ExpectedDefaultFrequency.LogFromDistance(double.PositiveInfinity));

        // At 50 the frequency is 1e-545, no double; its logarithm is -50^2/2 - ln(50 sqrt(2 pi)) - 1/50^2 + ...
        Assert.Equal(0, ExpectedDefaultFrequency.FromDistance(50));
        Assert.Equal(-1254.8313611394, ExpectedDefaultFrequency.LogFromDistance(50), 1e-9);
    }
}
