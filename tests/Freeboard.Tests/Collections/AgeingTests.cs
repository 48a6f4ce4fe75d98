using System.Globalization;
using Freeboard.Collections;
using Freeboard.Migration;
using Freeboard.Numerics;
using Freeboard.Tests.Migration;

namespace Freeboard.Tests.Collections;

public sealed class AgeingTests
{
    private static readonly string[] Buckets = ["0", "1", "2", "3"];

    [Fact]
    public void September_of_the_card_holders_forecast_from_the_months_before()
    {
        double[,] pooled = MigrationReference.TaiwanCounts("count_pooled");
        double[,] last = MigrationReference.TaiwanCounts("count_Aug_Sep");
        double[,] before = new double[4, 4];
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                before[i, j] = pooled[i, j] - last[i, j];
            }
        }

        AgeingForecast forecast = AgeingBacktest.Of(TransitionCounts.Of([before, last])).Forecasts.Single();
        for (int j = 0; j < 4; j++)
        {
            string bucket = j.ToString(CultureInfo.InvariantCulture);
            Assert.Equal(MigrationReference.Taiwan("Sep_forecast_from_Aug(P first4)", bucket), forecast.Shares[j].Forecast, 1e-14);
            Assert.Equal(MigrationReference.Taiwan("dist_Sep_actual", bucket), forecast.Shares[j].Actual, 1e-15);
        }

        // The current share came out 25 standard errors above its forecast: no one matrix holds, and the page must not hide it.
        Assert.True(forecast.Shares[0].Score > 15, $"{forecast.Shares[0].Score}");
        double misplaced = 0.5 * Enumerable.Range(0, 4).Sum(j => Math.Abs(MigrationReference.Taiwan("dist_Sep_actual", $"{j}") - MigrationReference.Taiwan("Sep_forecast_from_Aug(P first4)", $"{j}")));
        Assert.Equal(misplaced, forecast.Misplaced, 1e-14);
    }

    [Fact]
    public void Rolls_and_cures_of_the_card_holders()
    {
        TransitionMatrix matrix = CohortEstimator.FromCounts(Buckets, TransitionCounts.Of([MigrationReference.TaiwanCounts("count_pooled")]), 1.0 / 12).Matrix!;
        IReadOnlyList<AgeingRates> rates = AgeingRates.Of(matrix);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(MigrationReference.Taiwan("forward_roll", $"{i}->worse"), rates[i].Worse, 1e-15);
            Assert.Equal(MigrationReference.Taiwan("cure", $"{i + 1}->0"), rates[i + 1].Cured!.Value, 1e-15);
        }

        Assert.Null(rates[0].Cured);
        Assert.All(rates, rate => Assert.Equal(1, rate.Worse + rate.Same + rate.Better, 1e-14));
    }

    [Fact]
    public void Where_one_matrix_holds_scores_are_standard_normal()
    {
        double[,] truth = { { 0.9, 0.1, 0 }, { 0.4, 0.3, 0.3 }, { 0.1, 0.1, 0.8 } };
        List<double> scores = [];
        for (int s = 0; s < 600; s++)
        {
            PhiloxStream stream = new(31, (uint)s);
            int[] states = [.. Enumerable.Range(0, 400).Select(k => k % 3)];
            List<double[,]> moves = [];
            for (int t = 0; t < 4; t++)
            {
                double[,] table = new double[3, 3];
                for (int k = 0; k < states.Length; k++)
                {
                    double draw = stream.NextUniform();
                    int to = 0;
                    while (to < 2 && (draw -= truth[states[k], to]) > 0)
                    {
                        to++;
                    }

                    table[states[k], to]++;
                    states[k] = to;
                }

                moves.Add(table);
            }

            scores.Add(AgeingBacktest.Of(TransitionCounts.Of(moves), 1, 3).Forecasts.Single().Shares[2].Score!.Value);
        }

        double mean = scores.Average();
        double deviation = Math.Sqrt(scores.Sum(score => (score - mean) * (score - mean)) / (scores.Count - 1));
        Assert.InRange(mean, -0.15, 0.15);
        Assert.InRange(deviation, 0.91, 1.09);
    }

    [Fact]
    public void Nothing_of_the_forecast_period_enters_the_forecast()
    {
        double[,] a = { { 80, 20 }, { 30, 70 } };
        double[,] b = { { 75, 15 }, { 35, 75 } };
        double[,] scrambled = { { 90, 0 }, { 110, 0 } };
        AgeingBacktest honest = AgeingBacktest.Of(TransitionCounts.Of([a, b]));
        AgeingBacktest other = AgeingBacktest.Of(TransitionCounts.Of([a, scrambled]));
        Assert.Equal(honest.Forecasts[0].Shares.Select(share => share.Forecast), other.Forecasts[0].Shares.Select(share => share.Forecast));
        Assert.NotEqual(honest.Forecasts[0].Misplaced, other.Forecasts[0].Misplaced);
    }

    [Fact]
    public void Too_few_periods_are_a_status_and_buckets_never_seen_are_named()
    {
        double[,] table = { { 9, 1 }, { 2, 3 } };
        Assert.Equal((AgeingStatus.TooFewPeriods, null), (AgeingBacktest.Of(TransitionCounts.Of([table])).Status, AgeingBacktest.Of(TransitionCounts.Of([table])).Misplaced));
        AgeingForecast forecast = AgeingBacktest.Of(TransitionCounts.Of([new double[,] { { 9, 1 }, { 0, 0 } }, table])).Forecasts.Single();
        Assert.Equal([1], forecast.Unseen);
        Assert.Equal(2, AgeingBacktest.Of(TransitionCounts.Of([table, table, table, table]), ahead: 2).Forecasts.Count);
        Assert.Null(AgeingBacktest.Of(TransitionCounts.Of([table, table, table]), ahead: 2).Forecasts[0].Shares[0].Score);
    }
}
