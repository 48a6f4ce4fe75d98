using Freeboard.Numerics;
using Xunit.Abstractions;

namespace Freeboard.Tests.Numerics;

public sealed class TailProbabilityTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("t", 2e-13)]
    [InlineData("f", 3e-12)]
    [InlineData("chi-square", 2e-13)]
    public void Tails_agree_with_high_precision(string distribution, double tolerance)
    {
        int checkedRows = 0;
        double worst = 0;
        foreach (ReferenceTable.Row row in ReferenceTable.Load("tail-probability", "values.csv").Rows.Where(r => r.Text("distribution") == distribution))
        {
            double exact = row["tail"];
            double tail = distribution switch
            {
                "t" => TailProbability.TwoSidedT(row["statistic"], row["degrees1"]),
                "f" => TailProbability.F(row["statistic"], row["degrees1"], row["degrees2"]),
                _ => TailProbability.ChiSquare(row["statistic"], row["degrees1"]),
            };
            Assert.True(Math.Abs(tail - exact) <= tolerance * exact, $"{row}: {tail:R}");
            worst = Math.Max(worst, exact > 1e-290 ? Math.Abs(tail - exact) / exact : 0);
            checkedRows++;
        }

        output.WriteLine(FormattableString.Invariant($"{distribution}: {worst:G2}"));
        Assert.Equal(120, checkedRows);
    }

    [Fact]
    public void T_of_two_degrees_has_a_closed_form()
    {
        // P(|T| >= t) = 1 - t/sqrt(2 + t^2) with two degrees of freedom; at t = sqrt 2 it is 1 - 1/sqrt 2.
        Assert.Equal(1 - Math.Sqrt(0.5), TailProbability.TwoSidedT(Math.Sqrt(2), 2), 1e-15);
        Assert.Equal(0.5, TailProbability.TwoSidedT(1, 1), 1e-15);
    }

    [Theory]
    // Tables of Student's t as printed everywhere.
    [InlineData(0.95, 1, 12.706)]
    [InlineData(0.95, 10, 2.228)]
    [InlineData(0.99, 5, 4.032)]
    [InlineData(0.90, 30, 1.697)]
    [InlineData(0.95, 1e9, 1.960)]
    public void Quantiles_are_those_of_the_printed_tables(double level, double degrees, double printed) =>
        Assert.Equal(printed, TailProbability.TwoSidedTQuantile(level, degrees), 5e-4);

    [Fact]
    public void The_quantile_inverts_the_tail()
    {
        SplitMix random = new(7);
        for (int i = 0; i < 200; i++)
        {
            double level = random.Uniform(0.01, 0.999);
            double degrees = random.LogUniform(0, 5);
            double t = TailProbability.TwoSidedTQuantile(level, degrees);
            Assert.Equal(1 - level, TailProbability.TwoSidedT(t, degrees), 1e-13);
        }
    }

    [Fact]
    public void Extremes_are_no_exceptions()
    {
        Assert.Equal(1, TailProbability.TwoSidedT(0, 5));
        Assert.Equal(0, TailProbability.TwoSidedT(double.PositiveInfinity, 5));
        Assert.Equal(0, TailProbability.TwoSidedT(1e300, 400));
        Assert.Equal(1, TailProbability.F(0, 2, 5));
        Assert.Equal(0, TailProbability.F(double.PositiveInfinity, 2, 5));
        Assert.Equal(1, TailProbability.ChiSquare(0, 3));
        Assert.Equal(0, TailProbability.ChiSquare(double.PositiveInfinity, 3));
        Assert.True(double.IsNaN(TailProbability.TwoSidedT(1, 0)));
        Assert.True(double.IsNaN(TailProbability.F(-1, 1, 1)));
        Assert.True(double.IsNaN(TailProbability.ChiSquare(double.NaN, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => TailProbability.TwoSidedTQuantile(1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => TailProbability.TwoSidedTQuantile(0.95, 0));
    }
}
