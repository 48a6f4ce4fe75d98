using Freeboard.Structural;
using Freeboard.Structural.Barrier;
using Freeboard.Structural.TermStructure;

namespace Freeboard.Tests.Structural.TermStructure;

public class EdfTermStructureTests
{
    /// <summary>Hull's firm: one year is the published default probability of 12.7 %.</summary>
    [Fact]
    public void One_year_is_the_published_probability()
    {
        MertonSolution hull = TwoEquations.Solve(new MertonInputs { EquityValue = 3, EquityVolatility = 0.80, DefaultPoint = 10, RiskFreeRate = 0.05, HorizonYears = 1 });
        IReadOnlyList<EdfPoint> curve = EdfTermStructure.Of(hull.AssetValue, hull.AssetVolatility, 10, 0.05);
        Assert.Equal(TermStructureOptions.StandardHorizons, curve.Select(p => p.HorizonYears));
        EdfPoint year = curve.Single(p => p.HorizonYears == 1);
        Assert.Equal(0.127, year.Edf, 5e-4);
        Assert.Equal(hull.D2, year.Distance, 1e-14);
        Assert.Equal(hull.LogDefaultProbability, year.LogEdf, 1e-14);
        Assert.Equal(year.Edf, year.AnnualisedEdf, 1e-15);
    }

    [Fact]
    public void First_passage_rises_is_never_below_Merton_and_its_forwards_multiply_to_survival()
    {
        var random = new SplitMix(101);
        TermStructureOptions options = new() { Timing = DefaultTiming.FirstPassage };
        for (int i = 0; i < 500; i++)
        {
            double v = random.Uniform(1.01, 8);
            double sigma = random.Uniform(0.05, 0.7);
            double drift = random.Uniform(-0.05, 0.15);
            options = options with { DefaultPointGrowth = i % 2 == 0 ? 0 : random.Uniform(-0.03, 0.06) };
            IReadOnlyList<EdfPoint> passage = EdfTermStructure.Of(v, sigma, 1, drift, options);
            IReadOnlyList<EdfPoint> horizon = EdfTermStructure.Of(v, sigma, 1, drift, options with { Timing = DefaultTiming.AtHorizon });
            double survival = 1;
            double yearly = 1;
            double before = 0;
            for (int j = 0; j < passage.Count; j++)
            {
                Assert.True(j == 0 || passage[j].LogEdf >= passage[j - 1].LogEdf);
                Assert.True(passage[j].LogEdf >= horizon[j].LogEdf - (1e-12 * Math.Abs(horizon[j].LogEdf)));
                survival *= 1 - passage[j].ForwardEdf!.Value;
                yearly *= Math.Pow(1 - passage[j].AnnualisedForwardEdf!.Value, passage[j].HorizonYears - before);
                before = passage[j].HorizonYears;
                Assert.Equal(1 - passage[j].Edf, survival, 1e-12);

                // A probability per year that is 1 but for rounding cannot be taken back to a month.
                Assert.Equal(survival, yearly, passage[0].AnnualisedEdf < 0.9 ? 1e-12 : 1e-2);
                Assert.Equal(1 - passage[j].Edf, Math.Pow(1 - passage[j].AnnualisedEdf, passage[j].HorizonYears), passage[j].AnnualisedEdf < 0.9 ? 1e-12 : 1e-2);
            }
        }
    }

    [Fact]
    public void A_growing_default_point_is_the_distance_to_the_grown_one()
    {
        EdfPoint grown = EdfTermStructure.Of(2, 0.3, 1, 0.05, new TermStructureOptions { Horizons = [5], DefaultPointGrowth = 0.04 })[0];
        Assert.Equal(DistanceToDefault.Physical(2, 0.3, Math.Exp(0.2), 0.05, 5), grown.Distance, 1e-14);
        EdfPoint passage = EdfTermStructure.Of(2, 0.3, 1, 0.05, new TermStructureOptions { Horizons = [5], Timing = DefaultTiming.FirstPassage })[0];
        BarrierFirm firm = new() { AssetValue = 2, AssetVolatility = 0.3, DefaultPoint = 1, Barrier = new BarrierTerms { FractionOfDefaultPoint = 1 }, RiskFreeRate = 0, HorizonYears = 5 };
        Assert.Equal(BarrierModel.LogFirstPassageProbability(firm, 0.05, 5), passage.LogEdf);
    }

    /// <summary>A firm under water that drifts upwards: below the default point today for sure, in ten years less likely. There is no forward probability to give.</summary>
    [Fact]
    public void A_probability_that_falls_has_no_forward()
    {
        IReadOnlyList<EdfPoint> curve = EdfTermStructure.Of(0.9, 0.1, 1, 0.1);
        Assert.True(curve[^1].LogEdf < curve[0].LogEdf);
        Assert.Null(curve[^1].ForwardEdf);
        Assert.Null(curve[^1].AnnualisedForwardEdf);
    }

    [Fact]
    public void Probabilities_hold_where_they_underflow()
    {
        EdfPoint month = EdfTermStructure.Of(10, 0.05, 1, 0.02)[0];
        Assert.True(month.LogEdf is < -10000 and > -20000);
        Assert.Equal(0, month.Edf);
        Assert.Equal(0, month.ForwardEdf);
    }

    [Fact]
    public void Arguments_outside_their_ranges_are_the_callers_bug()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => EdfTermStructure.Of(2, 0.3, 0, 0.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => EdfTermStructure.Of(2, double.NaN, 1, 0.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TermStructureOptions { Horizons = [1, 1] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TermStructureOptions { Horizons = [] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TermStructureOptions { DefaultPointGrowth = double.NaN });
    }
}
