using Freeboard.Structural.Barrier;
using Freeboard.Tests.Structural.Windows;

namespace Freeboard.Tests.Structural.Barrier;

/// <summary>The likelihood under a barrier as it stands in the papers: each day by bisection on the forward model, sums in plain loops, nothing concentrated out.</summary>
internal sealed class PlainBarrierWindow(EquitySeries series)
{
    /// <summary>ln f(E_1, ..., E_n, never met | E_0; sigma, mu, fraction), levels.</summary>
    internal double LogLikelihood(double sigma, double mu, double fraction)
    {
        double q = series.PayoutRate;
        double nu = mu - q - (0.5 * sigma * sigma);
        double sum = 0;
        double before = Invert(0, sigma, fraction);
        for (int k = 1; k < series.Times.Length; k++)
        {
            double v = Invert(k, sigma, fraction);
            double dt = series.Times[k] - series.Times[k - 1];
            double e = Math.Log(v / before) - (nu * dt);
            double slope = Math.Exp(-q * series.HorizonYears) * BarrierModel.EquityDelta(Firm(k, v, sigma, fraction));
            double met = Math.Exp(-2 * Math.Log(before / (fraction * series.DefaultPoints[k - 1])) * Math.Log(v / (fraction * series.DefaultPoints[k])) / (sigma * sigma * dt));
            sum += (-0.5 * Math.Log(2 * Math.PI * sigma * sigma * dt)) - (e * e / (2 * sigma * sigma * dt)) - Math.Log(v * slope) + Math.Log(1 - met);
            before = v;
        }

        return sum;
    }

    /// <summary>The drift mu that is best for sigma and a barrier.</summary>
    internal double BestDrift(double sigma, double fraction)
    {
        int last = series.Times.Length - 1;
        double nu = Math.Log(Invert(last, sigma, fraction) / Invert(0, sigma, fraction)) / (series.Times[last] - series.Times[0]);
        return nu + (0.5 * sigma * sigma) + series.PayoutRate;
    }

    private BarrierFirm Firm(int k, double assets, double sigma, double fraction) => new()
    {
        AssetValue = assets * Math.Exp(-series.PayoutRate * series.HorizonYears),
        AssetVolatility = sigma,
        DefaultPoint = series.DefaultPoints[k],
        Barrier = new BarrierTerms { FractionOfDefaultPoint = fraction, GrowthRate = series.PayoutRate },
        RiskFreeRate = series.RiskFreeRates[k],
        HorizonYears = series.HorizonYears,
    };

    private double Invert(int k, double sigma, double fraction)
    {
        double low = Math.Log(fraction * series.DefaultPoints[k]);
        double high = Math.Log((series.EquityValues[k] + (2 * series.DefaultPoints[k])) * 2);
        for (int i = 0; i < 200 && high - low > 0; i++)
        {
            double middle = 0.5 * (low + high);
            if (middle == low || middle == high)
            {
                break;
            }

            (low, high) = BarrierModel.EquityValue(Firm(k, Math.Exp(middle), sigma, fraction)) < series.EquityValues[k] ? (middle, high) : (low, middle);
        }

        return Math.Exp(0.5 * (low + high));
    }
}
