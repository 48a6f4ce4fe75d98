using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Doubles = Freeboard.Structural.Batch.DoublePair256;
using Lanes = Freeboard.Structural.Batch.PairLanes256;
using Of = Freeboard.Structural.Batch.PairOperations256;

namespace Freeboard.Structural.Batch;

/// <summary>The stages in double up to the residual: reduction to two numbers, and the equation at the start.</summary>
/// <remarks>The 256-bit file is this one with the number replaced (eng/vector-twins.sh); a test holds the two together.</remarks>
internal static unsafe class SolveStages256
{
    /// <summary>Below this w the time value comes from its expansion about the midpoint: the difference of two Mills ratios would cancel.</summary>
    private const double SmallWidth = 0.15;

    /// <summary>Five figures to x = E/K and s x, s = sigmaE sqrt T.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Reduce(in BatchColumns columns, nint rows, double* scratch)
    {
        double* equity = columns.EquityValue;
        double* volatility = columns.EquityVolatility;
        double* point = columns.DefaultPoint;
        double* rates = columns.RiskFreeRate;
        double* horizons = columns.HorizonYears;
        double* table = scratch + BatchScratch.Table;

        // Firms of one day share a rate and a horizon: root and discount of those are taken once. The same operations on the same figures: the same bits.
        Vector256<double> usualRate = Vector256.Create(rates[0]);
        Vector256<double> usualHorizon = Vector256.Create(horizons[0]);
        Vector256<double> usualRoot = Vector256.Sqrt(usualHorizon);
        Vector256<double> usualDiscount = Lanes.Discount(usualRate, usualHorizon, table);
        for (nint i = 0; i < rows; i += Lanes.Doubles)
        {
            Doubles e = Of.Load(equity + i);
            Doubles horizon = Of.Load(horizons + i);
            Doubles rate = Of.Load(rates + i);
            Doubles root = new(usualRoot, usualRoot);
            Doubles discount = new(usualDiscount, usualDiscount);
            if (!Lanes.AllEqual(horizon, usualHorizon) || !Lanes.AllEqual(rate, usualRate))
            {
                root = Of.Sqrt(horizon);
                discount = Lanes.Discount(rate, horizon, table);
            }

            // What the later stages do not notice by themselves: signs that cancel in E/K, and magnitudes at which K or V loses digits.
            Doubles k = Of.Load(point + i) * discount;
            Doubles x = Lanes.WhereModerate(e, Lanes.Quotient(e, k));
            Doubles sx = x * (Of.Load(volatility + i) * root);
            double* row = scratch + i;
            x.StoreAligned(row + BatchScratch.Ratio);
            sx.StoreAligned(row + BatchScratch.Product);
            k.StoreAligned(row + BatchScratch.Debt);
            Lanes.StoreAsSingle(x, (float*)(scratch + BatchScratch.RatioSingle) + i);
            Lanes.StoreAsSingle(sx, (float*)(scratch + BatchScratch.ProductSingle) + i);
        }
    }

    /// <summary>At the start: phi(d2), M(|d2|), P = x + N(d2).</summary>
    /// <remarks>The division for the next rows comes before the polynomials of these, so that neither waits for the other; likewise below.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Center(nint rows, double* scratch)
    {
        double* table = scratch + BatchScratch.Table;
        InvertDistance(scratch);
        for (nint i = 0; i < rows; i += Lanes.Doubles)
        {
            double* row = scratch + i;
            InvertDistance(row + Lanes.Doubles);
            Doubles d2 = Of.LoadAligned(row + BatchScratch.Start);
            Doubles mills = Lanes.Mills(Of.LoadAligned(row + BatchScratch.Inverse), table);
            Doubles density = Lanes.Density(d2, table);
            Doubles tail = density * mills;
            mills.StoreAligned(row + BatchScratch.Mills);
            density.StoreAligned(row + BatchScratch.Density);
            (Of.LoadAligned(row + BatchScratch.Ratio) + Lanes.SelectBySign(d2, Doubles.One - tail, tail)).StoreAligned(row + BatchScratch.Probability);
        }
    }

    /// <summary>1 / P, w = s x / P, v = exp(w (d2 + w/2)) and the second Mills ratio.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Expand(nint rows, double* scratch)
    {
        double* table = scratch + BatchScratch.Table;
        InvertProbability(scratch);
        for (nint i = 0; i < rows; i += Lanes.Doubles)
        {
            double* row = scratch + i;
            InvertProbability(row + Lanes.Doubles);
            Doubles w = Of.LoadAligned(row + BatchScratch.Width);
            Doubles exponent = w * Of.FusedMultiplyAdd(w, Of.Create(0.5), Of.LoadAligned(row + BatchScratch.Start));
            Lanes.Mills(Of.LoadAligned(row + BatchScratch.Inverse), table).StoreAligned(row + BatchScratch.OtherMills);
            Lanes.ExpMinusOne(exponent, table, out Doubles growth).StoreAligned(row + BatchScratch.Gain);
            growth.StoreAligned(row + BatchScratch.Growth);
        }
    }

    /// <summary>The residual u = v N(d1) / P - 1, by the form that does not cancel.</summary>
    /// <remarks>
    /// v N(d1) - P = Z - x - phi(d2) (A - B) with A = sgn(d1) M(|d1|), B = sgn(d2) M(|d2|), Z = v where d1 &gt; 0 &gt; d2, v - 1 where both
    /// are positive, else 0. For small w the bracket is w (M1 + w^2/24 M3 + w^4/1920 M5 + w^6/322560 M7 + w^8/92897280 M9) at t = |d2 + w/2|,
    /// with Z = v - 1 on the positive side of the midpoint. M1 = t M - 1, M3 = (3 + t^2) M1 + 1, M(k+2) = (2k + 1 + t^2) M(k) - k (k - 1) M(k-2);
    /// below they are divided by 24, 1920, 322560 and 92897280.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Measure(nint rows, double* scratch)
    {
        for (nint i = 0; i < rows; i += Lanes.Doubles)
        {
            double* row = scratch + i;
            Doubles d2 = Of.LoadAligned(row + BatchScratch.Start);
            Doubles w = Of.LoadAligned(row + BatchScratch.Width);
            Doubles mills = Of.LoadAligned(row + BatchScratch.OtherMills);
            Doubles middle = Of.FusedMultiplyAdd(w, Of.Create(0.5), d2);

            Doubles t = Of.Abs(middle);
            Doubles t2 = middle * middle;
            Doubles m1 = Lanes.MultiplySubtract(t, mills, Doubles.One);
            Doubles m3 = Of.FusedMultiplyAdd(Of.FusedMultiplyAdd(t2, Of.Create(1 / 24.0), Of.Create(3 / 24.0)), m1, Of.Create(1 / 24.0));
            Doubles m5 = Of.FusedMultiplyAdd(Of.FusedMultiplyAdd(t2, Of.Create(1 / 80.0), Of.Create(7 / 80.0)), m3, Of.Create(-6 / 1920.0) * m1);
            Doubles m7 = Of.FusedMultiplyAdd(Of.FusedMultiplyAdd(t2, Of.Create(1 / 168.0), Of.Create(11 / 168.0)), m5, Of.Create(-20 * 24 / 322560.0) * m3);
            Doubles m9 = Of.FusedMultiplyAdd(Of.FusedMultiplyAdd(t2, Of.Create(1 / 288.0), Of.Create(15 / 288.0)), m7, Of.Create(-42 * 1920 / 92897280.0) * m5);
            Doubles w2 = w * w;
            Doubles series = Of.FusedMultiplyAdd(w2, Of.FusedMultiplyAdd(w2, Of.FusedMultiplyAdd(w2, Of.FusedMultiplyAdd(w2, m9, m7), m5), m3), m1);

            // The signs that choose Z: of the midpoint for small w, else of d2, and of d1 where d2 is negative.
            Doubles small = Of.Create(SmallWidth);
            Doubles d1 = d2 + w;
            Doubles bracket = Of.SelectGreater(small, w, w * series, Of.WithSign(mills, d1) - Of.WithSign(Of.LoadAligned(row + BatchScratch.Mills), d2));
            Doubles first = Of.SelectGreater(small, w, middle, d1);
            Doubles second = Of.SelectGreater(small, w, middle, d2);
            Doubles z = Lanes.SelectBySign(second, Of.LoadAligned(row + BatchScratch.Gain), Lanes.SelectBySign(first, Of.LoadAligned(row + BatchScratch.Growth), Doubles.Zero));
            Doubles residual = Lanes.NegatedMultiplyAdd(Of.LoadAligned(row + BatchScratch.Density), bracket, z - Of.LoadAligned(row + BatchScratch.Ratio));
            (residual * Of.LoadAligned(row + BatchScratch.InverseP)).StoreAligned(row + BatchScratch.Excess);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InvertDistance(double* row) =>
        (Doubles.One / (Of.Abs(Of.LoadAligned(row + BatchScratch.Start)) + Of.Create(BatchCoefficients.MillsShift))).StoreAligned(row + BatchScratch.Inverse);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InvertProbability(double* row)
    {
        Doubles p = Of.LoadAligned(row + BatchScratch.Probability);
        Doubles sx = Of.LoadAligned(row + BatchScratch.Product);

        // 1/P and 1/(t + 4), t = |d2 + w/2| or |d2 + w|, from one division: the second is P / (|d2 P + sx/2| + 4 P).
        Doubles half = Of.SelectGreater(Of.Create(SmallWidth) * p, sx, Of.Create(0.5), Doubles.One);
        Doubles shifted = Of.FusedMultiplyAdd(Of.Create(BatchCoefficients.MillsShift), p, Of.Abs(Of.FusedMultiplyAdd(Of.LoadAligned(row + BatchScratch.Start), p, half * sx)));
        Doubles both = Doubles.One / (p * shifted);
        Doubles inverseP = both * shifted;
        inverseP.StoreAligned(row + BatchScratch.InverseP);
        (sx * inverseP).StoreAligned(row + BatchScratch.Width);
        (both * (p * p)).StoreAligned(row + BatchScratch.Inverse);
    }
}
