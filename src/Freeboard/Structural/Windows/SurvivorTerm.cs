using Freeboard.Numerics;

namespace Freeboard.Structural.Windows;

/// <summary>What the condition V &gt; D at the window's end adds to the log-likelihood with the drift concentrated out.</summary>
/// <remarks>
/// The conditional log-likelihood adds -ln N(z), z = [ln(V_0/D_n) + nu tau] / (sigma sqrt tau). In terms of z the part that depends on
/// nu is -(z - zHat)^2/2 - ln N(z) with zHat = ln(V_n/D_n) / (sigma sqrt tau), the z of the unconditional drift; it is greatest where
/// z + phi(z)/N(z) = zHat, the mean of a normal truncated at zero. So the term is a function c of zHat alone, with c' = -lambda(z) and
/// c'' = lambda h / (1 - lambda h). There is a drift only for zHat &gt; 0; as zHat falls to 0 the likelihood grows like -ln zHat.
/// </remarks>
internal readonly struct SurvivorTerm
{
    private SurvivorTerm(double z, double zHat)
    {
        Z = z;
        ZHat = zHat;
        Lambda = zHat - z;
        Variance = VarianceAt(z);
    }

    /// <summary>z at the concentrated drift.</summary>
    internal double Z { get; }

    /// <summary>z at the drift without the condition.</summary>
    internal double ZHat { get; }

    /// <summary>phi(z)/N(z).</summary>
    internal double Lambda { get; }

    /// <summary>Var(Z | Z &gt; -z), the information about nu that is left, in (0, 1).</summary>
    internal double Variance { get; }

    /// <summary>c.</summary>
    internal double Value => double.IsPositiveInfinity(ZHat) ? 0 : (-0.5 * Lambda * Lambda) - StandardNormal.LogCumulative(Z);

    /// <summary>dc/dzHat.</summary>
    internal double Slope => -Lambda;

    /// <summary>d2c/dzHat2.</summary>
    internal double Curvature => (1 - Variance) / Variance;

    /// <summary>The term for a positive zHat.</summary>
    internal static SurvivorTerm At(double zHat)
    {
        if (zHat > 40)
        {
            return new SurvivorTerm(zHat, zHat);
        }

        // h(z) = z + lambda(z) rises with slope in (0, 1) and is convex: Newton from the left of the solution overshoots once, then descends.
        double z = zHat < 1 ? zHat - (1 / zHat) : zHat;
        for (int i = 0; i < 60; i++)
        {
            double step = (zHat - MeanAt(z)) / VarianceAt(z);
            z += step;
            if (Math.Abs(step) <= 1e-14 * Math.Max(1, Math.Abs(z)))
            {
                break;
            }
        }

        return new SurvivorTerm(z, zHat);
    }

    /// <summary>By how much z, seen from zHat, may move to one side until the log-likelihood has lost an amount.</summary>
    /// <param name="sign">1 upwards, -1 downwards.</param>
    /// <param name="loss">The loss; not negative.</param>
    internal double Edge(double sign, double loss)
    {
        // -(z - zHat)^2/2 - ln N(z) is concave in z, so Newton from outside of the edge comes back to it.
        double target = Value - loss;
        double z = Z + (sign * Math.Sqrt(2 * loss / Variance));
        for (int i = 0; i < 60; i++)
        {
            double away = ZHat - z;
            double value = (-0.5 * away * away) - StandardNormal.LogCumulative(z);
            double slope = ZHat - MeanAt(z);
            double step = (target - value) / slope;
            if (!double.IsFinite(step))
            {
                break;
            }

            z += step;
            if (Math.Abs(step) < 1e-13 * Math.Max(1, Math.Abs(z)))
            {
                break;
            }
        }

        return z - ZHat;
    }

    /// <summary>h(z) = z + phi(z)/N(z).</summary>
    private static double MeanAt(double z)
    {
        if (z >= 0)
        {
            return z + (StandardNormal.Density(z) / StandardNormal.Cumulative(z));
        }

        (double zeroth, double first, _) = MillsMoments.UpToSecond(-z);
        return first / zeroth;
    }

    private static double VarianceAt(double z)
    {
        if (z >= 0)
        {
            double lambda = StandardNormal.Density(z) / StandardNormal.Cumulative(z);
            return 1 - (lambda * (z + lambda));
        }

        (double zeroth, double first, double second) = MillsMoments.UpToSecond(-z);
        double mean = first / zeroth;
        return (second / zeroth) - (mean * mean);
    }
}
