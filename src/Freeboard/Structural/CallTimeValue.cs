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
    internal const double NarrowWidth = 1;

    /// <summary>phi(d2) [M(|c| - w/2) - M(|c| + w/2)] / w.</summary>
    /// <param name="c">Midpoint (d1 + d2) / 2.</param>
    /// <param name="w">d1 - d2; not negative.</param>
    /// <param name="v">exp(w c); used only where d1 &gt; 0 &gt; c.</param>
    /// <param name="end1">The normal quantities at d1 = c + w/2.</param>
    /// <param name="end2">The normal quantities at d2 = c - w/2.</param>
    internal static double OverWidth(double c, double w, double v, in NormalEnd end1, in NormalEnd end2)
    {
        if (end2.Density == 0 && !(end1.Z > 0 && end2.Z < 0))
        {
            // Where the density underflows on one side of zero the intrinsic part has long been the whole value.
            return 0;
        }

        if (w <= NarrowWidth)
        {
            return end2.Density * MillsMoments.GapOverWidth(Math.Abs(c), w);
        }

        double mills1 = end2.Density * end1.Mills;
        double mills2 = end2.Density * end2.Mills;
        double gap;
        if (end2.Z >= 0)
        {
            gap = mills2 - mills1;
        }
        else if (end1.Z <= 0)
        {
            gap = mills1 - mills2;
        }
        else
        {
            // d1 > 0 > d2: phi(d2) M(near) is N(-d2) or v N(d1), because M of a negative argument overflows where phi(d2) underflows.
            gap = c >= 0 ? end2.Complement - mills1 : (v * end1.Cumulative) - mills2;
        }

        return gap / w;
    }
}
