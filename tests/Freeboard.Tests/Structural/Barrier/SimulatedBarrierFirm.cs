using Freeboard.Numerics;
using Freeboard.Structural.Barrier;
using Freeboard.Tests.Structural.Windows;

namespace Freeboard.Tests.Structural.Barrier;

/// <summary>A firm whose equity is a down-and-out call on assets that follow the model exactly, and that has not met its barrier, between days neither.</summary>
internal sealed record SimulatedBarrierFirm(EquitySeries Series, double AssetVolatility, double Fraction, double[] AssetValues)
{
    private const int StepsADay = 20;

    /// <summary>Assets start at 100; null when they meet the barrier.</summary>
    internal static SimulatedBarrierFirm? Create(uint stream, double volatility, double debt, double fraction, double drift = 0.05, int days = 251, double rate = 0.03, double payout = 0, double horizon = 1, bool unequal = false, bool stepped = false)
    {
        var random = new PhiloxStream(20261122, stream);
        double[] times = new double[days];
        double[] assets = new double[days];
        double[] equity = new double[days];
        double[] debts = new double[days];
        double[] rates = new double[days];
        double value = 100;
        double debtBefore = debt;
        for (int k = 0; k < days; k++)
        {
            debts[k] = debt * (stepped ? 1 + (0.04 * (k / 60)) : 1);
            if (k > 0)
            {
                double dt = (unequal ? (1 + random.NextIndex(4)) / 365.25 : 1 / 250.0) / StepsADay;
                times[k] = times[k - 1] + (dt * StepsADay);
                for (int j = 1; j <= StepsADay; j++)
                {
                    value *= Math.Exp(((drift - payout - (0.5 * volatility * volatility)) * dt) + (volatility * Math.Sqrt(dt) * random.NextNormal()));
                    double barrier = fraction * debtBefore * Math.Pow(debts[k] / debtBefore, (double)j / StepsADay);

                    // Met between two steps: the bridge's probability, drawn.
                    if (value <= barrier || (value < 1.3 * barrier && random.NextUniform() < Math.Exp(-2 * Math.Pow(Math.Log(value / barrier), 2) / (volatility * volatility * dt))))
                    {
                        return null;
                    }
                }
            }

            debtBefore = debts[k];
            assets[k] = value;
            rates[k] = rate + (unequal ? 0.005 * Math.Sin(k / 40.0) : 0);
            equity[k] = BarrierModel.EquityValue(new BarrierFirm
            {
                AssetValue = value * Math.Exp(-payout * horizon),
                AssetVolatility = volatility,
                DefaultPoint = debts[k],
                Barrier = new BarrierTerms { FractionOfDefaultPoint = fraction, GrowthRate = payout },
                RiskFreeRate = rates[k],
                HorizonYears = horizon,
            });
        }

        return new SimulatedBarrierFirm(
            new EquitySeries { Times = times, EquityValues = equity, DefaultPoints = debts, RiskFreeRates = rates, HorizonYears = horizon, PayoutRate = payout },
            volatility,
            fraction,
            assets);
    }
}
