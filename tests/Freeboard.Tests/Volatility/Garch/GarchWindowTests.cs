using Freeboard.Volatility.Garch;

namespace Freeboard.Tests.Volatility.Garch;

/// <summary>Whether the maximum found is the highest one: more starts, and a fine scan of the mean, find nothing better.</summary>
public sealed class GarchWindowTests
{
    [Fact]
    [Trait("Length", "Long")]
    public void Six_starts_find_no_higher_likelihood_than_the_default_two()
    {
        int compared = 0;
        foreach ((double[] series, int length) in (ReadOnlySpan<(double[], int)>)[(GarchSeries.Sp500, 1000), (GarchSeries.Sp500Long, 1000), (GarchSeries.MarkPound, 800), (GarchSeries.Sp500, 500)])
        {
            foreach (VarianceModel model in (VarianceModel[])[VarianceModel.Egarch, VarianceModel.Gjr, VarianceModel.Garch])
            {
                foreach (InnovationDistribution distribution in (InnovationDistribution[])[InnovationDistribution.Normal, InnovationDistribution.StudentT])
                {
                    var specification = new GarchSpecification { Model = model, Distribution = distribution };
                    for (int window = 0; window < 25; window++)
                    {
                        ReadOnlySpan<double> returns = series.AsSpan(window * (series.Length - length) / 25, length);
                        GarchFit two = GarchEstimator.Fit(returns, specification);
                        GarchFit six = GarchEstimator.Fit(returns, specification, GarchOptions.Default with { Starts = 6 });
                        if (two.Status == GarchStatus.Converged && six.Status == GarchStatus.Converged)
                        {
                            compared++;
                            Assert.InRange(six.LogLikelihood!.Value - two.LogLikelihood!.Value, -1e-4, 1e-4);
                        }
                    }
                }
            }
        }

        Assert.InRange(compared, 500, 600);
    }

    [Fact]
    [Trait("Length", "Long")]
    public void No_mean_near_the_estimate_has_a_higher_likelihood() => ScanMeans(windows: 8);

    [Fact]
    public void No_mean_near_the_estimate_has_a_higher_likelihood_in_a_few_windows() => ScanMeans(windows: 1);

    private static void ScanMeans(int windows)
    {
        int compared = 0;
        foreach (double[] series in (double[][])[GarchSeries.Sp500, GarchSeries.Sp500Long, GarchSeries.MarkPound])
        {
            foreach (InnovationDistribution distribution in (InnovationDistribution[])[InnovationDistribution.Normal, InnovationDistribution.StudentT])
            {
                for (int window = 0; window < windows; window++)
                {
                    double[] returns = [.. series.Skip(window * (series.Length - 900) / 8).Take(900)];
                    var specification = new GarchSpecification { Distribution = distribution };
                    GarchFit fit = GarchEstimator.Fit(returns, specification);
                    if (fit.Status != GarchStatus.Converged)
                    {
                        continue;
                    }

                    compared++;
                    for (int k = -60; k <= 60; k++)
                    {
                        // A fixed mean is a zero mean of shifted returns, whose likelihood has no kinks.
                        double mean = fit.Parameters!.Mean + (0.01 * k * fit.Hessian!.StandardErrors[0]);
                        GarchFit shifted = GarchEstimator.Fit([.. returns.Select(y => y - mean)], specification with { Mean = MeanModel.Zero }, null, fit.Parameters with { Mean = 0 });
                        Assert.False(shifted.LogLikelihood > fit.LogLikelihood + 1e-8, $"{k} hundredths of a standard error away: {shifted.LogLikelihood - fit.LogLikelihood:e2} higher");
                    }
                }
            }
        }

        Assert.InRange(compared, 4 * windows, 6 * windows);
    }
}
