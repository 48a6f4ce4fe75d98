using Freeboard.Numerics;
using Freeboard.Structural.Windows;
using Freeboard.Tests.Structural.Windows;

namespace Freeboard.Tests.Bayes;

/// <summary>Duan's likelihood written plainly, and a random walk over its posterior in (ln sigma, nu).</summary>
internal static class MetropolisWalk
{
    internal static (double Mean, double Low, double High) Run(EquitySeries series, WindowEstimate start, int steps)
    {
        var random = new PhiloxStream(77, 0);
        double u = Math.Log(start.AssetVolatility);
        double nu = start.Drift - (0.5 * start.AssetVolatility * start.AssetVolatility);
        double value = LogLikelihood(series, u, nu);
        double spread = 2 * start.StandardErrorOfVolatility / start.AssetVolatility;
        double driftSpread = 2 * start.StandardErrorOfDrift;
        List<double> kept = [];
        for (int i = 0; i < steps; i++)
        {
            double nextU = u + (spread * random.NextNormal());
            double nextNu = nu + (driftSpread * random.NextNormal());
            double next = LogLikelihood(series, nextU, nextNu);
            if (Math.Log(random.NextUniform()) < next - value)
            {
                (u, nu, value) = (nextU, nextNu, next);
            }

            if (i >= steps / 10)
            {
                kept.Add(Math.Exp(u));
            }
        }

        kept.Sort();
        return (kept.Average(), kept[(int)(0.05 * kept.Count)], kept[(int)(0.95 * kept.Count)]);
    }

    private static double LogLikelihood(EquitySeries series, double logSigma, double nu)
    {
        double sigma = Math.Exp(logSigma);
        double sum = 0;
        double before = double.NaN;
        for (int k = 0; k < series.Times.Length; k++)
        {
            double x = series.EquityValues[k] / series.DefaultPoints[k] * Math.Exp(series.RiskFreeRates[k] * series.HorizonYears);
            double w = sigma * Math.Sqrt(series.HorizonYears);
            AssetInversion day = AssetInversion.Solve(x, Math.Log(x), w, double.NaN);
            double logAssets = day.Y + Math.Log(series.DefaultPoints[k]) - (series.RiskFreeRates[k] * series.HorizonYears);
            if (k > 0)
            {
                double dt = series.Times[k] - series.Times[k - 1];
                double miss = logAssets - before - (nu * dt);
                sum -= (0.5 * Math.Log(sigma * sigma * dt)) + (miss * miss / (2 * sigma * sigma * dt)) + logAssets + StandardNormal.LogCumulative(day.D1);
            }

            before = logAssets;
        }

        return sum;
    }
}
