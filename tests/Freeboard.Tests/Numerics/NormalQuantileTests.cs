using Freeboard.Numerics;

namespace Freeboard.Tests.Numerics;

public sealed class NormalQuantileTests
{
    [Theory]
    // Source: Wichura (1988), AS 241, the comment of routine PPND16: one probability for each of the three branches.
    [InlineData(0.25, -0.6744897501960817)]
    [InlineData(1e-3, -3.090232306167814)]
    [InlineData(1e-20, -9.262340089798408)]
    public void FromProbability_gives_the_published_test_values(double probability, double quantile) =>
        Assert.Equal(quantile, NormalQuantile.FromProbability(probability), 4e-15 * Math.Abs(quantile));

    [Fact]
    public void FromProbability_is_odd_about_one_half_and_rises()
    {
        Assert.Equal(0, NormalQuantile.FromProbability(0.5));
        double last = double.NegativeInfinity;
        for (int i = 1; i < 1024; i++)
        {
            double p = i / 1024.0;
            double z = NormalQuantile.FromProbability(p);
            Assert.Equal(-z, NormalQuantile.FromProbability(1 - p));
            Assert.True(z > last, $"not rising at {p}");
            last = z;
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void FromProbability_refuses_what_is_no_inner_probability(double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalQuantile.FromProbability(probability));
}
