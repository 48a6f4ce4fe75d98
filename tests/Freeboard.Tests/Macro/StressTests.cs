using Freeboard.Macro;
using Freeboard.Structural;

namespace Freeboard.Tests.Macro;

public sealed class StressTests
{
    private static readonly StressFirm Firm = new() { AssetValue = 130, AssetVolatility = 0.22, DefaultPoint = 90, RiskFreeRate = 0.03, HorizonYears = 1, AssetBeta = 0.9 };

    [Fact]
    public void No_shock_leaves_the_firm_as_it_was()
    {
        StressedFirm same = StructuralStress.Apply(Firm, StressShock.None);
        double dd = DistanceToDefault.RiskNeutral(130, 0.22, 90, 0.03, 1);
        Assert.Equal((StressStatus.Stressed, 130.0, 0.22, dd), (same.Status, same.AssetValue, same.AssetVolatility, same.Distance));
        Assert.Equal(ExpectedDefaultFrequency.FromDistance(dd), same.Edf);
    }

    [Fact]
    public void A_shock_goes_through_value_volatility_debt_and_rate_as_the_equations_say()
    {
        StressedFirm stressed = StructuralStress.Apply(Firm, new StressShock { MarketReturn = -0.25, VolatilityFactor = 1.3, DefaultPointFactor = 1.05, RateChange = -0.01 });
        Assert.Equal(DistanceToDefault.RiskNeutral(130 * Math.Exp(-0.9 * 0.25), 0.22 * 1.3, 90 * 1.05, 0.02, 1), stressed.Distance!.Value, 1e-14);
        Assert.True(stressed.Edf > StructuralStress.Apply(Firm, StressShock.None).Edf);
    }

    [Fact]
    public void A_worse_market_never_makes_a_firm_with_a_positive_beta_safer()
    {
        double before = double.PositiveInfinity;
        for (double x = -1; x <= 1; x += 0.05)
        {
            double edf = StructuralStress.Apply(Firm, new StressShock { MarketReturn = x }).Edf!.Value;
            Assert.True(edf <= before);
            before = edf;
        }
    }

    [Fact]
    public void Firms_that_cannot_be_stressed_say_why()
    {
        Assert.Equal((StressStatus.NoDebt, 0.0), (StructuralStress.Apply(Firm with { DefaultPoint = 0 }, StressShock.None).Status, StructuralStress.Apply(Firm with { DefaultPoint = 0 }, StressShock.None).Edf!.Value));
        Assert.Equal(StressStatus.InvalidInput, StructuralStress.Apply(Firm with { AssetVolatility = 0 }, StressShock.None).Status);
        Assert.Equal(StressStatus.InvalidInput, StructuralStress.Apply(Firm, default).Status);
        Assert.Equal(StressStatus.InvalidInput, StructuralStress.Apply(Firm, StressShock.None, Freeboard.Calibration.MappedDistance.Physical).Status);
        Assert.Equal(StressStatus.OutOfRange, StructuralStress.Apply(Firm, new StressShock { MarketReturn = -2000 }).Status);
        Assert.Null(new StressedPortfolio([Firm, Firm with { AssetVolatility = -1 }]).Index(StressShock.None));
    }

    [Theory]
    [InlineData(EdfLink.Log)]
    [InlineData(EdfLink.Logit)]
    [InlineData(EdfLink.Probit)]
    public void Firms_moved_together_have_the_wanted_index(EdfLink link)
    {
        double?[] ln = [Math.Log(0.001), Math.Log(0.02), Math.Log(0.3), -900, null];
        double[] weights = [0.3, 0.3, 0.2, 0.1, 0.1];
        foreach (double wanted in (double[])[1e-6, 0.01, 0.0663, 0.4])
        {
            IndexShift shift = IndexShift.Find(ln, weights, wanted, link);
            Assert.Equal(StressStatus.Stressed, shift.Status);
            double index = shift.Edfs.Select((edf, i) => edf * weights[i]).Sum();
            Assert.Equal(1, index / wanted, 1e-12);
            Assert.All(shift.Edfs, edf => Assert.InRange(edf, 0, 1));
            Assert.Equal(0, shift.Edfs[4]);
        }

        Assert.Equal(StressStatus.OutOfRange, IndexShift.Find(ln, weights, 0.95, link).Status);
        Assert.Equal(StressStatus.OutOfRange, IndexShift.Find(ln, weights, 0, link).Status);
    }

    [Fact]
    public void The_shift_of_the_index_that_firms_have_is_zero()
    {
        double?[] ln = [Math.Log(0.001), Math.Log(0.02), Math.Log(0.3)];
        IndexShift shift = IndexShift.Find(ln, [0.5, 0.25, 0.25], (0.5 * 0.001) + (0.25 * 0.02) + (0.25 * 0.3), EdfLink.Logit);
        Assert.Equal(0, shift.Shift!.Value, 1e-12);
    }

    [Fact]
    public void The_reverse_shock_gives_the_wanted_index_back()
    {
        StressedPortfolio portfolio = new([Firm, Firm with { DefaultPoint = 60, AssetBeta = 1.2 }, Firm with { DefaultPoint = 0 }], [2, 1, 1]);
        ReverseStress market = ReverseStress.Structural(portfolio, 0.10, ReverseVariable.MarketReturn, -1, 0.5);
        Assert.Equal(ReverseStatus.Found, market.Status);
        Assert.Equal(0.10, portfolio.Index(new StressShock { MarketReturn = market.Solutions[0] })!.Value, 1e-12);
        ReverseStress volatility = ReverseStress.Structural(portfolio, 0.10, ReverseVariable.VolatilityFactor, 0.5, 5);
        Assert.Equal(0.10, portfolio.Index(StressShock.None with { VolatilityFactor = volatility.Solutions[0] })!.Value, 1e-12);
        ReverseStress none = ReverseStress.Structural(portfolio, 0.9, ReverseVariable.MarketReturn, -1, 0.5);
        Assert.Equal((ReverseStatus.NoSolution, 0), (none.Status, none.Solutions.Count));
        Assert.True(none.GreatestIndex < 0.9);
    }

    [Fact]
    public void Where_betas_differ_in_sign_several_shocks_can_give_one_index()
    {
        StressedPortfolio portfolio = new([Firm with { AssetBeta = 1 }, Firm with { AssetBeta = -1 }]);
        double atNone = portfolio.Index(StressShock.None)!.Value;
        ReverseStress several = ReverseStress.Structural(portfolio, 2 * atNone, ReverseVariable.MarketReturn, -1, 1);
        Assert.Equal((ReverseStatus.Several, 2), (several.Status, several.Solutions.Count));
        Assert.Equal(several.Solutions[0], -several.Solutions[1], 1e-9);
    }

    [Fact]
    public void The_reverse_question_to_the_regression_is_answered_by_its_line()
    {
        MacroFit fit = MacroRegression.Fit(MacroData.Index(), MacroData.Drivers(), new MacroOptions { Link = EdfLink.Log });
        ReverseStress answer = ReverseStress.Regression(fit, 1, [2.5, 0, 1.5], 0.10);
        Assert.Equal(ReverseStatus.Found, answer.Status);
        Assert.Equal(0.10, fit.Predict([2.5, answer.Solutions[0], 1.5]).Value, 1e-12);
        Assert.Equal(fit.Units[1].Apply(answer.Solutions[0]), answer.StandardUnits!.Value, 1e-12);
        Assert.True(ReverseStress.Regression(fit, 1, [2.5, 0, 1.5], 0.95).Extrapolates);
        Assert.Equal(ReverseStatus.InvalidInput, ReverseStress.Regression(fit, 1, [2.5, 0, 1.5], 1.5).Status);
    }
}
