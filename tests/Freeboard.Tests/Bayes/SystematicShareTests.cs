using Freeboard.Bayes;
using Freeboard.Numerics;
using Freeboard.Structural;
using Freeboard.Structural.Windows;
using Xunit.Abstractions;

namespace Freeboard.Tests.Bayes;

/// <summary>Markets with a common factor, seen through their shares: what the factor explains of the assets is found again.</summary>
public class SystematicShareTests(ITestOutputHelper output)
{
    private const int Days = 251;

    [Fact]
    public void Through_equity_values_the_share_lies_in_its_interval_as_often_as_promised()
    {
        int covered = 0;
        double bias = 0;
        const int Firms = 400;
        for (uint firm = 0; firm < Firms; firm++)
        {
            var random = new PhiloxStream(31, firm);
            double share = 0.05 + (0.75 * random.NextUniform());
            double volatility = 0.15 + (0.35 * random.NextUniform());
            double debt = 30 + (60 * random.NextUniform());
            (double[] market, double[] assets) = Path(random, share, volatility);
            double[] returns = Implied(assets, volatility, debt);
            FactorExposure exposure = FactorExposure.Estimate(returns, market, 0.9);
            covered += exposure.SystematicShareLow <= share && share <= exposure.SystematicShareHigh ? 1 : 0;
            bias += (exposure.SystematicShare!.Value - share) / Firms;
        }

        output.WriteLine($"covered {covered} of {Firms} at 90 %; mean error of the share {bias:F4}");

        // 90 % of 400, four standard deviations of 6.0 to either side.
        Assert.InRange(covered, 336, 384);
        Assert.InRange(Math.Abs(bias), 0, 0.01);
    }

    /// <summary>Standardised market returns, and assets that take their share of variance from them.</summary>
    private static (double[] Market, double[] Assets) Path(PhiloxStream random, double share, double volatility)
    {
        double[] market = new double[Days - 1];
        double[] assets = new double[Days];
        assets[0] = 100;
        double step = volatility / Math.Sqrt(250);
        for (int k = 1; k < Days; k++)
        {
            market[k - 1] = random.NextNormal();
            assets[k] = assets[k - 1] * Math.Exp((0.05 / 250) + (step * ((Math.Sqrt(share) * market[k - 1]) + (Math.Sqrt(1 - share) * random.NextNormal()))));
        }

        return (market, assets);
    }

    /// <summary>Log returns of the assets as the likelihood of the firm's equity gives them: neither V nor sigmaV is known.</summary>
    private static double[] Implied(double[] assets, double volatility, double debt)
    {
        double[] times = [.. Enumerable.Range(0, Days).Select(k => k / 250.0)];
        double[] equity = [.. assets.Select(value => MertonModel.EquityValue(value, volatility, debt, 0.03, 1))];
        EquityWindow window = new()
        {
            Times = times,
            EquityValues = equity,
            DefaultPoints = Enumerable.Repeat(debt, Days).ToArray(),
            RiskFreeRates = Enumerable.Repeat(0.03, Days).ToArray(),
            HorizonYears = 1,
        };
        WindowEstimate estimate = DuanLikelihood.Fit(window);
        Assert.Equal(EstimationStatus.Converged, estimate.Status);
        double[] logs = [.. equity.Select(value => AssetInversion.Solve(value / (debt * Math.Exp(-0.03)), Math.Log(value / (debt * Math.Exp(-0.03))), estimate.AssetVolatility, double.NaN).Y)];
        return [.. logs.Skip(1).Zip(logs, (after, before) => after - before)];
    }
}
