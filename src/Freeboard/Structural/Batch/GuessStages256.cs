using System.Runtime.CompilerServices;
using Coefficients = Freeboard.Structural.Batch.BatchCoefficients;
using Lanes = Freeboard.Structural.Batch.PairLanes256;
using Of = Freeboard.Structural.Batch.PairOperations256;
using Singles = Freeboard.Structural.Batch.SinglePair256;

namespace Freeboard.Structural.Batch;

/// <summary>The first stages in float: a guess of d2 from two numbers.</summary>
/// <remarks>The 256-bit file is this one with the number replaced (eng/vector-twins.sh); a test holds the two together.</remarks>
internal static unsafe class GuessStages256
{
    /// <summary>w0 = s x / (1 + x), and b = ln(1 + x)/w0 - w0/2: d2 of a firm whose N(d2) is 1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Bound(nint rows, double* scratch)
    {
        float* ratio = (float*)(scratch + BatchScratch.RatioSingle);
        float* product = (float*)(scratch + BatchScratch.ProductSingle);
        float* bound = (float*)(scratch + BatchScratch.BoundSingle);
        float* narrow = (float*)(scratch + BatchScratch.NarrowSingle);
        for (nint i = 0; i < rows; i += Lanes.Singles)
        {
            Singles one = Singles.One;
            Singles x = Of.LoadAligned(ratio + i);
            Singles sx = Of.LoadAligned(product + i);

            // w0 and 1 / w0 from one division. A negative x, from a negative debt, is told from the logarithm's argument.
            Singles onePlus = one + x;
            Singles q = one / (sx * onePlus);
            Singles w0 = sx * sx * q;
            Singles log = Of.SelectGreater(x, Singles.Zero, Lanes.LogOnePlus(x), Of.Create(float.NaN));
            Of.FusedMultiplyAdd(w0, Of.Create(-0.5f), log * (onePlus * onePlus * q)).StoreAligned(bound + i);
            w0.StoreAligned(narrow + i);
        }
    }

    /// <summary>A guess of d2 within 0.03; not a number outside the region that was fitted.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Guess(nint rows, double* scratch)
    {
        float* bound = (float*)(scratch + BatchScratch.BoundSingle);
        float* narrow = (float*)(scratch + BatchScratch.NarrowSingle);
        float* guess = (float*)(scratch + BatchScratch.Guess);
        for (nint i = 0; i < rows; i += Lanes.Singles)
        {
            Singles b = Of.LoadAligned(bound + i);
            Singles w0 = Of.LoadAligned(narrow + i);
            Singles b1 = Lanes.Smaller(b, Of.Create(5.5f)) + w0;
            Singles onePlusB = Singles.One + b1;
            Singles onePlusW = Singles.One + w0;
            Singles q = Singles.One / (onePlusB * onePlusW);
            Singles u = Lanes.NegatedMultiplyAdd(onePlusW * q, Of.Create(Coefficients.GuessScale), Of.Create(Coefficients.GuessOffset));
            Singles w = Lanes.NegatedMultiplyAdd(onePlusB * q, Of.Create(Coefficients.GuessWidthScale), Of.Create(Coefficients.GuessWidthOffset));
            Singles d2 = Polynomial(u, w);

            // From 5.4 on N(d2) is 1 to a float, and b the solution.
            // Beyond 10,000, where s may also be out of range, the scalar solver takes over.
            Singles none = Of.Create(float.NaN);
            d2 = Of.SelectGreater(Of.Create(1.3f), w0, d2, none);
            d2 = Of.SelectGreater(b1, Of.Create(0.3064f), d2, none);
            d2 = Of.SelectGreater(b, Of.Create(5.4f), b, d2);
            Of.SelectGreater(Of.Create(1e4f), b, d2, none).StoreAligned(guess + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Singles Polynomial(Singles u, Singles w)
    {
        Singles p = Of.Create(Coefficients.Guess60);
        Singles c5 = Of.Create(Coefficients.Guess51);
        c5 = Of.FusedMultiplyAdd(c5, w, Of.Create(Coefficients.Guess50));
        p = Of.FusedMultiplyAdd(p, u, c5);
        Singles c4 = Of.Create(Coefficients.Guess42);
        c4 = Of.FusedMultiplyAdd(c4, w, Of.Create(Coefficients.Guess41));
        c4 = Of.FusedMultiplyAdd(c4, w, Of.Create(Coefficients.Guess40));
        p = Of.FusedMultiplyAdd(p, u, c4);
        Singles c3 = Of.Create(Coefficients.Guess33);
        c3 = Of.FusedMultiplyAdd(c3, w, Of.Create(Coefficients.Guess32));
        c3 = Of.FusedMultiplyAdd(c3, w, Of.Create(Coefficients.Guess31));
        c3 = Of.FusedMultiplyAdd(c3, w, Of.Create(Coefficients.Guess30));
        p = Of.FusedMultiplyAdd(p, u, c3);
        Singles c2 = Of.Create(Coefficients.Guess24);
        c2 = Of.FusedMultiplyAdd(c2, w, Of.Create(Coefficients.Guess23));
        c2 = Of.FusedMultiplyAdd(c2, w, Of.Create(Coefficients.Guess22));
        c2 = Of.FusedMultiplyAdd(c2, w, Of.Create(Coefficients.Guess21));
        c2 = Of.FusedMultiplyAdd(c2, w, Of.Create(Coefficients.Guess20));
        p = Of.FusedMultiplyAdd(p, u, c2);
        Singles c1 = Of.Create(Coefficients.Guess15);
        c1 = Of.FusedMultiplyAdd(c1, w, Of.Create(Coefficients.Guess14));
        c1 = Of.FusedMultiplyAdd(c1, w, Of.Create(Coefficients.Guess13));
        c1 = Of.FusedMultiplyAdd(c1, w, Of.Create(Coefficients.Guess12));
        c1 = Of.FusedMultiplyAdd(c1, w, Of.Create(Coefficients.Guess11));
        c1 = Of.FusedMultiplyAdd(c1, w, Of.Create(Coefficients.Guess10));
        p = Of.FusedMultiplyAdd(p, u, c1);
        Singles c0 = Of.Create(Coefficients.Guess06);
        c0 = Of.FusedMultiplyAdd(c0, w, Of.Create(Coefficients.Guess05));
        c0 = Of.FusedMultiplyAdd(c0, w, Of.Create(Coefficients.Guess04));
        c0 = Of.FusedMultiplyAdd(c0, w, Of.Create(Coefficients.Guess03));
        c0 = Of.FusedMultiplyAdd(c0, w, Of.Create(Coefficients.Guess02));
        c0 = Of.FusedMultiplyAdd(c0, w, Of.Create(Coefficients.Guess01));
        c0 = Of.FusedMultiplyAdd(c0, w, Of.Create(Coefficients.Guess00));
        p = Of.FusedMultiplyAdd(p, u, c0);
        return p;
    }
}
