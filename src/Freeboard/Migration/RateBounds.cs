using Freeboard.Numerics;

namespace Freeboard.Migration;

/// <summary>Intervals of estimates in continuous time.</summary>
internal static class RateBounds
{
    /// <summary>Exact bounds of a Poisson rate: of the count's mean, over the time at risk.</summary>
    internal static (double Low, double High) Rate(double count, double exposure, double level)
    {
        double tail = 0.5 * (1 - level);
        return (count == 0 ? 0 : GammaQuantile.Of(tail, count) / exposure, GammaQuantile.Of(1 - tail, count + 1) / exposure);
    }

    /// <summary>An interval of a probability from its standard error, on the log odds, so that it stays within (0, 1).</summary>
    /// <remarks>Where nothing was seen to happen the error is 0 and says nothing; the bound is then that of the direct rate: 1 - exp(-rate t) off the diagonal, exp(-rate t) on it.</remarks>
    internal static (double Low, double High) Probability(double p, double error, bool diagonal, double exposure, double years, double level)
    {
        if (p is > 0 and < 1 && error > 0)
        {
            double z = -NormalQuantile.FromProbability(0.5 * (1 - level));
            double odds = Math.Log(p) - StandardNormal.LogOnePlus(-p);
            double half = z * error / (p * (1 - p));
            return (1 / (1 + Math.Exp(half - odds)), 1 / (1 + Math.Exp(-half - odds)));
        }

        double fastest = Rate(0, exposure, level).High * years;
        return diagonal ? (p * Math.Exp(-fastest), p) : (p, p + ((1 - p) * -ExpMinusOne.Of(-fastest)));
    }
}
