using Freeboard.Structural;
using Freeboard.Structural.Windows;

namespace Freeboard.Tests.Structural.Windows;

/// <summary>The two methods that need no iteration over the window.</summary>
public class SimpleMethodsTests
{
    /// <summary>Formula and inputs of the documentation of PyPI merton; the digits are from a 60-digit computation.</summary>
    [Fact]
    public void The_naive_distance_is_the_published_one()
    {
        Assert.Equal(0.25462962962962962963, NaiveDistance.AssetVolatility(100, 0.30, 35), 1e-15);
        double distance = NaiveDistance.Of(100, 0.30, 35, 0.04, 1);
        Assert.Equal(5.3313064735667743874, distance, 1e-14);
        Assert.Equal(4.8754348944056204579e-8, ExpectedDefaultFrequency.FromDistance(distance), 1e-20);
    }

    [Fact]
    public void A_window_gives_the_naive_distance_its_equity_volatility_and_last_years_return()
    {
        EquitySeries series = SimulatedFirm.Create(9, 0.25, 50).Series;
        WindowEstimate e = NaiveDistance.Fit(series.Window);
        double[] r = [.. Enumerable.Range(1, 250).Select(k => Math.Log(series.EquityValues[k] / series.EquityValues[k - 1]))];
        double volatility = Math.Sqrt(r.Sum(x => (x - r.Average()) * (x - r.Average())) / 250 * 250);
        double drift = (series.EquityValues[^1] / series.EquityValues[0]) - 1;
        Assert.Equal(EstimationStatus.Converged, e.Status);
        Assert.Equal(drift, e.Drift, 1e-12);
        Assert.Equal(NaiveDistance.AssetVolatility(series.EquityValues[^1], volatility, 50), e.AssetVolatility, 1e-13);
        Assert.Equal(NaiveDistance.Of(series.EquityValues[^1], volatility, 50, drift, 1), e.DistancePhysical, 1e-11);
        Assert.Equal(series.EquityValues[^1] + 50, e.AssetValue);
    }

    [Fact]
    public void The_two_equations_take_the_windows_equity_volatility()
    {
        EquitySeries series = SimulatedFirm.Create(10, 0.25, 70).Series;
        WindowEstimate e = HistoricalTwoEquations.Fit(series.Window, WindowOptions.Default with { Divisor = DivisorConvention.NMinusOne, Drift = DriftTreatment.Given, GivenDrift = 0.1 });
        double[] r = [.. Enumerable.Range(1, 250).Select(k => Math.Log(series.EquityValues[k] / series.EquityValues[k - 1]))];
        MertonSolution direct = TwoEquations.Solve(new MertonInputs
        {
            EquityValue = series.EquityValues[^1],
            EquityVolatility = Math.Sqrt(r.Sum(x => (x - r.Average()) * (x - r.Average())) / 249 * 250),
            DefaultPoint = 70,
            RiskFreeRate = 0.03,
            HorizonYears = 1,
        });
        Assert.Equal(EstimationStatus.Converged, e.Status);
        Assert.Equal(direct.AssetVolatility, e.AssetVolatility, 1e-13);
        Assert.Equal(direct.AssetValue, e.AssetValue, 1e-11);
        Assert.Equal(direct.D2, e.DistanceRiskNeutral, 1e-11);
        Assert.Equal(DistanceToDefault.Physical(direct.AssetValue, direct.AssetVolatility, 70, 0.1, 1), e.DistancePhysical, 1e-11);
        Assert.Equal(direct.LogDefaultProbability, e.LogEdf, 1e-10);
    }

    [Theory]
    [InlineData(0, 0.3, 1)]
    [InlineData(1, -0.1, 1)]
    [InlineData(1, 0.3, -1)]
    [InlineData(double.NaN, 0.3, 1)]
    public void Arguments_of_the_naive_distance_outside_their_ranges_are_the_callers_bug(double equity, double volatility, double debt) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NaiveDistance.Of(equity, volatility, debt, 0, 1));
}
