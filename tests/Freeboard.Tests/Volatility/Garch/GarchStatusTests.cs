using Freeboard.Volatility.Garch;

namespace Freeboard.Tests.Volatility.Garch;

/// <summary>Bad input and ill-posed samples: a named status, and no number.</summary>
public sealed class GarchStatusTests
{
    public static TheoryData<GarchSpecification> Specifications
    {
        get
        {
            var data = new TheoryData<GarchSpecification>();
            foreach (VarianceModel model in Enum.GetValues<VarianceModel>())
            {
                foreach (MeanModel mean in Enum.GetValues<MeanModel>())
                {
                    data.Add(new GarchSpecification { Model = model, Mean = mean });
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Specifications))]
    public void Bad_samples_have_a_named_status_and_no_numbers(GarchSpecification specification)
    {
        double[] good = GarchSeries.MarkPound[..800];
        Without(GarchStatus.NoMovement, new double[800], specification);
        Without(GarchStatus.NoMovement, [.. Enumerable.Repeat(0.013, 800)], specification);
        Without(GarchStatus.NoMovement, [.. good.Select((y, t) => t % 20 == 0 ? y : 0)], specification);
        Without(GarchStatus.NotEnoughData, good[..29], specification);
        Without(GarchStatus.NotEnoughData, [], specification);
        Without(GarchStatus.InvalidInput, [.. good.Select((y, t) => t == 400 ? double.NaN : y)], specification);
        Without(GarchStatus.InvalidInput, [.. good.Select((y, t) => t == 0 ? double.PositiveInfinity : y)], specification);
        Without(GarchStatus.InvalidInput, [.. good.Select((y, t) => t == 799 ? double.NegativeInfinity : y)], specification);
        Without(GarchStatus.InvalidInput, [.. good.Select(y => y * 1e200)], specification);
        Without(GarchStatus.InvalidInput, [.. good.Select(y => y * 1e-200)], specification);
        GarchFit outlier = Without(GarchStatus.IllPosed, [.. good.Select((y, t) => t == 400 ? 1e4 : y)], specification);
        Assert.Equal(GarchFindings.DominantReturn, outlier.Flags);
        Without(GarchStatus.IllPosed, [.. good.Select((y, t) => t == 0 ? 1e30 : y)], specification with { Mean = MeanModel.Zero });
    }

    [Fact]
    public void Five_hundred_returns_are_asked_for_and_fewer_than_750_are_flagged()
    {
        double[] returns = GarchSeries.Egarch(800, 17);
        Assert.Equal(GarchStatus.NotEnoughData, GarchEstimator.Fit(returns.AsSpan(0, 499), GarchSpecification.Default).Status);
        GarchFit few = GarchEstimator.Fit(returns.AsSpan(0, 700), GarchSpecification.Default);
        Assert.Equal(GarchStatus.Converged, few.Status);
        Assert.True(few.Flags.HasFlag(GarchFindings.FewObservations));
        Assert.False(GarchEstimator.Fit(returns.AsSpan(0, 750), GarchSpecification.Default).Flags.HasFlag(GarchFindings.FewObservations));
        Assert.Equal(GarchStatus.Converged, GarchEstimator.Fit(returns.AsSpan(0, 60), new GarchSpecification { Model = VarianceModel.Ewma }).Status);
    }

    [Fact]
    public void Noise_without_clusters_is_ill_posed_or_says_that_nothing_was_found()
    {
        int illPosed = 0;
        for (ulong seed = 0; seed < 20; seed++)
        {
            GarchFit fit = GarchEstimator.Fit(GarchSeries.Noise(1000, seed), GarchSpecification.Default);
            if (fit.Status == GarchStatus.Converged)
            {
                // A fit by chance: a reaction that is hardly there.
                Assert.InRange(fit.Parameters!.Alpha[0], 0, 0.3);
                continue;
            }

            illPosed++;
            Assert.Equal(GarchStatus.IllPosed, fit.Status);
            Assert.NotEqual(GarchFindings.None, fit.Flags);
            Empty(fit);
        }

        Assert.InRange(illPosed, 5, 20);
    }

    [Fact]
    public void A_student_t_on_normal_innovations_is_refused_at_the_bound_of_its_shape()
    {
        int atBound = 0;
        for (ulong seed = 0; seed < 10; seed++)
        {
            GarchFit fit = GarchEstimator.Fit(GarchSeries.Egarch(2000, seed), new GarchSpecification { Distribution = InnovationDistribution.StudentT });
            if (fit.Status == GarchStatus.Converged)
            {
                Assert.InRange(fit.Parameters!.Shape!.Value, 15, 500);
                continue;
            }

            atBound++;
            Assert.Equal((GarchStatus.IllPosed, GarchFindings.ShapeAtBoundary), (fit.Status, fit.Flags));
        }

        Assert.InRange(atBound, 2, 8);
    }

    [Fact]
    public void A_persistence_above_one_is_flagged_and_refused_on_request()
    {
        var specification = new GarchSpecification { Model = VarianceModel.Garch, Distribution = InnovationDistribution.StudentT };
        GarchFit free = GarchEstimator.Fit(GarchSeries.MarkPound, specification);
        Assert.Equal((GarchStatus.Converged, GarchFindings.NonStationary), (free.Status, free.Flags));
        Assert.InRange(free.Parameters!.Alpha[0] + free.Parameters.Beta[0], 1.005, 1.015);
        GarchFit refused = GarchEstimator.Fit(GarchSeries.MarkPound, specification, GarchOptions.Default with { RequireStationarity = true });
        Assert.Equal(GarchStatus.IllPosed, refused.Status);
        Assert.True(refused.Flags.HasFlag(GarchFindings.StationarityRefused));
        Empty(refused);
    }

    [Fact]
    public void A_log_variance_with_a_unit_root_is_refused_or_estimated_below_the_limit()
    {
        int refused = 0;
        for (ulong seed = 0; seed < 20; seed++)
        {
            GarchFit fit = GarchEstimator.Fit(GarchSeries.Egarch(1000, seed, omega: 0, alpha: 0.12, gamma: -0.05, beta: 0.999999), GarchSpecification.Default);
            if (fit.Status == GarchStatus.Converged)
            {
                Assert.InRange(fit.Parameters!.Beta[0], 0.9, Math.Pow(0.5, 1e-3));
                continue;
            }

            refused++;
            Assert.Equal(GarchStatus.IllPosed, fit.Status);
            Assert.True((fit.Flags & (GarchFindings.NearUnitRoot | GarchFindings.AtBoundary)) != 0);
            Empty(fit);
        }

        Assert.InRange(refused, 1, 19);
    }

    [Fact]
    public void Settings_that_do_not_go_together_are_the_callers_bug()
    {
        double[] y = GarchSeries.MarkPound;
        Assert.Throws<ArgumentException>(() => GarchEstimator.Fit(y, new GarchSpecification { VarianceTargeting = true }));
        Assert.Throws<ArgumentException>(() => GarchEstimator.Fit(y, new GarchSpecification { Model = VarianceModel.Ewma, ArchOrder = 2 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GarchSpecification { ArchOrder = 3 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GarchSpecification { Decay = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => GarchOptions.Default with { MinimumObservations = 29 });
        Assert.Throws<ArgumentException>(() => GarchEstimator.Fit(y, GarchSpecification.Default, null, new GarchParameters { Alpha = [0.1], Beta = [0.9] }));
    }

    private static GarchFit Without(GarchStatus status, double[] returns, GarchSpecification specification)
    {
        GarchFit fit = GarchEstimator.Fit(returns, specification);
        Assert.Equal(status, fit.Status);
        Empty(fit);
        return fit;
    }

    private static void Empty(GarchFit fit)
    {
        Assert.Null(fit.Parameters);
        Assert.Null(fit.LogLikelihood);
        Assert.Null(fit.VarianceNext);
        Assert.Null(fit.Robust);
        Assert.Null(fit.Hessian);
        Assert.Null(fit.OuterProduct);
        Assert.True(fit.ConditionalVariances.IsEmpty && fit.Residuals.IsEmpty && fit.StandardizedResiduals.IsEmpty);
        Assert.Empty(fit.ParameterNames);
    }
}
