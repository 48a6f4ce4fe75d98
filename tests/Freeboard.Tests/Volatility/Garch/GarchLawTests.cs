using Freeboard.Volatility.Garch;

namespace Freeboard.Tests.Volatility.Garch;

/// <summary>What holds for every fit.</summary>
public sealed class GarchLawTests
{
    public static TheoryData<VarianceModel, InnovationDistribution> Models
    {
        get
        {
            var data = new TheoryData<VarianceModel, InnovationDistribution>();
            foreach (VarianceModel model in Enum.GetValues<VarianceModel>())
            {
                foreach (InnovationDistribution distribution in Enum.GetValues<InnovationDistribution>())
                {
                    data.Add(model, distribution);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_unit_of_the_returns_does_not_matter(VarianceModel model, InnovationDistribution distribution)
    {
        double[] returns = GarchSeries.Sp500[^1200..];
        var specification = new GarchSpecification { Model = model, Distribution = distribution, Decay = null };
        GarchFit unit = GarchEstimator.Fit(returns, specification);
        Assert.Equal(GarchStatus.Converged, unit.Status);

        // A power of two changes no bit of what has no unit; other scales round the returns themselves. The GED's maximum in the mean is a cusp.
        double tolerance = distribution == InnovationDistribution.Ged ? 2e-5 : 1e-8;
        foreach (double scale in (double[])[1e-4, 1e-2, 0.25, 1e2, 1e4])
        {
            GarchFit scaled = GarchEstimator.Fit([.. returns.Select(y => scale * y)], specification);
            GarchParameters p = unit.Parameters!;
            GarchParameters q = scaled.Parameters!;
            Assert.Equal(unit.LogLikelihood!.Value - (returns.Length * Math.Log(scale)), scaled.LogLikelihood!.Value, 1e-7);
            Assert.Equal(p.Mean * scale, q.Mean, tolerance * scale);
            Near(p.Alpha, q.Alpha, tolerance);
            Near(p.Gamma, q.Gamma, tolerance);
            Near(p.Beta, q.Beta, tolerance);
            double omega = model == VarianceModel.Egarch ? p.Omega + ((1 - p.Beta[0]) * 2 * Math.Log(scale)) : p.Omega * scale * scale;
            Assert.Equal(0, (q.Omega - omega) / (model == VarianceModel.Egarch ? 1 : scale * scale), tolerance);
            Assert.Equal(1, scaled.VarianceNext!.Value / (unit.VarianceNext!.Value * scale * scale), 10 * tolerance);
            for (int i = 0; i < unit.ParameterNames.Count; i++)
            {
                double unitOf = unit.ParameterNames[i] switch { "mu" => scale, "omega" when model != VarianceModel.Egarch => scale * scale, _ => 1 };
                if (unit.ParameterNames[i] != "omega" || model != VarianceModel.Egarch)
                {
                    Assert.Equal(1, scaled.Robust!.StandardErrors[i] / (unit.Robust!.StandardErrors[i] * unitOf), 1e-3);
                }
            }

            if (scale == 0.25 && model != VarianceModel.Egarch)
            {
                Assert.Equal(p.Beta, q.Beta);
                Assert.Equal(unit.StandardizedResiduals.ToArray(), scaled.StandardizedResiduals.ToArray());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_reported_likelihood_and_variances_are_those_of_the_plain_likelihood_at_the_estimates(VarianceModel model, InnovationDistribution distribution)
    {
        double[] returns = GarchSeries.MarkPound[..900];
        foreach (MeanModel mean in Enum.GetValues<MeanModel>())
        {
            foreach (StartUp start in Enum.GetValues<StartUp>())
            {
                var specification = new GarchSpecification { Model = model, Distribution = distribution, Mean = mean, StartUp = start };
                GarchFit fit = GarchEstimator.Fit(returns, specification);
                Assert.Equal(GarchStatus.Converged, fit.Status);
                var variances = new double[fit.Observations];
                Assert.Equal(GarchLikelihood.LogLikelihood(returns, specification, fit.Parameters!, variances)!.Value, fit.LogLikelihood!.Value, 1e-9);
                for (int t = 0; t < variances.Length; t++)
                {
                    Assert.Equal(1, fit.ConditionalVariances.Span[t] / variances[t], 1e-10);
                    Assert.Equal(0, (fit.Residuals.Span[t] / Math.Sqrt(variances[t])) - fit.StandardizedResiduals.Span[t], 1e-9);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void No_step_away_from_the_estimates_raises_the_plain_likelihood(VarianceModel model, InnovationDistribution distribution)
    {
        double[] returns = GarchSeries.Sp500[^1000..];
        var specification = new GarchSpecification { Model = model, Distribution = distribution, Decay = null };
        GarchFit fit = GarchEstimator.Fit(returns, specification);
        Assert.Equal(GarchStatus.Converged, fit.Status);
        var pick = new SplitMix(7);
        GarchParameters p = fit.Parameters!;
        double[] errors = [.. fit.Hessian!.StandardErrors];
        for (int trial = 0; trial < 400; trial++)
        {
            double size = pick.LogUniform(-3, 0);
            double Step(string name) => fit.ParameterNames.ToList().IndexOf(name) is var i and >= 0 ? pick.Uniform(-size, size) * errors[i] : 0;
            double lambda = Step("lambda");
            GarchParameters moved = p with
            {
                Mean = p.Mean + Step("mu"),
                Omega = p.Omega + Step("omega"),
                Alpha = [p.Alpha[0] + Step("alpha") - lambda],
                Gamma = [.. p.Gamma.Select(g => g + Step("gamma"))],
                Beta = [p.Beta[0] + Step("beta") + lambda],
                Shape = p.Shape + Step("nu"),
            };
            double? value = GarchLikelihood.LogLikelihood(returns, specification, moved);
            Assert.True(value is null || value <= fit.LogLikelihood + 1e-7, $"{specification.Name}: {value - fit.LogLikelihood:e2} higher at size {size:e1}");
        }
    }

    [Theory]
    [InlineData(VarianceModel.Garch)]
    [InlineData(VarianceModel.Gjr)]
    [InlineData(VarianceModel.Egarch)]
    public void A_larger_order_never_has_a_smaller_likelihood_and_keeps_the_names_of_its_parameters(VarianceModel model)
    {
        double[] returns = GarchSeries.Sp500[^2000..];

        // With a presample start the smaller model is the larger one with zeros; with h_1 = mean(e^2) it would not quite be.
        var small = new GarchSpecification { Model = model, StartUp = StartUp.Presample };
        double one = GarchEstimator.Fit(returns, small).LogLikelihood!.Value;
        GarchFit large = GarchEstimator.Fit(returns, small with { ArchOrder = 2, GarchOrder = 2 });
        if (large.Status == GarchStatus.Converged)
        {
            Assert.InRange(large.LogLikelihood!.Value, one - 1e-7, one + 30);
            Assert.Contains("beta2", large.ParameterNames);
            Assert.Equal(large.ParameterNames.Count, large.Robust!.Size);
        }

        GarchFit twoShocks = GarchEstimator.Fit(returns, small with { ArchOrder = 2 });
        Assert.Equal(GarchStatus.Converged, twoShocks.Status);
        Assert.InRange(twoShocks.LogLikelihood!.Value, one - 1e-7, one + 30);
        Assert.Equal(2, twoShocks.Parameters!.Alpha.Count);
    }

    [Fact]
    public void A_targeted_variance_ties_omega_to_the_sample_variance()
    {
        foreach (VarianceModel model in (VarianceModel[])[VarianceModel.Garch, VarianceModel.Gjr])
        {
            double[] returns = GarchSeries.MarkPound;
            GarchFit fit = GarchEstimator.Fit(returns, new GarchSpecification { Model = model, VarianceTargeting = true });
            GarchFit free = GarchEstimator.Fit(returns, new GarchSpecification { Model = model });
            GarchParameters p = fit.Parameters!;
            double mean = returns.Average();
            double variance = returns.Average(y => (y - mean) * (y - mean));
            Assert.Equal(1, p.Omega / (variance * (1 - p.Alpha[0] - (0.5 * p.Gamma.Sum()) - p.Beta[0])), 1e-10);
            Assert.InRange(fit.LogLikelihood!.Value, free.LogLikelihood!.Value - 10, free.LogLikelihood.Value);
            Assert.Contains("omega", fit.ParameterNames);
            Assert.True(fit.Robust!.StandardErrors.All(e => e > 0));
        }
    }

    [Fact]
    public void Simulated_parameters_are_found_within_four_standard_errors()
    {
        GarchFit fit = GarchEstimator.Fit(GarchSeries.Egarch(8000, 3), GarchSpecification.Default);
        double[] truth = [0.03, -0.02, 0.18, -0.09, 0.96];
        GarchParameters p = fit.Parameters!;
        double[] estimates = [p.Mean, p.Omega, p.Alpha[0], p.Gamma[0], p.Beta[0]];
        for (int i = 0; i < truth.Length; i++)
        {
            Assert.InRange((estimates[i] - truth[i]) / fit.Robust!.StandardErrors[i], -4, 4);

            // Under the true model the three kinds of error estimate the same thing.
            Assert.InRange(fit.Robust.StandardErrors[i] / fit.Hessian!.StandardErrors[i], 0.8, 1.25);
            Assert.InRange(fit.OuterProduct!.StandardErrors[i] / fit.Hessian.StandardErrors[i], 0.8, 1.25);
        }
    }

    [Fact]
    public void The_mean_of_an_autoregression_is_found_and_starts_at_the_second_return()
    {
        double[] noise = GarchSeries.Egarch(3000, 5);
        var returns = new double[noise.Length];
        for (int t = 1; t < returns.Length; t++)
        {
            returns[t] = noise[t] + (0.3 * returns[t - 1]);
        }

        foreach (VarianceModel model in Enum.GetValues<VarianceModel>())
        {
            GarchFit fit = GarchEstimator.Fit(returns, new GarchSpecification { Model = model, Mean = MeanModel.AutoRegressive });
            Assert.Equal(GarchStatus.Converged, fit.Status);
            Assert.Equal(2999, fit.Observations);
            Assert.Equal("phi", fit.ParameterNames[1]);
            Assert.InRange((fit.Parameters!.AutoRegression - 0.3) / fit.Robust!.StandardErrors[1], -4, 4);
        }
    }

    [Fact]
    public void The_next_variance_is_the_recursion_applied_once_more()
    {
        GarchFit fit = GarchEstimator.Fit(GarchSeries.MarkPound, new GarchSpecification { Model = VarianceModel.Gjr });
        GarchParameters p = fit.Parameters!;
        double e = fit.Residuals.Span[^1];
        Assert.Equal(p.Omega + ((p.Alpha[0] + (e < 0 ? p.Gamma[0] : 0)) * e * e) + (p.Beta[0] * fit.ConditionalVariances.Span[^1]), fit.VarianceNext!.Value, 1e-15);

        fit = GarchEstimator.Fit(GarchSeries.MarkPound, new GarchSpecification { Distribution = InnovationDistribution.Ged });
        p = fit.Parameters!;
        double z = fit.StandardizedResiduals.Span[^1];
        double log = p.Omega + (p.Alpha[0] * (Math.Abs(z) - fit.AbsoluteMean!.Value)) + (p.Gamma[0] * z) + (p.Beta[0] * Math.Log(fit.ConditionalVariances.Span[^1]));
        Assert.Equal(1, Math.Exp(log) / fit.VarianceNext!.Value, 1e-12);
    }

    private static void Near(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
