using Freeboard.Numerics;
using Freeboard.Structural.Rolling;

namespace Freeboard.Tests.Structural.Rolling;

/// <summary>The functions on lanes against the scalar ones of the house, over their whole range.</summary>
public class LaneFunctionTests
{
    [Fact]
    public void Exponential_and_logarithm_are_right_to_a_few_units_in_the_last_place()
    {
        for (double y = -700; y < 700; y += 0.37)
        {
            AssertClose(Math.Exp(y), Of(LaneFunctions.Exp(Lane2.All(y))), 6e-16);
            double a = Math.Exp(y);
            AssertClose(Math.Log(a), Of(LaneFunctions.Log(Lane2.All(a))), 5e-16);
        }

        for (double g = -0.29; g < 0.4; g += 0.00091)
        {
            AssertClose(Math.Log(1 + g), Of(LaneFunctions.Log(Lane2.All(1 + g))), 7e-16);
        }
    }

    [Fact]
    public void Density_and_Mills_ratio_are_right_to_a_few_units_in_the_last_place()
    {
        for (double z = 0; z < 37; z += 0.0113)
        {
            AssertClose(StandardNormal.Density(z), Of(LaneFunctions.Density(Lane2.All(z))), 1e-15);
            LaneFunctions.Mills(Lane2.All(z), Lane2.All(2 * z), out Lane2 first, out Lane2 second);
            AssertClose(StandardNormal.MillsRatio(z), Of(first), 1.5e-15);
            AssertClose(StandardNormal.MillsRatio(2 * z), Of(second), 1.5e-15);
        }
    }

    private static double Of(Lane2 lane)
    {
        double[] pair = new double[2];
        Lane2.Store(lane, ref pair[0], 0);
        return pair[1];
    }

    private static void AssertClose(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected), $"{expected:R} {actual:R}");
}
