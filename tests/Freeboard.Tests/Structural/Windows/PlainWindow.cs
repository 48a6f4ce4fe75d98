using Freeboard.Numerics;
using Freeboard.Structural;

namespace Freeboard.Tests.Structural.Windows;

/// <summary>The window's equations as they stand in the books: each day by Newton on the forward model, sums in plain loops. Slow, and the oracle of the estimators.</summary>
internal sealed class PlainWindow
{
    private readonly EquitySeries series;
    private readonly int[] days;

    internal PlainWindow(EquitySeries series)
    {
        this.series = series;
        days = [.. Enumerable.Range(0, series.Times.Length).Where(i => !double.IsNaN(series.EquityValues[i]))];
    }

    internal int Returns => days.Length - 1;

    internal double Elapsed => series.Times[days[^1]] - series.Times[days[0]];

    /// <summary>V on every day that has an equity value.</summary>
    internal double[] Assets(double sigma) => [.. days.Select(i => Invert(i, sigma))];

    /// <summary>F(sigma): the volatility of the assets that sigma implies.</summary>
    internal double ImpliedVolatility(double sigma, int divisor)
    {
        (double[] r, double[] dt) = LogReturns(sigma);
        double nu = r.Sum() / dt.Sum();
        return Math.Sqrt(r.Zip(dt, (a, gap) => (a - (nu * gap)) * (a - (nu * gap)) / gap).Sum() / divisor);
    }

    internal double MeanLogReturn(double sigma)
    {
        (double[] r, double[] dt) = LogReturns(sigma);
        return r.Sum() / dt.Sum();
    }

    /// <summary>The plain iteration sigma = F(sigma).</summary>
    internal double FixedPoint(double start, int divisor, out int iterations)
    {
        double sigma = start;
        for (iterations = 1; iterations <= 2000; iterations++)
        {
            double next = ImpliedVolatility(sigma, divisor);
            if (Math.Abs(next - sigma) < 2e-14 * sigma)
            {
                return next;
            }

            sigma = next;
        }

        throw new InvalidOperationException("The plain iteration did not converge.");
    }

    /// <summary>ln f(E_1, ..., E_n | E_0; sigma, mu), levels.</summary>
    internal double LogLikelihood(double sigma, double mu, bool survived = false)
    {
        double[] v = Assets(sigma);
        double nu = mu - series.PayoutRate - (0.5 * sigma * sigma);
        double sum = 0;
        for (int k = 1; k < days.Length; k++)
        {
            int i = days[k];
            double dt = series.Times[i] - series.Times[days[k - 1]];
            double e = Math.Log(v[k] / v[k - 1]) - (nu * dt);
            double d1 = D1(v[k], sigma, i);
            double slope = Math.Exp(-series.PayoutRate * series.HorizonYears) * StandardNormal.Cumulative(d1);
            sum += (-0.5 * Math.Log(2 * Math.PI * sigma * sigma * dt)) - (e * e / (2 * sigma * sigma * dt)) - Math.Log(v[k]) - Math.Log(slope);
        }

        double z = (Math.Log(v[0] / series.DefaultPoints[days[^1]]) + (nu * Elapsed)) / (sigma * Math.Sqrt(Elapsed));
        return survived ? sum - StandardNormal.LogCumulative(z) : sum;
    }

    internal (double Kmv, double RiskNeutral, double Physical) Distances(double sigma, double mu)
    {
        int last = days[^1];
        double v = Invert(last, sigma);
        double d = series.DefaultPoints[last];
        double q = series.PayoutRate;
        double t = series.HorizonYears;
        return (DistanceToDefault.Kmv(v, sigma, d, t),
            DistanceToDefault.RiskNeutral(v, sigma, d, series.RiskFreeRates[last] - q, t),
            DistanceToDefault.Physical(v, sigma, d, mu - q, t));
    }

    private double D1(double v, double sigma, int i)
    {
        double t = series.HorizonYears;
        return (Math.Log(v / series.DefaultPoints[i]) + ((series.RiskFreeRates[i] - series.PayoutRate + (0.5 * sigma * sigma)) * t)) / (sigma * Math.Sqrt(t));
    }

    private (double[] Returns, double[] Gaps) LogReturns(double sigma)
    {
        double[] v = Assets(sigma);
        double[] r = [.. Enumerable.Range(1, v.Length - 1).Select(k => Math.Log(v[k] / v[k - 1]))];
        double[] dt = [.. Enumerable.Range(1, v.Length - 1).Select(k => series.Times[days[k]] - series.Times[days[k - 1]])];
        return (r, dt);
    }

    private double Invert(int i, double sigma)
    {
        double t = series.HorizonYears;
        double e = series.EquityValues[i];
        double d = series.DefaultPoints[i];
        double r = series.RiskFreeRates[i];
        if (d == 0)
        {
            return e * Math.Exp(series.PayoutRate * t);
        }

        // E is concave and rising in ln V on the scale of ln E: Newton's method comes to the solution from everywhere.
        double v = e + (d * Math.Exp(-r * t));
        for (int k = 0; k < 200; k++)
        {
            double at = MertonModel.EquityValue(v, sigma, d, r, t);
            double elasticity = MertonModel.EquityVolatility(v, sigma, d, r, t) / sigma;
            double step = Math.Log(e / at) / elasticity;
            if (Math.Abs(step) < 1e-9)
            {
                // The last step by a logarithm that keeps its digits.
                double relative = (e - at) / at;
                return v * Math.Exp(StandardNormal.LogOnePlus(relative) / elasticity) * Math.Exp(series.PayoutRate * t);
            }

            v *= Math.Exp(step);
        }

        throw new InvalidOperationException("No assets for this equity.");
    }
}
