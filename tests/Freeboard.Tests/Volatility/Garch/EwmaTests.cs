using Freeboard.Volatility.Garch;

namespace Freeboard.Tests.Volatility.Garch;

public sealed class EwmaTests
{
    [Fact]
    public void A_fixed_decay_and_a_zero_mean_estimate_nothing_and_recurse_as_RiskMetrics()
    {
        double[] y = GarchSeries.MarkPound[..400];
        GarchFit fit = GarchEstimator.Fit(y, new GarchSpecification { Model = VarianceModel.Ewma, Mean = MeanModel.Zero });
        Assert.Equal(GarchStatus.Converged, fit.Status);
        Assert.Empty(fit.ParameterNames);
        Assert.Null(fit.Robust);
        double h = y.Average(e => e * e);
        foreach ((double e, double reported) in y.Zip(fit.ConditionalVariances.ToArray()))
        {
            Assert.Equal(1, reported / h, 1e-12);
            h = (0.06 * e * e) + (0.94 * h);
        }

        Assert.Equal(1, fit.VarianceNext!.Value / h, 1e-12);
        Assert.Equal(0.06, fit.Parameters!.Alpha[0], 1e-15);
    }

    [Theory]
    [InlineData(InnovationDistribution.Normal)]
    [InlineData(InnovationDistribution.StudentT)]
    public void An_estimated_decay_is_the_maximum_over_a_fine_scan(InnovationDistribution distribution)
    {
        double[] y = GarchSeries.Sp500[^1500..];
        var specification = new GarchSpecification { Model = VarianceModel.Ewma, Mean = MeanModel.Zero, Distribution = distribution, Decay = null };
        GarchFit fit = GarchEstimator.Fit(y, specification);
        double lambda = fit.Parameters!.Beta[0];
        Assert.Equal("lambda", fit.ParameterNames[0]);
        Assert.InRange(fit.Robust!.StandardErrors[0], 1e-3, 0.05);
        double best = 0;
        double top = double.NegativeInfinity;
        for (double trial = 0.8; trial < 0.999; trial += 0.0005)
        {
            double value = GarchLikelihood.LogLikelihood(y, specification, fit.Parameters with { Alpha = [1 - trial], Beta = [trial] })!.Value;
            (best, top) = value > top ? (trial, value) : (best, top);
        }

        Assert.Equal(best, lambda, 0.00051);
        Assert.True(fit.LogLikelihood >= top);
        Assert.Equal("ewma-estimated-" + (distribution == InnovationDistribution.Normal ? "normal" : "t"), specification.Name);
    }
}
