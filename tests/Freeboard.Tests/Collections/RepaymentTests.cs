using Freeboard.Collections;
using Freeboard.Numerics;
using Freeboard.Numerics.Regression;

namespace Freeboard.Tests.Collections;

public sealed class RepaymentTests
{
    [Fact]
    public void Both_parts_are_found_where_they_are_true()
    {
        const int N = 20000;
        PhiloxStream stream = new(23);
        double[][] rows = new double[N][];
        double[] rates = new double[N];
        for (int i = 0; i < N; i++)
        {
            double x = stream.NextNormal();
            rows[i] = [x];
            bool pays = stream.NextUniform() < 1 / (1 + Math.Exp(-(0.3 + (0.9 * x))));
            double mean = 1 / (1 + Math.Exp(-(-1.0 - (0.4 * x))));

            // Uniform on a width that keeps the mean.
            rates[i] = pays ? mean + ((stream.NextUniform() - 0.5) * Math.Min(mean, 1 - mean)) : 0;
        }

        RepaymentModel model = RepaymentModel.Fit(["x"], rows, rates);
        Assert.True(model.HasAnswer);
        Near(0.3, model.Any.Terms[0]);
        Near(0.9, model.Any.Terms[1]);
        Near(-1.0, model.Fraction.Terms[0]);
        Near(-0.4, model.Fraction.Terms[1]);
        RepaymentForecast forecast = model.Predict([0.5]);
        Assert.Equal(forecast.PaysAnything * forecast.RateGivenPayment, forecast.ExpectedRate);

        // The parts pull in opposite directions, which no single curve can do.
        Assert.True(Math.Abs(model.Whole.Terms[1].Coefficient) < 0.4);

        static void Near(double truth, LogitTerm term) => Assert.InRange(Math.Abs(term.Coefficient - truth) / term.RobustError, 0, 3);
    }

    [Fact]
    public void Nobody_who_pays_leaves_the_parts_without_an_answer()
    {
        RepaymentModel model = RepaymentModel.Fit(["x"], [.. Enumerable.Range(0, 9).Select(k => (double[])[k])], new double[9]);
        Assert.Equal((LogitStatus.NoVariation, LogitStatus.NotEnoughData, false), (model.Any.Status, model.Fraction.Status, model.HasAnswer));
        Assert.Throws<InvalidOperationException>(() => model.Predict([1]));
    }

    [Fact]
    public void Ranks_with_ties_correlate_as_Spearman_has_it()
    {
        RepaymentErrors errors = RepaymentErrors.Of([1, 2, 2, 4], [0.1, 0.3, 0.2, 0.2]);

        // Ranks 1, 2.5, 2.5, 4 and 1, 4, 2.5, 2.5: covariance 2.25 over variances 4.5 and 4.5.
        Assert.Equal(0.5, errors.RankCorrelation!.Value, 1e-15);
        Assert.Null(RepaymentErrors.Of([1, 1], [0, 1]).RankCorrelation);
    }
}
