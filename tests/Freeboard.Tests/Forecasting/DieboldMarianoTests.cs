using Freeboard.Forecasting;
using Freeboard.Numerics;

namespace Freeboard.Tests.Forecasting;

public class DieboldMarianoTests
{
    [Fact]
    public void One_step_ahead_the_statistic_is_the_t_of_the_mean_loss_difference()
    {
        double[] first = [0.3, -1.2, 0.7, 2.1, -0.4, 0.9];
        double[] second = [0.1, -0.6, 1.7, 1.1, -0.2, 0.3];
        double[] d = [.. first.Zip(second, (a, b) => (a * a) - (b * b))];
        double mean = d.Average();
        double error = Math.Sqrt(d.Sum(v => (v - mean) * (v - mean)) / 5 / 6);
        DieboldMariano test = DieboldMariano.Test(first, second);
        Assert.Equal(mean / error, test.Statistic!.Value, 1e-13);
        Assert.Equal(TailProbability.TwoSidedT(mean / error, 5), test.Probability!.Value, 1e-13);
        Assert.Equal(-test.Statistic, DieboldMariano.Test(second, first).Statistic);
    }

    [Fact]
    public void Equal_forecasts_are_refused_about_as_often_as_the_level_says()
    {
        int refused = 0;
        for (uint sample = 0; sample < 1000; sample++)
        {
            PhiloxStream stream = new(5, sample);
            double[] first = [.. Enumerable.Range(0, 40).Select(_ => stream.NextNormal())];
            double[] second = [.. Enumerable.Range(0, 40).Select(_ => stream.NextNormal())];
            refused += DieboldMariano.Test(first, second).Probability < 0.05 ? 1 : 0;
        }

        Assert.InRange(refused, 25, 75);
    }

    [Fact]
    public void Forecasts_that_never_differ_and_too_few_of_them_have_a_status()
    {
        DieboldMariano same = DieboldMariano.Test([1, 2, 3], [1, 2, 3]);
        Assert.Equal((ForecastingStatus.NoVariance, 0.0, null), (same.Status, same.MeanDifference, same.Statistic));
        Assert.Equal(ForecastingStatus.NotEnoughData, DieboldMariano.Test([1], [2]).Status);
        Assert.Equal(ForecastingStatus.NoVariance, DieboldMariano.Test([1, 0, 1, 0, 1, 0], [0, 1, 0, 1, 0, 1], horizon: 2).Status);
        Assert.Throws<ArgumentException>(() => DieboldMariano.Test([1], [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DieboldMariano.Test([1, 2], [1, 2], horizon: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => DieboldMariano.Test([1, 2], [1, 2], power: 0));
    }
}
