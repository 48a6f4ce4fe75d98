using Freeboard.Rates;

namespace Freeboard.Tests.Rates;

public class RateConversionTests
{
    [Theory]
    [InlineData(0.0414, 1, 0.040565961747)] // ln 1.0414, the one-year deposit rate of 2007
    [InlineData(0.035, 1, 0.034401426717)] // ln 1.035
    [InlineData(0.04, 0.5, 0.039605254592)] // 2 ln 1.02
    [InlineData(-0.005, 1, -0.005012541824)] // ln 0.995
    [InlineData(0, 1, 0)]
    [InlineData(0.05, 10, 0.040546510811)] // ln 1.5 / 10
    public void Simple_annual_rate_becomes_its_logarithm(double simple, double tenor, double continuous) =>
        Assert.Equal(continuous, RateConversion.SimpleAnnualToContinuous(simple, tenor), 1e-12);

    [Fact]
    public void Tenor_is_one_year_unless_said_otherwise() =>
        Assert.Equal(Math.Log(1.0414), RateConversion.SimpleAnnualToContinuous(0.0414), 1e-15);

    [Theory]
    [InlineData(1e-17)]
    [InlineData(-1e-12)]
    [InlineData(1e-5)]
    [InlineData(0.3)]
    [InlineData(-0.9)]
    public void Tiny_rates_keep_their_digits_and_the_way_back_is_exact_to_rounding(double simple)
    {
        double continuous = RateConversion.SimpleAnnualToContinuous(simple);
        Assert.Equal(1, RateConversion.ContinuousToSimpleAnnual(continuous) / simple, 4e-15);
        if (Math.Abs(simple) < 1e-11)
        {
            Assert.Equal(1, continuous / simple, 1e-12);
        }
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(-1, 1)]
    [InlineData(-1.5, 1)]
    [InlineData(-0.2, 5)]
    [InlineData(0.03, 0)]
    [InlineData(0.03, -1)]
    [InlineData(0.03, double.NaN)]
    [InlineData(0.03, double.PositiveInfinity)]
    public void Rates_that_cannot_be_converted_are_refused(double simple, double tenor) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RateConversion.SimpleAnnualToContinuous(simple, tenor));

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(1000, 1)]
    [InlineData(0.03, 0)]
    public void Continuous_rates_that_cannot_be_quoted_are_refused(double continuous, double tenor) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RateConversion.ContinuousToSimpleAnnual(continuous, tenor));
}
