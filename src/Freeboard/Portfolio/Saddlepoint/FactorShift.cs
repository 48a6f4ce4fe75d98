using Freeboard.Numerics;

namespace Freeboard.Portfolio.Saddlepoint;

/// <summary>Where the factors stand when the loss reaches an amount, most probably: the mean that importance sampling gives them.</summary>
/// <remarks>
/// Source: P. Glasserman and J. Li, "Importance sampling for portfolio credit risk", Management Science 51 (2005), section 5: maximise
/// K(theta(z), z) - theta(z) x - z'z/2, theta the tilt that brings the conditional mean to x, 0 where it is above already.
/// </remarks>
internal static class FactorShift
{
    private const int MostSteps = 25;

    // A mean a twentieth of a deviation off costs less than a percent of the precision.
    private const double GradientSquare = 0.0025;

    /// <summary>A first guess of VaR: the conditional mean with the factors at the level's quantile in the worst direction.</summary>
    internal static double Pilot(ConditionalLoss loss, double level)
    {
        double[] direction = loss.Direction();
        double z = NormalQuantile.FromProbability(level);
        loss.SetFactors([.. direction.Select(d => d * z)]);
        return loss.Moments().Mean;
    }

    /// <summary>Finds the shift.</summary>
    /// <param name="loss">The conditional loss; its factors are changed.</param>
    /// <param name="x">The amount, in units.</param>
    internal static double[] Find(ConditionalLoss loss, double x)
    {
        double[] direction = loss.Direction();
        double[] best = new double[loss.Factors];
        double[] gradient = new double[loss.Factors];
        double height = double.NegativeInfinity;
        double theta = 0;
        for (double t = 0; t <= 6; t++)
        {
            double[] z = [.. direction.Select(d => d * t)];
            double here = Height(loss, z, x, 0, out double tilt);
            if (here > height)
            {
                (height, best, theta) = (here, z, tilt);
            }
        }

        for (int step = 0; step < MostSteps; step++)
        {
            height = Height(loss, best, x, theta, out theta);
            loss.Gradient(theta, gradient);
            double size = 0;
            for (int f = 0; f < gradient.Length; f++)
            {
                gradient[f] -= best[f];
                size += gradient[f] * gradient[f];
            }

            bool rose = false;
            for (double length = 1; length > 0.02 && size > GradientSquare && !rose; length *= 0.5)
            {
                double[] next = [.. best.Select((z, f) => z + (length * gradient[f]))];
                if (Height(loss, next, x, theta, out _) > height + (1e-4 * length * size))
                {
                    best = next;
                    rose = true;
                }
            }

            if (!rose)
            {
                break;
            }
        }

        return best;
    }

    private static double Height(ConditionalLoss loss, ReadOnlySpan<double> z, double x, double start, out double theta)
    {
        loss.SetFactors(z);
        double square = 0;
        foreach (double value in z)
        {
            square += value * value;
        }

        theta = 0;
        if (loss.Moments().Mean >= x)
        {
            return -0.5 * square;
        }

        theta = loss.Tilt(x, start, out Cumulants at) ?? 0;
        return Math.Min(0, at.Value - (theta * x)) - (0.5 * square);
    }
}
