using Freeboard.Numerics.Regression;
using Xunit.Abstractions;

namespace Freeboard.Tests.Numerics.Regression;

/// <summary>The NIST certified figures. Digits below are required ones; what is measured stands in docs/regression.md and is printed.</summary>
public sealed class NistRegressionTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("norris", 13)]
    [InlineData("pontius", 12.5)]
    [InlineData("longley", 13)]
    [InlineData("filip", 13)]
    [InlineData("wampler1", 13)]
    [InlineData("wampler2", 12)]
    [InlineData("wampler3", 13)]
    [InlineData("wampler4", 13)]
    [InlineData("wampler5", 13)]
    public void Certified_figures_are_met(string name, double digits)
    {
        LeastSquaresFit fit = NistData.Fit(name);
        bool exact = name is "wampler1" or "wampler2";
        Assert.Equal(exact ? RegressionStatus.ExactFit : RegressionStatus.Fitted, fit.Status);
        double worstCoefficient = 16;
        double worstError = 16;
        for (int j = 0; j < fit.Terms.Count; j++)
        {
            worstCoefficient = Math.Min(worstCoefficient, NistData.Digits(fit.Terms[j].Coefficient, NistData.Certified(name, "coefficient", $"b{j}")));
            worstError = Math.Min(worstError, NistData.Digits(fit.Terms[j].StandardError, NistData.Certified(name, "standard_error", $"b{j}")));
        }

        double rest = new[]
        {
            NistData.Digits(fit.ResidualStandardError!.Value, NistData.Certified(name, "residual_standard_error")),
            NistData.Digits(fit.RSquared!.Value, NistData.Certified(name, "r_squared")),
            NistData.Digits(fit.RegressionSumOfSquares!.Value, NistData.Certified(name, "regression_sum_of_squares")),
            NistData.Digits(fit.ResidualSumOfSquares!.Value, NistData.Certified(name, "residual_sum_of_squares")),
            exact ? 16 : NistData.Digits(fit.FStatistic!.Value, NistData.Certified(name, "f_statistic")),
        }.Min();
        output.WriteLine(FormattableString.Invariant($"{name}: coefficients {worstCoefficient:F1}, errors {worstError:F1}, rest {rest:F1} digits"));
        Assert.True(worstCoefficient >= digits && worstError >= digits && rest >= digits, $"{name}: {worstCoefficient:F2} {worstError:F2} {rest:F2}");
    }

    [Fact]
    public void Powers_rounded_to_doubles_cost_Filip_half_its_digits()
    {
        // Why RegressionColumn.Power exists: the exact solution for rounded powers is another one.
        (RegressionColumn y, RegressionColumn[] x) = NistData.Columns("filip");
        LeastSquaresFit rounded = LeastSquares.Fit(y, [.. x.Select(c => new RegressionColumn(c.Name, c.Values))]);
        Assert.Equal(RegressionStatus.Fitted, rounded.Status);
        double worst = rounded.Terms.Select((t, j) => NistData.Digits(t.Coefficient, NistData.Certified("filip", "coefficient", $"b{j}"))).Min();
        Assert.InRange(worst, 7, 9);
    }

    [Fact]
    public void An_exact_fit_has_no_t_p_or_F()
    {
        LeastSquaresFit fit = NistData.Fit("wampler1");
        Assert.Equal(1, fit.RSquared);
        Assert.Null(fit.FStatistic);
        Assert.All(fit.Terms, term => Assert.True(term is { StandardError: 0, TStatistic: null, PValue: null }));
        Assert.Null(RegressionDiagnostics.DurbinWatson(fit));
        Assert.Null(RegressionDiagnostics.BreuschPagan(fit));
    }
}
