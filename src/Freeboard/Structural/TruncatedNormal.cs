using Freeboard.Numerics;

namespace Freeboard.Structural;

/// <summary>What the derivatives of the call need of a normal variable cut off at z.</summary>
internal static class TruncatedNormal
{
    /// <summary>lambda(z) = phi(z)/N(z) and h(z) = z + lambda(z) = E[z - Z | Z &lt; z], both without cancellation on the left.</summary>
    internal static (double Lambda, double H) HazardAndMean(double z)
    {
        if (z >= 0)
        {
            double lambda = StandardNormal.Density(z) / StandardNormal.Cumulative(z);
            return (lambda, z + lambda);
        }

        (double zeroth, double first, _) = MillsMoments.UpToSecond(-z);
        return (1 / zeroth, first / zeroth);
    }
}
