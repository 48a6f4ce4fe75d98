using Freeboard.Volatility.Garch;

namespace Freeboard.Tests.Volatility.Garch;

public sealed class VolatilityPolicyTests
{
    [Fact]
    public void A_well_posed_sample_is_answered_by_the_first_step()
    {
        PolicyFit outcome = VolatilityPolicy.Default.Fit(GarchSeries.MarkPound);
        Assert.Equal((0, 0), (outcome.StepTaken, outcome.Refusals.Count));
        Assert.Equal("egarch(1,1)-normal", outcome.Summary);
        Assert.Equal("egarch(1,1)-normal,gjr(1,1)-normal,garch(1,1)-normal,ewma(0.94)-normal", VolatilityPolicy.Default.Name);
    }

    [Fact]
    public void Every_refusal_on_the_way_is_named()
    {
        PolicyFit outcome = VolatilityPolicy.Default.Fit(GarchSeries.MarkPound.AsSpan(0, 300));
        Assert.Equal(3, outcome.StepTaken);
        Assert.Equal(VarianceModel.Ewma, outcome.Fit!.Specification.Model);
        Assert.Equal([GarchStatus.NotEnoughData, GarchStatus.NotEnoughData, GarchStatus.NotEnoughData], outcome.Refusals.Select(refusal => refusal.Status));
        Assert.Equal("ewma(0.94)-normal; refused egarch(1,1)-normal: NotEnoughData; gjr(1,1)-normal: NotEnoughData; garch(1,1)-normal: NotEnoughData", outcome.Summary);
    }

    [Fact]
    public void An_explosive_variance_falls_through_to_ewma_unless_it_is_accepted()
    {
        VolatilityPolicy policy = VolatilityPolicy.From(new GarchSpecification { Model = VarianceModel.Garch, Distribution = InnovationDistribution.StudentT });
        PolicyFit outcome = policy.Fit(GarchSeries.MarkPound);
        Assert.Equal(VarianceModel.Ewma, outcome.Fit!.Specification.Model);
        Assert.Equal("garch(1,1)-t: Converged (NonStationary)", outcome.Refusals[0].ToString());
        Assert.Equal(0, (policy with { AcceptNonStationary = true }).Fit(GarchSeries.MarkPound).StepTaken);
    }

    [Fact]
    public void Thin_tails_are_answered_by_the_normal_of_the_same_model()
    {
        int thin = 0;
        for (ulong seed = 0; seed < 10; seed++)
        {
            PolicyFit outcome = VolatilityPolicy.For(InnovationDistribution.StudentT).Fit(GarchSeries.Egarch(2000, seed));
            Assert.Equal((0, VarianceModel.Egarch), (outcome.StepTaken, outcome.Fit!.Specification.Model));
            if (outcome.Refusals.Count > 0)
            {
                thin++;
                Assert.Equal(InnovationDistribution.Normal, outcome.Fit.Specification.Distribution);
                Assert.Equal("egarch(1,1)-t: IllPosed (ShapeAtBoundary)", outcome.Refusals[0].ToString());
            }
        }

        Assert.InRange(thin, 2, 8);
    }

    [Fact]
    public void A_sample_that_nothing_fits_has_no_fit()
    {
        PolicyFit outcome = VolatilityPolicy.Default.Fit(new double[1000]);
        Assert.Null(outcome.Fit);
        Assert.Null(outcome.StepTaken);
        Assert.Equal(4, outcome.Refusals.Count);
        Assert.StartsWith("none; refused egarch(1,1)-normal: NoMovement", outcome.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_from_a_model_keeps_its_distribution_and_goes_on_with_the_simpler_ones()
    {
        var first = new GarchSpecification { Model = VarianceModel.Gjr, ArchOrder = 2, Distribution = InnovationDistribution.Ged, Mean = MeanModel.Zero };
        Assert.Equal("gjr(2,1)-ged,garch(1,1)-ged,ewma(0.94)-ged", VolatilityPolicy.From(first).Name);
        Assert.All(VolatilityPolicy.From(first).Steps, step => Assert.Equal(MeanModel.Zero, step.Mean));
        Assert.Throws<ArgumentException>(() => new VolatilityPolicy { Steps = [] });
    }
}
