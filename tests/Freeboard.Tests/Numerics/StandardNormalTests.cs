using Freeboard.Numerics;

namespace Freeboard.Tests.Numerics;

public class StandardNormalTests
{
    private const double SmallestNormal = 2.3e-308;

    private static readonly ReferenceTable Values = ReferenceTable.Load("standard-normal", "values.csv");

    [Fact]
    public void Density_is_accurate_to_the_far_tail() => Hold("density", StandardNormal.Density, 1e-15);

    [Fact]
    public void Cumulative_is_accurate_to_the_far_tail() => Hold("cumulative", StandardNormal.Cumulative, 1e-15);

    [Fact]
    public void Complement_is_the_cumulative_of_the_other_side() => Hold("cumulative", z => StandardNormal.Complement(-z), 1e-15);

    [Fact]
    public void LogCumulative_is_accurate_where_the_probability_underflows_and_where_it_is_almost_one() =>
        Hold("logCumulative", StandardNormal.LogCumulative, 1e-15);

    [Fact]
    public void MillsRatio_is_accurate_on_both_sides_of_zero() => Hold("millsRatio", StandardNormal.MillsRatio, 1e-15);

    [Fact]
    public void Moments_of_the_tail_are_accurate_although_their_recurrence_cancels()
    {
        Hold("millsRatio", t => MillsMoments.UpToSecond(t).Zeroth, 1e-15, onlyPositive: true);
        Hold("firstMoment", t => MillsMoments.UpToSecond(t).First, 1e-15, onlyPositive: true);
        Hold("secondMoment", t => MillsMoments.UpToSecond(t).Second, 1.5e-15, onlyPositive: true);
    }

    [Theory]
    [InlineData(0, 1e-3)]
    [InlineData(0.3, 0.5)]
    [InlineData(2, 0.5)]
    [InlineData(9, 0.5)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(20, 1)]
    [InlineData(29.99, 1)]
    [InlineData(30.01, 1)]
    [InlineData(37, 1)]
    [InlineData(463, 0.911)]
    [InlineData(1e6, 1)]
    public void Gap_over_width_agrees_with_the_difference_of_Mills_ratios(double t, double w)
    {
        // The plain difference loses 1/w and t/w digits; the agreement can only be as good as that.
        double plain = (StandardNormal.MillsRatio(t - (w / 2)) - StandardNormal.MillsRatio(t + (w / 2))) / w;
        Assert.Equal(1, MillsMoments.GapOverWidth(t, w) / plain, 3e-15 * (1 + t) / w);
    }

    [Fact]
    public void Limits_are_the_limits_and_nothing_else_gives_NaN()
    {
        Assert.Equal(0, StandardNormal.Cumulative(double.NegativeInfinity));
        Assert.Equal(1, StandardNormal.Cumulative(double.PositiveInfinity));
        Assert.Equal(double.NegativeInfinity, StandardNormal.LogCumulative(double.NegativeInfinity));
        Assert.Equal(0, StandardNormal.LogCumulative(double.PositiveInfinity));
        Assert.Equal(0, StandardNormal.Density(double.PositiveInfinity));
        Assert.Equal(0, StandardNormal.Density(1e200));
        Assert.Equal(0, StandardNormal.MillsRatio(double.PositiveInfinity));
        Assert.Equal(double.PositiveInfinity, StandardNormal.MillsRatio(double.NegativeInfinity));
        Assert.Equal(double.PositiveInfinity, StandardNormal.MillsRatio(-100));
        Assert.True(double.IsNaN(StandardNormal.Cumulative(double.NaN)));
        Assert.True(double.IsNaN(StandardNormal.LogCumulative(double.NaN)));
        Assert.True(double.IsNaN(StandardNormal.Density(double.NaN)));
        Assert.True(double.IsNaN(StandardNormal.MillsRatio(double.NaN)));
    }

    [Fact]
    public void LogDensity_is_the_logarithm_of_the_density() =>
        Assert.Equal(Math.Log(StandardNormal.Density(3.7)), StandardNormal.LogDensity(3.7), 1e-14);

    [Fact]
    public void Cumulative_never_falls()
    {
        double last = 0;
        for (double z = -39; z < 9; z += 0.001)
        {
            double now = StandardNormal.Cumulative(z);
            Assert.True(now >= last * (1 - 1e-15), $"N falls at {z}");
            last = now;
        }
    }

    private static void Hold(string column, Func<double, double> function, double tolerance, bool onlyPositive = false)
    {
        int compared = 0;
        double worst = 0;
        string worstRow = "";
        foreach (ReferenceTable.Row row in Values.Rows)
        {
            double z = row["z"];
            if (!row.Has(column) || (onlyPositive && z < 0))
            {
                continue;
            }

            double expected = row[column];
            double computed = function(z);
            if (double.IsInfinity(expected))
            {
                Assert.Equal(expected, computed);
                continue;
            }

            Assert.False(double.IsNaN(computed), $"{column} is NaN at {z}");
            if (Math.Abs(expected) < SmallestNormal)
            {
                // Below the smallest normal double only the absolute error has a meaning: a few units of 5e-324.
                Assert.Equal(expected, computed, 1e-320);
                continue;
            }

            compared++;
            double error = Math.Abs((computed / expected) - 1);
            if (error > worst)
            {
                (worst, worstRow) = (error, row.Text("z"));
            }
        }

        Assert.True(compared > 150, $"only {compared} rows compared");
        Assert.True(worst <= tolerance, $"{column}: relative error {worst:g3} at z = {worstRow}");
    }
}
