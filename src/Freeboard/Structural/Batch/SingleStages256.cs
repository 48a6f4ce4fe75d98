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
    /// <summary>Below this w the residual comes from its expansion.</summary>
    private const float SmallWidth = 0.15f;

    /// <summary>phi(d2), M(|d2|), 1 / P, P = x + N(d2), and w = s x / P at the guess.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Center(nint rows, double* scratch)
    {
        float* ratio = (float*)(scratch + BatchScratch.RatioSingle);
        float* product = (float*)(scratch + BatchScratch.ProductSingle);
        float* guess = (float*)(scratch + BatchScratch.Guess);
        float* densities = (float*)(scratch + BatchScratch.DensitySingle);
        float* inverses = (float*)(scratch + BatchScratch.InverseSingle);
        float* widths = (float*)(scratch + BatchScratch.WidthSingle);
        float* millsRatios = (float*)(scratch + BatchScratch.MillsSingle);
        float* table = (float*)(scratch + BatchScratch.TableSingle);
        for (nint i = 0; i < rows; i += Lanes.Singles)
        {
            Singles d2 = Of.LoadAligned(guess + i);
            Singles density = Lanes.Density(d2, table);
            Singles mills = Lanes.Mills(Of.Abs(d2), table);
            Singles tail = density * mills;
            Singles inverse = Singles.One / (Of.LoadAligned(ratio + i) + Lanes.SelectBySign(d2, Singles.One - tail, tail));
            mills.StoreAligned(millsRatios + i);
            density.StoreAligned(densities + i);
            inverse.StoreAligned(inverses + i);
            (Of.LoadAligned(product + i) * inverse).StoreAligned(widths + i);
        }
    }

    /// <summary>The residual there, and the step.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Step(nint rows, double* scratch)
    {
        float* ratio = (float*)(scratch + BatchScratch.RatioSingle);
        float* guess = (float*)(scratch + BatchScratch.Guess);
        float* densities = (float*)(scratch + BatchScratch.DensitySingle);
        float* inverses = (float*)(scratch + BatchScratch.InverseSingle);
        float* widths = (float*)(scratch + BatchScratch.WidthSingle);
        float* millsRatios = (float*)(scratch + BatchScratch.MillsSingle);
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

            // The residual as in double (SolveStages256.Measure), with two terms of the expansion: a bank's small w leaves no digit to a plain difference.
            Singles small = Of.Create(SmallWidth);
            Singles middle = Of.FusedMultiplyAdd(w, Of.Create(0.5f), d2);
            Singles first = Of.SelectGreater(small, w, middle, d1);
            Singles second = Of.SelectGreater(small, w, middle, d2);
            Singles mills = Lanes.Mills(Of.Abs(first), table);
            Singles m1 = Lanes.MultiplySubtract(Of.Abs(middle), mills, one);
            Singles m3 = Of.FusedMultiplyAdd(Of.FusedMultiplyAdd(middle * middle, Of.Create(1 / 24f), Of.Create(3 / 24f)), m1, Of.Create(1 / 24f));
            Singles difference = Of.WithSign(mills, d1) - Of.WithSign(Of.LoadAligned(millsRatios + i), d2);
            Singles bracket = Of.SelectGreater(small, w, w * Of.FusedMultiplyAdd(w * w, m3, m1), difference);
            Singles gain = Lanes.ExpMinusOne(w * middle, table, out Singles growth);
            Singles z = Lanes.SelectBySign(second, gain, Lanes.SelectBySign(first, growth, Singles.Zero));
            Singles u = Lanes.NegatedMultiplyAdd(density, bracket, z - Of.LoadAligned(ratio + i)) * inverse;

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

            // A guess that was b itself (GuessStages256) is the solution to a float; a polynomial's may exceed 5.4 by its error.
            Of.SelectGreater(d2, Of.Create(5.45f), d2, d2 - step).StoreAligned(starts + i);
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
