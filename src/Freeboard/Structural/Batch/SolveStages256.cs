using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Doubles = Freeboard.Structural.Batch.DoublePair256;
using Lanes = Freeboard.Structural.Batch.PairLanes256;
using Of = Freeboard.Structural.Batch.PairOperations256;

namespace Freeboard.Structural.Batch;

/// <summary>The stages in double: reduction to two numbers, one step of fourth order, and its certificate.</summary>
/// <remarks>The 256-bit file is this one with the number replaced (eng/vector-twins.sh); a test holds the two together.</remarks>
internal static unsafe class SolveStages256
{
    /// <summary>Below this w the time value comes from its expansion about the midpoint: the difference of two Mills ratios would cancel.</summary>
    private const double SmallWidth = 0.15;

    /// <summary>A last step this small leaves an error of its fourth power.</summary>
    private const double LargestStep = 1e-4;

    /// <summary>The same relative to d2, for the distances at which a float is no finer.</summary>
    private const double LargestRelativeStep = 1e-6;

    /// <summary>Five figures to x = E/K and s = sigmaE sqrt T.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Reduce(in BatchColumns columns, nint rows, double* scratch)
    {
        double* equity = columns.EquityValue;
        double* volatility = columns.EquityVolatility;
        double* point = columns.DefaultPoint;
        double* rate = columns.RiskFreeRate;
        double* horizon = columns.HorizonYears;
        Vector256<double> usual = Vector256.Create(horizon[0]);
        Vector256<double> rootOfUsual = Vector256.Sqrt(usual);
        for (nint i = 0; i < rows; i += Lanes.Doubles)
        {
            Doubles e = Of.Load(equity + i);
            Doubles t = Of.Load(horizon + i);
            Doubles y = -(Of.Load(rate + i) * t);
            Doubles k = Of.Load(point + i) * Lanes.Exp(y);
            Doubles s = Of.Load(volatility + i) * Lanes.Root(t, usual, rootOfUsual);

            // What the later stages do not notice by themselves: signs that cancel in E/K, and magnitudes at which K or V loses digits.
            Doubles good = Of.GreaterThan(e, Of.Create(1e-250)) & Of.LessThan(e, Of.Create(1e250)) & Of.LessThan(Of.Abs(y), Of.Create(700.0));
            Doubles x = Of.ConditionalSelect(good, e / k, Of.Create(double.NaN));
            double* row = scratch + i;
            x.StoreAligned(row + BatchScratch.Ratio);
            s.StoreAligned(row + BatchScratch.Volatility);
            k.StoreAligned(row + BatchScratch.Debt);
            Lanes.StoreAsSingle(x, (float*)(scratch + BatchScratch.RatioSingle) + i);
            Lanes.StoreAsSingle(s, (float*)(scratch + BatchScratch.VolatilitySingle) + i);
        }
    }

    /// <summary>At the start: phi(d2), M(|d2|), P = x + N(d2), w = s x / P, and where the second Mills ratio is wanted.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Center(nint rows, double* scratch)
    {
        double* table = scratch + BatchScratch.MillsTable;
        for (nint i = 0; i < rows; i += Lanes.Doubles)
        {
            double* row = scratch + i;
            Doubles d2 = Of.LoadAligned(row + BatchScratch.Start);
            Doubles x = Of.LoadAligned(row + BatchScratch.Ratio);
            Doubles density = Lanes.Density(d2);
            Doubles mills = Lanes.Mills(Doubles.One / (Of.Abs(d2) + Of.Create(BatchCoefficients.MillsShift)), table);
            Doubles tail = density * mills;
            Doubles p = x + Of.ConditionalSelect(Of.GreaterThan(d2, Doubles.Zero), Doubles.One - tail, tail);
            Doubles sx = x * Of.LoadAligned(row + BatchScratch.Volatility);

            // 1/P and 1/(t + 4), t = |d2 + w/2| or |d2 + w|, from one division: the second is P / (|d2 P + sx/2| + 4 P).
            Doubles half = Of.ConditionalSelect(Of.LessThan(sx, Of.Create(SmallWidth) * p), Of.Create(0.5), Doubles.One);
            Doubles shifted = Of.FusedMultiplyAdd(Of.Create(BatchCoefficients.MillsShift), p, Of.Abs(Of.FusedMultiplyAdd(d2, p, half * sx)));
            Doubles both = Doubles.One / (p * shifted);
            Doubles inverseP = both * shifted;
            density.StoreAligned(row + BatchScratch.Density);
            mills.StoreAligned(row + BatchScratch.Mills);
            inverseP.StoreAligned(row + BatchScratch.InverseP);
            (sx * inverseP).StoreAligned(row + BatchScratch.Width);
            (both * (p * p)).StoreAligned(row + BatchScratch.InverseShifted);
        }
    }

    /// <summary>The residual u = v N(d1) / P - 1, by the form that does not cancel.</summary>
    /// <remarks>
    /// v N(d1) - P = Z - x + phi(d2) (A + B) with A = -sgn(d1) M(|d1|), B = sgn(d2) M(|d2|), Z = v where d1 &gt; 0 &gt; d2, v - 1 where both
    /// are positive, else 0. For small w the bracket is -w (M1 + w^2/24 M3 + w^4/1920 M5 + w^6/322560 M7 + w^8/92897280 M9) at t = |d2 + w/2|, M1 = t M - 1,
    /// M2 = M + t M1, M(k+1) = k M(k-1) + t M(k), with Z = v - 1 on the positive side of the midpoint.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Measure(nint rows, double* scratch)
    {
        double* table = scratch + BatchScratch.MillsTable;
        for (nint i = 0; i < rows; i += Lanes.Doubles)
        {
            double* row = scratch + i;
            Doubles d2 = Of.LoadAligned(row + BatchScratch.Start);
            Doubles w = Of.LoadAligned(row + BatchScratch.Width);
            Doubles c = Of.FusedMultiplyAdd(w, Of.Create(0.5), d2);
            Doubles d1 = d2 + w;
            Doubles small = Of.LessThan(w, Of.Create(SmallWidth));
            Doubles gain = Lanes.ExpMinusOne(w * c, out Doubles growth);
            growth.StoreAligned(row + BatchScratch.Growth);
            Doubles m = Lanes.Mills(Of.LoadAligned(row + BatchScratch.InverseShifted), table);

            Doubles positive1 = Of.GreaterThan(d1, Doubles.Zero);
            Doubles positive2 = Of.GreaterThan(d2, Doubles.Zero);
            Doubles mills2 = Of.LoadAligned(row + BatchScratch.Mills);
            Doubles bracket = Of.ConditionalSelect(positive2, mills2, -mills2) - Of.ConditionalSelect(positive1, m, -m);
            Doubles z = Of.ConditionalSelect(positive2, gain, growth) & positive1;

            Doubles t = Of.Abs(c);
            Doubles m1 = Lanes.MultiplySubtract(t, m, Doubles.One);
            Doubles m2 = Of.FusedMultiplyAdd(t, m1, m);
            Doubles m3 = Of.FusedMultiplyAdd(t, m2, m1 + m1);
            Doubles m4 = Of.FusedMultiplyAdd(t, m3, Of.Create(3.0) * m2);
            Doubles m5 = Of.FusedMultiplyAdd(t, m4, Of.Create(4.0) * m3);
            Doubles m6 = Of.FusedMultiplyAdd(t, m5, Of.Create(5.0) * m4);
            Doubles m7 = Of.FusedMultiplyAdd(t, m6, Of.Create(6.0) * m5);
            Doubles m8 = Of.FusedMultiplyAdd(t, m7, Of.Create(7.0) * m6);
            Doubles m9 = Of.FusedMultiplyAdd(t, m8, Of.Create(8.0) * m7);
            Doubles w2 = w * w;
            Doubles series = Of.FusedMultiplyAdd(w2, m9 * Of.Create(1 / 92897280.0), m7 * Of.Create(1 / 322560.0));
            series = Of.FusedMultiplyAdd(w2, series, m5 * Of.Create(1 / 1920.0));
            series = Of.FusedMultiplyAdd(w2, series, m3 * Of.Create(1 / 24.0));
            series = Of.FusedMultiplyAdd(w2, series, m1);
            bracket = Of.ConditionalSelect(small, -(w * series), bracket);
            z = Of.ConditionalSelect(small, gain & Of.GreaterThan(c, Doubles.Zero), z);

            Doubles residual = Of.FusedMultiplyAdd(Of.LoadAligned(row + BatchScratch.Density), bracket, z - Of.LoadAligned(row + BatchScratch.Ratio));
            (residual * Of.LoadAligned(row + BatchScratch.InverseP)).StoreAligned(row + BatchScratch.Excess);
        }
    }

    /// <summary>The fourth-order step from the residual and three derivatives, carried into w and V by Taylor series.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Finish(in BatchColumns columns, nint rows, double* scratch, byte* uncertified)
    {
        double* equityVolatility = columns.EquityVolatility;
        double* assetValue = columns.AssetValue;
        double* assetVolatility = columns.AssetVolatility;
        double* distance = columns.D2;
        for (nint i = 0; i < rows; i += Lanes.Doubles)
        {
            double* row = scratch + i;
            Doubles one = Doubles.One;
            Doubles d2 = Of.LoadAligned(row + BatchScratch.Start);
            Doubles w = Of.LoadAligned(row + BatchScratch.Width);
            Doubles u = Of.LoadAligned(row + BatchScratch.Excess);
            Doubles density = Of.LoadAligned(row + BatchScratch.Density);
            Doubles inverseP = Of.LoadAligned(row + BatchScratch.InverseP);
            Doubles d1 = d2 + w;

            // phi(d1)/N(d1) = m / (1 + u): no second Mills ratio is needed for the derivatives.
            Doubles m = density * inverseP;
            Doubles lambda = m * Of.FusedMultiplyAdd(u, Of.FusedMultiplyAdd(u, one - u, -one), one);
            Doubles h = d1 + lambda;
            Doubles f = u * Of.FusedMultiplyAdd(u, Of.FusedMultiplyAdd(u, Of.FusedMultiplyAdd(u, Of.Create(-0.25), Of.Create(1 / 3.0)), Of.Create(-0.5)), one);
            Doubles f1 = Of.FusedMultiplyAdd(w, Lanes.NegatedMultiplyAdd(m, h, one), -(lambda * u));
            Doubles g = Lanes.NegatedMultiplyAdd(lambda, h, one);
            Doubles wm = w * m;
            Doubles a = one - wm;
            Doubles a2 = a * a;
            Doubles e = Of.FusedMultiplyAdd(m, Of.Create(2.0), d2);
            Doubles c = wm * e;
            Doubles slopeOfM = -(m * (d2 + m));
            Doubles f2 = Of.FusedMultiplyAdd(g, a2, -one) + Of.FusedMultiplyAdd(h, c, -slopeOfM);
            Doubles slopeOfC = Of.FusedMultiplyAdd(wm, Of.FusedMultiplyAdd(slopeOfM, Of.Create(2.0), one), -(c * e));
            Doubles slopeOfG = lambda * Lanes.MultiplySubtract(h, h, g);
            Doubles f3 = Of.FusedMultiplyAdd(slopeOfG * a, a2, Of.Create(3.0) * g * (a * c)) + Of.FusedMultiplyAdd(h, slopeOfC, Of.FusedMultiplyAdd(slopeOfM, e, m));
            Doubles inverse = one / f1;
            Doubles newton = -(f * inverse);
            Doubles h2 = f2 * inverse;
            Doubles h3 = f3 * inverse;
            Doubles step = newton * Of.FusedMultiplyAdd(newton, Of.FusedMultiplyAdd(newton, Of.FusedMultiplyAdd(Of.Create(0.5) * h2, h2, Of.Create(-1 / 6.0) * h3), Of.Create(-0.5) * h2), one);

            Doubles solution = d2 + step;
            Doubles certain = Of.LessThan(Of.Abs(step), Lanes.Larger(Of.Create(LargestStep), Of.Abs(solution) * Of.Create(LargestRelativeStep)));
            uncertified[i / Lanes256.Doubles] = (byte)(Lanes256.EveryLane & ~Vector256.ExtractMostSignificantBits(certain.First));
            uncertified[(i / Lanes256.Doubles) + 1] = (byte)(Lanes256.EveryLane & ~Vector256.ExtractMostSignificantBits(certain.Second));

            // N(d2) moves by phi (step - d2 step^2/2 + (d2^2 - 1) step^3/6).
            Doubles moved = density * step * Of.FusedMultiplyAdd(step, Of.FusedMultiplyAdd(step, Lanes.MultiplySubtract(d2, d2, one) * Of.Create(1 / 6.0), d2 * Of.Create(-0.5)), one);
            Doubles eta = moved * inverseP;
            Doubles shrink = Of.FusedMultiplyAdd(eta, Of.FusedMultiplyAdd(eta, one - eta, -one), one);
            Doubles width = w * shrink;
            Doubles growth = Of.LoadAligned(row + BatchScratch.Growth);
            Doubles more = Lanes.MultiplySubtract(width, Of.FusedMultiplyAdd(width, Of.Create(0.5), solution), w * Of.FusedMultiplyAdd(w, Of.Create(0.5), d2));
            Doubles v = Of.FusedMultiplyAdd(growth * more, Of.FusedMultiplyAdd(more, Of.FusedMultiplyAdd(more, Of.FusedMultiplyAdd(more, Of.Create(1 / 24.0), Of.Create(1 / 6.0)), Of.Create(0.5)), one), growth);

            (v * Of.LoadAligned(row + BatchScratch.Debt)).Store(assetValue + i);
            (Of.Load(equityVolatility + i) * (Of.LoadAligned(row + BatchScratch.Ratio) * (inverseP * shrink))).Store(assetVolatility + i);
            solution.Store(distance + i);
            step.StoreAligned(row + BatchScratch.Step);
            solution.StoreAligned(row + BatchScratch.Distance);
            width.StoreAligned(row + BatchScratch.FinalWidth);
        }
    }
}
