using Freeboard.Numerics;

namespace Freeboard.Structural;

/// <summary>The part of the equity's value that is not intrinsic, in units of the discounted default point and per unit of w.</summary>
/// <remarks>
/// With v = V/K, w = sigmaV sqrt T, c = ln v / w (the midpoint of d1 and d2) the call is
/// v N(d1) - N(d2) = max(v - 1, 0) + phi(d2) [M(|c| - w/2) - M(|c| + w/2)], M the Mills ratio: two terms that are never
/// negative, so equity keeps its relative accuracy when it is worth a 1e-300th of the debt.
/// </remarks>
internal static class CallTimeValue
{
    /// <summary>Below this width the two Mills ratios are so close that their midpoint expansion is the accurate form.</summary>
    internal const double NarrowWidth = 0.5;

    /// <summary>phi(d2) [M(|c| - w/2) - M(|c| + w/2)] / w.</summary>
    /// <param name="c">Midpoint (d1 + d2) / 2.</param>
    /// <param name="w">d1 - d2; not negative.</param>
    /// <param name="d1">c + w/2.</param>
    /// <param name="d2">c - w/2.</param>
    /// <param name="v">exp(w c); used only where d1 &gt; 0 &gt; c.</param>
    /// <param name="density2">phi(d2).</param>
    internal static double OverWidth(double c, double w, double d1, double d2, double v, double density2)
    {
        if (w <= NarrowWidth)
        {
            // Where the density underflows the intrinsic part has long been the whole value.
            return density2 == 0 ? 0 : density2 * MillsMoments.GapOverWidth(Math.Abs(c), w);
        }

        (double near, double far) = c >= 0 ? (d2, d1) : (-d1, -d2);
        double farTerm = density2 == 0 ? 0 : density2 * MillsMoments.Zeroth(far);
        if (near >= 0)
        {
            return density2 == 0 ? 0 : ((density2 * MillsMoments.Zeroth(near)) - farTerm) / w;
        }

        // d1 > 0 > d2: phi(d2) M(near) is written out, because M of a negative argument overflows where phi(d2) underflows.
        double nearTerm = c >= 0 ? StandardNormal.Cumulative(-d2) : v * StandardNormal.Cumulative(d1);
        return (nearTerm - farTerm) / w;
    }
}
