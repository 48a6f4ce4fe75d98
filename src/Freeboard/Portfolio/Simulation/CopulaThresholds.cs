using Freeboard.Numerics;

namespace Freeboard.Portfolio.Simulation;

/// <summary>Where an asset return must fall for a default, by copula.</summary>
internal static class CopulaThresholds
{
    /// <summary>Stands for an infinite threshold: every scenario is on one side of it, and float arithmetic stays finite.</summary>
    internal const double Certain = 1e9;

    /// <summary>The quantile of the default probability: normal, or Student's t.</summary>
    internal static double Of(double probability, double? degreesOfFreedom) => probability switch
    {
        0 => -Certain,
        1 => Certain,
        0.5 => 0,
        _ => degreesOfFreedom is not { } nu ? NormalQuantile.FromProbability(probability)
            : probability < 0.5 ? -StudentUpper(probability, nu)
            : StudentUpper(1 - probability, nu),
    };

    // By bisection on the logarithm of the tail: the two-sided quantile takes 1 - 2 p, which loses the digits of a small p.
    private static double StudentUpper(double tail, double nu)
    {
        double logTail = Math.Log(tail);
        double low = 0;
        double high = 1;
        while (LogTail(high, nu) > logTail)
        {
            low = high;
            high *= 2;
        }

        for (int i = 0; i < 200 && high - low > 1e-15 * high; i++)
        {
            double middle = 0.5 * (low + high);
            if (LogTail(middle, nu) > logTail)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return 0.5 * (low + high);
    }

    private static double LogTail(double t, double nu) => Math.Log(0.5 * TailProbability.TwoSidedT(t, nu));
}
