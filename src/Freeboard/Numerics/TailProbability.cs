namespace Freeboard.Numerics;

/// <summary>Upper tails of the distributions that tests of regressions use, and the quantile of Student's t.</summary>
/// <remarks>
/// Degrees of freedom are positive and need not be whole. Arguments outside the domain give NaN, never an exception, as with <see cref="StandardNormal"/>.
/// Accuracy, measured against mpmath: see docs/regression.md.
/// </remarks>
public static class TailProbability
{
    /// <summary>P(|t| >= |statistic|) under Student's t.</summary>
    /// <param name="statistic">The t statistic.</param>
    /// <param name="degreesOfFreedom">Positive.</param>
    public static double TwoSidedT(double statistic, double degreesOfFreedom)
    {
        if (double.IsNaN(statistic) || !(degreesOfFreedom > 0))
        {
            return double.NaN;
        }

        double absolute = Math.Abs(statistic);
        if (double.IsInfinity(absolute))
        {
            return 0;
        }

        if (double.IsInfinity(degreesOfFreedom))
        {
            return 2 * StandardNormal.Cumulative(-absolute);
        }

        // x = nu/(nu + t^2) without t^2, which may overflow.
        double ratio = absolute / Math.Sqrt(degreesOfFreedom);
        (double x, double y) = ratio > 1
            ? (1 / ratio / ratio / (1 + (1 / ratio / ratio)), 1 / (1 + (1 / ratio / ratio)))
            : (1 / (1 + (ratio * ratio)), ratio * ratio / (1 + (ratio * ratio)));
        return IncompleteBeta.Regularized(degreesOfFreedom / 2, 0.5, x, y);
    }

    /// <summary>P(F >= statistic) under Fisher's F.</summary>
    /// <param name="statistic">The F statistic; not negative.</param>
    /// <param name="numeratorDegrees">Degrees of freedom of the numerator; positive.</param>
    /// <param name="denominatorDegrees">Degrees of freedom of the denominator; positive.</param>
    public static double F(double statistic, double numeratorDegrees, double denominatorDegrees)
    {
        if (!(statistic >= 0) || !(numeratorDegrees > 0) || !(denominatorDegrees > 0))
        {
            return double.NaN;
        }

        if (double.IsInfinity(statistic))
        {
            return 0;
        }

        double ratio = numeratorDegrees * statistic / denominatorDegrees;
        return IncompleteBeta.Regularized(denominatorDegrees / 2, numeratorDegrees / 2, 1 / (1 + ratio), double.IsInfinity(ratio) ? 1 : ratio / (1 + ratio));
    }

    /// <summary>P(chi-square >= statistic).</summary>
    /// <param name="statistic">The statistic; not negative.</param>
    /// <param name="degreesOfFreedom">Positive.</param>
    public static double ChiSquare(double statistic, double degreesOfFreedom)
    {
        if (!(statistic >= 0) || !(degreesOfFreedom > 0))
        {
            return double.NaN;
        }

        return IncompleteGamma.Upper(degreesOfFreedom / 2, statistic / 2);
    }

    /// <summary>The t with P(|T| >= t) = 1 - level: the half-width of a two-sided interval in standard errors.</summary>
    /// <param name="level">Confidence level, in (0, 1).</param>
    /// <param name="degreesOfFreedom">Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level lies outside (0, 1), or there are no degrees of freedom.</exception>
    public static double TwoSidedTQuantile(double level, double degreesOfFreedom)
    {
        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level must lie in (0, 1); 0.95 is 95 %.");
        }

        if (!(degreesOfFreedom > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Must be positive.");
        }

        // The tail falls strictly in ln t from 1 to 0, so a bracket on ln t and bisection to the last bit cannot fail.
        double wanted = 1 - level;
        double low = -80;
        double high = 700;
        for (int i = 0; i < 200; i++)
        {
            double middle = 0.5 * (low + high);
            if (middle == low || middle == high)
            {
                break;
            }

            if (TwoSidedT(Math.Exp(middle), degreesOfFreedom) > wanted)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return Math.Exp(0.5 * (low + high));
    }
}
