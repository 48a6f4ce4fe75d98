using Freeboard.Numerics;

namespace Freeboard.Portfolio.Simulation;

/// <summary>Gamma and beta numbers of one random stream.</summary>
/// <remarks>Source: G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables", ACM Transactions on Mathematical Software 26 (2000); below shape 1 by the power of a uniform number.</remarks>
internal sealed class GammaDraws(PhiloxStream stream)
{
    /// <summary>The next gamma number of scale 1.</summary>
    /// <param name="shape">Positive.</param>
    internal double Next(double shape)
    {
        if (shape < 1)
        {
            return Next(shape + 1) * Math.Pow(stream.NextUniform(), 1 / shape);
        }

        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double z = stream.NextNormal();
            double root = 1 + (c * z);
            if (root <= 0)
            {
                continue;
            }

            double v = root * root * root;
            if (Math.Log(stream.NextUniform()) < (0.5 * z * z) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }

    /// <summary>The next beta number.</summary>
    /// <param name="mean">In (0, 1).</param>
    /// <param name="deviation">Positive, below sqrt(mean (1 - mean)).</param>
    internal double NextBeta(double mean, double deviation)
    {
        double worth = (mean * (1 - mean) / (deviation * deviation)) - 1;
        double a = Next(mean * worth);
        double b = Next((1 - mean) * worth);
        return a + b > 0 ? a / (a + b) : mean;
    }
}
