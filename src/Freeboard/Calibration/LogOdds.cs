using Freeboard.Numerics;

namespace Freeboard.Calibration;

/// <summary>Between a probability, its logarithm and its log odds, without loss at either end.</summary>
internal static class LogOdds
{
    /// <summary>1 / (1 + exp(-z)).</summary>
    internal static double ToProbability(double z)
    {
        if (z >= 0)
        {
            return 1 / (1 + Math.Exp(-z));
        }

        double u = Math.Exp(z);
        return u / (1 + u);
    }

    /// <summary>ln of 1 / (1 + exp(-z)).</summary>
    internal static double ToLogProbability(double z) => z >= 0 ? -StandardNormal.LogOnePlus(Math.Exp(-z)) : z - StandardNormal.LogOnePlus(Math.Exp(z));

    /// <summary>ln p - ln(1 - p) from ln p, which is below 0.</summary>
    internal static double OfLogProbability(double logP) => logP - LogComplement(logP);

    /// <summary>ln(1 - p) from ln p, which is at most 0.</summary>
    internal static double LogComplement(double logP) => logP > -0.6931471805599453 ? Math.Log(-ExpMinusOne.Of(logP)) : StandardNormal.LogOnePlus(-Math.Exp(logP));
}
