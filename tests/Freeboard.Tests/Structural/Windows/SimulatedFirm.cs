using Freeboard.Numerics;
using Freeboard.Structural;

namespace Freeboard.Tests.Structural.Windows;

/// <summary>A firm whose assets follow the model exactly, with the truth beside its equity values.</summary>
internal sealed record SimulatedFirm(EquitySeries Series, double AssetVolatility, double Drift, double[] AssetValues)
{
    /// <summary>Assets start at 100 and move in one stream of random numbers.</summary>
    internal static SimulatedFirm Create(uint stream, double volatility, double debt, double drift = 0.08, int days = 251, double rate = 0.03, double horizon = 1, double payout = 0, bool unequal = false, bool stepped = false)
    {
        var random = new PhiloxStream(20240607, stream);
        double[] times = new double[days];
        double[] assets = new double[days];
        double[] equity = new double[days];
        double[] debts = new double[days];
        double[] rates = new double[days];
        assets[0] = 100;
        for (int k = 0; k < days; k++)
        {
            if (k > 0)
            {
                double dt = unequal ? (1 + random.NextIndex(4)) / 365.25 : 1 / 250.0;
                times[k] = times[k - 1] + dt;
                assets[k] = assets[k - 1] * Math.Exp(((drift - payout - (0.5 * volatility * volatility)) * dt) + (volatility * Math.Sqrt(dt) * random.NextNormal()));
            }

            debts[k] = debt * (stepped ? 1 + (0.05 * (k / 60)) : 1);
            rates[k] = rate + (unequal ? 0.005 * Math.Sin(k / 40.0) : 0);
            equity[k] = MertonModel.EquityValue(assets[k] * Math.Exp(-payout * horizon), volatility, debts[k], rates[k], horizon);
        }

        return new SimulatedFirm(
            new EquitySeries { Times = times, EquityValues = equity, DefaultPoints = debts, RiskFreeRates = rates, HorizonYears = horizon, PayoutRate = payout },
            volatility,
            drift,
            assets);
    }

    /// <summary>Firms of many kinds, the same on every machine.</summary>
    internal static IEnumerable<SimulatedFirm> Many(int count)
    {
        var pick = new SplitMix(11);
        for (uint i = 0; i < count; i++)
        {
            yield return Create(
                i,
                pick.Uniform(0.08, 0.6),
                pick.Uniform(20, 130),
                pick.Uniform(-0.2, 0.3),
                days: 30 + (int)pick.Uniform(0, 220),
                rate: pick.Uniform(-0.01, 0.08),
                horizon: i % 3 == 0 ? pick.Uniform(0.25, 5) : 1,
                payout: i % 4 == 0 ? 0.03 : 0,
                unequal: i % 2 == 0,
                stepped: i % 5 == 0);
        }
    }
}
