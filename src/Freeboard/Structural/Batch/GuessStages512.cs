using System.Runtime.CompilerServices;
using Coefficients = Freeboard.Structural.Batch.BatchCoefficients;
using Lanes = Freeboard.Structural.Batch.PairLanes512;
using Of = Freeboard.Structural.Batch.PairOperations512;
using Singles = Freeboard.Structural.Batch.SinglePair512;

namespace Freeboard.Structural.Batch;

/// <summary>The stages in float: a guess of d2 and one Halley step on it.</summary>
/// <remarks>The 256-bit file is this one with the number replaced (eng/vector-twins.sh); a test holds the two together.</remarks>
internal static unsafe class GuessStages512
{
    /// <summary>A guess of d2 within 0.01; not a number outside the region that was fitted.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Guess(nint rows, double* scratch)
    {
        float* ratio = (float*)(scratch + BatchScratch.RatioSingle);
        float* volatility = (float*)(scratch + BatchScratch.VolatilitySingle);
        float* guess = (float*)(scratch + BatchScratch.Guess);
        for (nint i = 0; i < rows; i += Lanes.Singles)
        {
            Singles one = Singles.One;
            Singles x = Of.LoadAligned(ratio + i);
            Singles sx = x * Of.LoadAligned(volatility + i);

            // w0 = s x / (1 + x) and 1 / w0 from one division.
            Singles onePlus = one + x;
            Singles q = one / (sx * onePlus);
            Singles w0 = sx * sx * q;
            Singles b = Of.FusedMultiplyAdd(w0, Of.Create(-0.5f), Lanes.LogOnePlus(x) * (onePlus * onePlus * q));
            Singles b1 = Lanes.Smaller(b, Of.Create(5.5f)) + w0;
            Singles onePlusB = one + b1;
            Singles onePlusW = one + w0;
            q = one / (onePlusB * onePlusW);
            Singles u = Of.FusedMultiplyAdd(b1 * onePlusW * q, Of.Create(Coefficients.GuessScale), Of.Create(Coefficients.GuessOffset));
            Singles w = Of.FusedMultiplyAdd(w0 * onePlusB * q, Of.Create(Coefficients.GuessWidthScale), -one);
            Singles d2 = Polynomial(u, w);

            // From 5.4 on N(d2) is 1 to a float, and b the solution.
            // Beyond 10,000, where s may also be out of range, the scalar solver takes over.
            Singles far = Of.GreaterThan(b, Of.Create(5.4f)) & Of.LessThan(b, Of.Create(1e4f));
            Singles fitted = Of.LessThan(w0, Of.Create(1.3f)) & Of.GreaterThan(b1, Of.Create(0.3064f)) & Of.LessThan(b, Of.Create(5.5f));
            Of.ConditionalSelect(far, b, Of.ConditionalSelect(fitted, d2, Of.Create(float.NaN))).StoreAligned(guess + i);
        }
    }

    /// <summary>One Halley step on the guess: from 0.01 to the noise of a float.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Improve(nint rows, double* scratch)
    {
        float* ratio = (float*)(scratch + BatchScratch.RatioSingle);
        float* volatility = (float*)(scratch + BatchScratch.VolatilitySingle);
        float* guess = (float*)(scratch + BatchScratch.Guess);
        float* table = (float*)(scratch + BatchScratch.MillsTableSingle);
        for (nint i = 0; i < rows; i += Lanes.Singles)
        {
            Singles one = Singles.One;
            Singles x = Of.LoadAligned(ratio + i);
            Singles d2 = Of.LoadAligned(guess + i);
            Singles density = Lanes.Exp(d2 * d2 * Of.Create(-0.5f)) * Of.Create(0.39894228f);
            Singles tail = density * Lanes.Mills(Of.Abs(d2), table);
            Singles n2 = Of.ConditionalSelect(Of.GreaterThan(d2, Singles.Zero), one - tail, tail);
            Singles inverse = one / (x + n2);
            Singles w = x * Of.LoadAligned(volatility + i) * inverse;
            Singles d1 = d2 + w;

            // v N(d1) = [d1 > 0] v - sgn(d1) phi(d2) M(|d1|).
            Singles positive = Of.GreaterThan(d1, Singles.Zero);
            Singles v = Lanes.Exp(w * Of.FusedMultiplyAdd(w, Of.Create(0.5f), d2)) & positive;
            Singles mills = Lanes.Mills(Of.Abs(d1), table);
            Singles signed = Of.ConditionalSelect(positive, -mills, mills);
            Singles u = Of.FusedMultiplyAdd(Of.FusedMultiplyAdd(density, signed, v), inverse, -one);

            Singles m = density * inverse;
            Singles lambda = m * Of.FusedMultiplyAdd(u, u - one, one);
            Singles h = d1 + lambda;
            Singles f = u * Of.FusedMultiplyAdd(u, Of.FusedMultiplyAdd(u, Of.Create(1 / 3f), Of.Create(-0.5f)), one);
            Singles slope = Of.FusedMultiplyAdd(w, Lanes.NegatedMultiplyAdd(m, h, one), -(lambda * u));
            Singles g = Lanes.NegatedMultiplyAdd(lambda, h, one);
            Singles wm = w * m;
            Singles a = one - wm;
            Singles c = wm * Of.FusedMultiplyAdd(m, Of.Create(2f), d2);
            Singles curvature = Of.FusedMultiplyAdd(g * a, a, -one) + Of.FusedMultiplyAdd(h, c, m * (d2 + m));
            Singles twice = slope + slope;
            Singles step = f * twice / Of.FusedMultiplyAdd(twice, slope, -(f * curvature));
            Lanes.StoreAsDouble(Of.ConditionalSelect(Of.GreaterThan(d2, Of.Create(5.4f)), d2, d2 - step), scratch + BatchScratch.Start + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Singles Polynomial(Singles u, Singles w)
    {
        Singles p = Of.Create(Coefficients.Guess90);
        Singles c8 = Of.Create(Coefficients.Guess81);
        c8 = Of.FusedMultiplyAdd(c8, w, Of.Create(Coefficients.Guess80));
        p = Of.FusedMultiplyAdd(p, u, c8);
        Singles c7 = Of.Create(Coefficients.Guess72);
        c7 = Of.FusedMultiplyAdd(c7, w, Of.Create(Coefficients.Guess71));
        c7 = Of.FusedMultiplyAdd(c7, w, Of.Create(Coefficients.Guess70));
        p = Of.FusedMultiplyAdd(p, u, c7);
        Singles c6 = Of.Create(Coefficients.Guess63);
        c6 = Of.FusedMultiplyAdd(c6, w, Of.Create(Coefficients.Guess62));
        c6 = Of.FusedMultiplyAdd(c6, w, Of.Create(Coefficients.Guess61));
        c6 = Of.FusedMultiplyAdd(c6, w, Of.Create(Coefficients.Guess60));
        p = Of.FusedMultiplyAdd(p, u, c6);
        Singles c5 = Of.Create(Coefficients.Guess54);
        c5 = Of.FusedMultiplyAdd(c5, w, Of.Create(Coefficients.Guess53));
        c5 = Of.FusedMultiplyAdd(c5, w, Of.Create(Coefficients.Guess52));
        c5 = Of.FusedMultiplyAdd(c5, w, Of.Create(Coefficients.Guess51));
        c5 = Of.FusedMultiplyAdd(c5, w, Of.Create(Coefficients.Guess50));
        p = Of.FusedMultiplyAdd(p, u, c5);
        Singles c4 = Of.Create(Coefficients.Guess45);
        c4 = Of.FusedMultiplyAdd(c4, w, Of.Create(Coefficients.Guess44));
        c4 = Of.FusedMultiplyAdd(c4, w, Of.Create(Coefficients.Guess43));
        c4 = Of.FusedMultiplyAdd(c4, w, Of.Create(Coefficients.Guess42));
        c4 = Of.FusedMultiplyAdd(c4, w, Of.Create(Coefficients.Guess41));
        c4 = Of.FusedMultiplyAdd(c4, w, Of.Create(Coefficients.Guess40));
        p = Of.FusedMultiplyAdd(p, u, c4);
        Singles c3 = Of.Create(Coefficients.Guess36);
        c3 = Of.FusedMultiplyAdd(c3, w, Of.Create(Coefficients.Guess35));
        c3 = Of.FusedMultiplyAdd(c3, w, Of.Create(Coefficients.Guess34));
        c3 = Of.FusedMultiplyAdd(c3, w, Of.Create(Coefficients.Guess33));
        c3 = Of.FusedMultiplyAdd(c3, w, Of.Create(Coefficients.Guess32));
        c3 = Of.FusedMultiplyAdd(c3, w, Of.Create(Coefficients.Guess31));
        c3 = Of.FusedMultiplyAdd(c3, w, Of.Create(Coefficients.Guess30));
        p = Of.FusedMultiplyAdd(p, u, c3);
        Singles c2 = Of.Create(Coefficients.Guess27);
        c2 = Of.FusedMultiplyAdd(c2, w, Of.Create(Coefficients.Guess26));
        c2 = Of.FusedMultiplyAdd(c2, w, Of.Create(Coefficients.Guess25));
        c2 = Of.FusedMultiplyAdd(c2, w, Of.Create(Coefficients.Guess24));
        c2 = Of.FusedMultiplyAdd(c2, w, Of.Create(Coefficients.Guess23));
        c2 = Of.FusedMultiplyAdd(c2, w, Of.Create(Coefficients.Guess22));
        c2 = Of.FusedMultiplyAdd(c2, w, Of.Create(Coefficients.Guess21));
        c2 = Of.FusedMultiplyAdd(c2, w, Of.Create(Coefficients.Guess20));
        p = Of.FusedMultiplyAdd(p, u, c2);
        Singles c1 = Of.Create(Coefficients.Guess18);
        c1 = Of.FusedMultiplyAdd(c1, w, Of.Create(Coefficients.Guess17));
        c1 = Of.FusedMultiplyAdd(c1, w, Of.Create(Coefficients.Guess16));
        c1 = Of.FusedMultiplyAdd(c1, w, Of.Create(Coefficients.Guess15));
        c1 = Of.FusedMultiplyAdd(c1, w, Of.Create(Coefficients.Guess14));
        c1 = Of.FusedMultiplyAdd(c1, w, Of.Create(Coefficients.Guess13));
        c1 = Of.FusedMultiplyAdd(c1, w, Of.Create(Coefficients.Guess12));
        c1 = Of.FusedMultiplyAdd(c1, w, Of.Create(Coefficients.Guess11));
        c1 = Of.FusedMultiplyAdd(c1, w, Of.Create(Coefficients.Guess10));
        p = Of.FusedMultiplyAdd(p, u, c1);
        Singles c0 = Of.Create(Coefficients.Guess09);
        c0 = Of.FusedMultiplyAdd(c0, w, Of.Create(Coefficients.Guess08));
        c0 = Of.FusedMultiplyAdd(c0, w, Of.Create(Coefficients.Guess07));
        c0 = Of.FusedMultiplyAdd(c0, w, Of.Create(Coefficients.Guess06));
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
