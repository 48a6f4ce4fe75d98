using Freeboard.Portfolio.Capital;
using Xunit.Abstractions;

namespace Freeboard.Tests.Portfolio.Capital;

/// <summary>The asymptotic measures beside portfolios with an exact solution; see tests/ReferenceValues/portfolio.</summary>
public sealed class GranularityTests(ITestOutputHelper output)
{
    private static readonly double[] Levels = [0.95, 0.99, 0.999, 0.9997];

    [Theory]
    [InlineData("p01")]
    [InlineData("p03")]
    [InlineData("p05")]
    [InlineData("p07")]
    [InlineData("p09")]
    public void Expected_loss_and_standard_deviation_are_exact(string name)
    {
        ReferencePortfolio reference = ReferencePortfolio.Load(name);
        AsymptoticMeasures measures = AsymptoticPortfolio.Measure(LoansOf(reference), Levels);
        Assert.Equal(reference.ExpectedLoss, measures.ExpectedLoss!.Value, 1e-12 * reference.ExpectedLoss);
        Assert.Equal(reference.StandardDeviation, measures.StandardDeviation!.Value, 1e-11 * reference.StandardDeviation);
    }

    /// <summary>1,000 names of different size and quality: the adjustment leaves less than 0.5 % of the shortfall at every level.</summary>
    [Fact]
    public void A_thousand_names_are_nearly_fine()
    {
        ReferencePortfolio reference = ReferencePortfolio.Load("p09");
        foreach (AsymptoticLevel level in AsymptoticPortfolio.Measure(LoansOf(reference), Levels).Levels)
        {
            double exact = reference.Shortfall(level.Level);
            double adjusted = level.ExpectedShortfall!.Value + level.ExpectedShortfallAdjustment!.Value;
            output.WriteLine(FormattableString.Invariant($"{level.Level}: ES {level.ExpectedShortfall / exact - 1:P2} unadjusted, {adjusted / exact - 1:P2} adjusted; VaR {level.ValueAtRisk / reference.ValueAtRisk(level.Level) - 1:P2}, {(level.ValueAtRisk + level.ValueAtRiskAdjustment) / reference.ValueAtRisk(level.Level) - 1:P2}"));
            Assert.Equal(exact, adjusted, 0.005 * exact);
            Assert.True(Math.Abs(adjusted - exact) < 0.3 * Math.Abs(level.ExpectedShortfall.Value - exact));
        }
    }

    /// <summary>Three names hold almost half of the exposure: the adjustment is an expansion that does not hold there, and the docs say so.</summary>
    [Fact]
    public void Dominant_names_are_beyond_the_expansion()
    {
        ReferencePortfolio reference = ReferencePortfolio.Load("p07");
        AsymptoticLevel level = AsymptoticPortfolio.Measure(LoansOf(reference), [0.999]).Levels[0];
        double adjusted = level.ExpectedShortfall!.Value + level.ExpectedShortfallAdjustment!.Value;
        output.WriteLine(FormattableString.Invariant($"exact {reference.Shortfall(0.999)}, unadjusted {level.ExpectedShortfall}, adjusted {adjusted}"));
        Assert.True(Math.Abs(adjusted - reference.Shortfall(0.999)) > 0.05 * reference.Shortfall(0.999));
    }

    private static SingleFactorLoan[] LoansOf(ReferencePortfolio reference) =>
    [
        .. Enumerable.Range(0, reference.Portfolio.Count).Select(i => new SingleFactorLoan
        {
            Exposure = reference.Portfolio.Exposures[i],
            LossGivenDefault = reference.Portfolio.LossesGivenDefault[i],
            DefaultProbability = reference.Portfolio.DefaultProbabilities[i],
            Correlation = Math.Pow(reference.Portfolio.LoadingsOf(i)[0], 2),
        }),
    ];
}
