using System.Runtime.CompilerServices;
using Doubles = Freeboard.Structural.Batch.DoublePair256;
using Lanes = Freeboard.Structural.Batch.PairLanes256;
using Of = Freeboard.Structural.Batch.PairOperations256;
using Singles = Freeboard.Structural.Batch.SinglePair256;

namespace Freeboard.Structural.Batch;

/// <summary>One Halley step in float: from the guess's 0.03 to the noise of a float, or 2e-5 in the corners.</summary>
/// <remarks>
/// <para>On g(d2) = v N(d1) - P, whose slope is s x D because P w = s x does not move: D = (1 + u)(1 - m d1) - m^2, g = u P.</para>
/// <para>The 256-bit file is this one with the number replaced (eng/vector-twins.sh); a test holds the two together.</para>
/// </remarks>
internal static unsafe class SingleStages256
{
    /// <summary>phi(d2), 1 / P, P = x + N(d2), and w = s x / P at the guess.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Center(nint rows, double* scratch)
    {
        float* ratio = (float*)(scratch + BatchScratch.RatioSingle);
        float* product = (float*)(scratch + BatchScratch.ProductSingle);
        float* guess = (float*)(scratch + BatchScratch.Guess);
        float* densities = (float*)(scratch + BatchScratch.DensitySingle);
        float* inverses = (float*)(scratch + BatchScratch.InverseSingle);
        float* widths = (float*)(scratch + BatchScratch.WidthSingle);
        float* table = (float*)(scratch + BatchScratch.TableSingle);
        for (nint i = 0; i < rows; i += Lanes.Singles)
        {
            Singles d2 = Of.LoadAligned(guess + i);
            Singles density = Lanes.Density(d2, table);
            Singles tail = density * Lanes.Mills(Of.Abs(d2), table);
            Singles inverse = Singles.One / (Of.LoadAligned(ratio + i) + Lanes.SelectBySign(d2, Singles.One - tail, tail));
            density.StoreAligned(densities + i);
            inverse.StoreAligned(inverses + i);
            (Of.LoadAligned(product + i) * inverse).StoreAligned(widths + i);
        }
    }

    /// <summary>The residual there, and the step.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Step(nint rows, double* scratch)
    {
        float* guess = (float*)(scratch + BatchScratch.Guess);
        float* densities = (float*)(scratch + BatchScratch.DensitySingle);
        float* inverses = (float*)(scratch + BatchScratch.InverseSingle);
        float* widths = (float*)(scratch + BatchScratch.WidthSingle);
        float* starts = (float*)(scratch + BatchScratch.StartSingle);
        float* table = (float*)(scratch + BatchScratch.TableSingle);
        for (nint i = 0; i < rows; i += Lanes.Singles)
        {
            Singles one = Singles.One;
            Singles d2 = Of.LoadAligned(guess + i);
            Singles w = Of.LoadAligned(widths + i);
            Singles density = Of.LoadAligned(densities + i);
            Singles inverse = Of.LoadAligned(inverses + i);
            Singles d1 = d2 + w;

            // v N(d1) = [d1 > 0] v - sgn(d1) phi(d2) M(|d1|).
            Singles v = Lanes.SelectBySign(d1, Lanes.Exp(w * Of.FusedMultiplyAdd(w, Of.Create(0.5f), d2), table), Singles.Zero);
            Singles mills = Of.WithSign(Lanes.Mills(Of.Abs(d1), table), d1);
            Singles u = Of.FusedMultiplyAdd(Lanes.NegatedMultiplyAdd(density, mills, v), inverse, -one);

            // Slope D and its derivative (1 + u) X + m Y.
            Singles m = density * inverse;
            Singles k = Lanes.NegatedMultiplyAdd(m, d1, one);
            Singles slope = Of.FusedMultiplyAdd(u, k, Lanes.NegatedMultiplyAdd(m, m, k));
            Singles s = d2 + m;
            Singles wk = w * k;
            Singles bend = m * Of.FusedMultiplyAdd(d1, s + m, Of.FusedMultiplyAdd(w, m, Of.Create(-2f)));
            Singles x = Of.FusedMultiplyAdd(wk, k, bend);
            Singles ms = m * s;
            Singles y = Of.FusedMultiplyAdd(Lanes.NegatedMultiplyAdd(w, m, one), k, ms + ms);
            Singles curvature = Of.FusedMultiplyAdd(m, y, Of.FusedMultiplyAdd(u, x, x));
            Singles twice = slope + slope;
            Singles step = u * twice / Of.FusedMultiplyAdd(w * slope, twice, -(u * curvature));
            Of.SelectGreater(d2, Of.Create(5.4f), d2, d2 - step).StoreAligned(starts + i);
        }
    }

    /// <summary>The result in double.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Widen(nint rows, double* scratch)
    {
        float* starts = (float*)(scratch + BatchScratch.StartSingle);
        for (nint i = 0; i < rows; i += Lanes.Doubles)
        {
            Doubles d2 = Lanes.LoadSingles(starts + i);
            d2.StoreAligned(scratch + BatchScratch.Start + i);
        }
    }
}
