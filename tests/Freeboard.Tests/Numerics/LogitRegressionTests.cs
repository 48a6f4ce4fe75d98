using Freeboard.Numerics;
using Freeboard.Numerics.Regression;

namespace Freeboard.Tests.Numerics;

public sealed class LogitRegressionTests
{
    [Fact]
    public void One_binary_column_is_the_log_odds_ratio_of_its_table()
    {
        // 30 of 100 against 60 of 100: ln[(60/40)/(30/70)], error sqrt(1/30 + 1/70 + 1/60 + 1/40).
        double[][] rows = [.. Enumerable.Range(0, 200).Select(k => (double[])[k < 100 ? 0 : 1])];
        double[] responses = [.. Enumerable.Range(0, 200).Select(k => (k < 100 ? k < 30 : k < 160) ? 1.0 : 0)];
        LogitRegression fit = LogitRegression.Fit(["late"], rows, responses);
        Assert.Equal(LogitStatus.Converged, fit.Status);
        Assert.Equal(Math.Log(30.0 / 70), fit.Terms[0].Coefficient, 1e-13);
        Assert.Equal(Math.Log(60.0 / 40 / (30.0 / 70)), fit.Terms[1].Coefficient, 1e-13);
        Assert.Equal(Math.Sqrt((1.0 / 30) + (1.0 / 70) + (1.0 / 60) + (1.0 / 40)), fit.Terms[1].StandardError, 1e-12);

        // A saturated model of 0 and 1: the sandwich is the information's.
        Assert.Equal(fit.Terms[1].StandardError, fit.Terms[1].RobustError, 1e-12);
        Assert.Equal((30 * Math.Log(0.3)) + (70 * Math.Log(0.7)) + (60 * Math.Log(0.6)) + (40 * Math.Log(0.4)), fit.LogLikelihood!.Value, 1e-10);
        Assert.Equal(0.6, fit.Predict([1]), 1e-14);
    }

    [Fact]
    public void Units_of_a_column_never_matter()
    {
        (double[][] rows, double[] responses) = Drawn(300, 5, fractions: true);
        LogitRegression fit = LogitRegression.Fit(["x", "z"], rows, responses);
        LogitRegression scaled = LogitRegression.Fit(["x", "z"], [.. rows.Select(row => (double[])[(1e6 * row[0]) + 3e7, row[1]])], responses);
        Assert.Equal(fit.Terms[1].Coefficient, 1e6 * scaled.Terms[1].Coefficient, 1e-9);
        Assert.Equal(fit.Terms[1].RobustError, 1e6 * scaled.Terms[1].RobustError, 1e-9);
        Assert.Equal(fit.Predict(rows[7]), scaled.Predict([(1e6 * rows[7][0]) + 3e7, rows[7][1]]), 1e-9);
    }

    [Fact]
    public void Residuals_of_the_maximum_are_orthogonal_to_every_column()
    {
        (double[][] rows, double[] responses) = Drawn(500, 11, fractions: true);
        LogitRegression fit = LogitRegression.Fit(["x", "z"], rows, responses);
        for (int c = -1; c < 2; c++)
        {
            Assert.Equal(0, Enumerable.Range(0, 500).Sum(i => (responses[i] - fit.Predict(rows[i])) * (c < 0 ? 1 : rows[i][c])), 1e-9);
        }
    }

    [Fact]
    public void Robust_intervals_of_fractions_hold_the_truth_as_often_as_they_say()
    {
        int held = 0;
        for (int s = 0; s < 500; s++)
        {
            (double[][] rows, double[] responses) = Drawn(300, 1000 + s, fractions: true);
            LogitTerm slope = LogitRegression.Fit(["x", "z"], rows, responses).Terms[1];
            held += Math.Abs(slope.Coefficient - 0.8) <= 1.96 * slope.RobustError ? 1 : 0;
        }

        Assert.InRange(held / 500.0, 0.92, 0.975);
    }

    [Fact]
    public void What_the_data_cannot_say_is_a_status()
    {
        double[][] line = [.. Enumerable.Range(0, 20).Select(k => (double[])[k])];
        Assert.Equal(LogitStatus.Separated, LogitRegression.Fit(["x"], line, [.. Enumerable.Range(0, 20).Select(k => k < 10 ? 0.0 : 1)]).Status);
        Assert.Equal(LogitStatus.NoVariation, LogitRegression.Fit(["x"], line, [.. Enumerable.Repeat(1.0, 20)]).Status);
        Assert.Equal(LogitStatus.Collinear, LogitRegression.Fit(["x", "y"], [.. line.Select(row => (double[])[row[0], 2 * row[0]])], [.. Enumerable.Range(0, 20).Select(k => k % 3 == 0 ? 1.0 : 0)]).Status);
        Assert.Equal(LogitStatus.Collinear, LogitRegression.Fit(["x"], [.. line.Select(_ => (double[])[5])], [.. Enumerable.Range(0, 20).Select(k => k % 3 == 0 ? 1.0 : 0)]).Status);
        Assert.Equal(LogitStatus.NotEnoughData, LogitRegression.Fit(["x"], line[..2], [0, 1]).Status);
    }

    private static (double[][] Rows, double[] Responses) Drawn(int n, int seed, bool fractions)
    {
        PhiloxStream stream = new(17, (uint)seed);
        double[][] rows = new double[n][];
        double[] responses = new double[n];
        for (int i = 0; i < n; i++)
        {
            rows[i] = [stream.NextNormal(), stream.NextUniform()];
            double p = 1 / (1 + Math.Exp(-(-0.5 + (0.8 * rows[i][0]) - (1.1 * rows[i][1]))));

            // A fraction with the right mean: the mean of three draws.
            responses[i] = Enumerable.Range(0, fractions ? 3 : 1).Average(_ => stream.NextUniform() < p ? 1.0 : 0);
        }

        return (rows, responses);
    }
}
