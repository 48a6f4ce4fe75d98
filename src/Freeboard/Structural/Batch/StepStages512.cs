using System.Runtime.CompilerServices;
using Doubles = Freeboard.Structural.Batch.DoublePair512;
using Lanes = Freeboard.Structural.Batch.PairLanes512;
using Of = Freeboard.Structural.Batch.PairOperations512;

namespace Freeboard.Structural.Batch;

/// <summary>The last stages in double: the step of d2 with its certificate, and what it does to w, V and N(d2).</summary>
/// <remarks>The 256-bit file is this one with the number replaced (eng/vector-twins.sh); a test holds the two together.</remarks>
internal static unsafe class StepStages512
{
    /// <summary>A last step this small leaves an error of its third power times D''/(6 D): below 0.1 for most firms, below 0.9 for all.</summary>
    private const double LargestStep = 2e-5;

    /// <summary>The same relative to d2, for the distances at which a float is no finer.</summary>
    private const double LargestRelativeStep = 1e-6;

    /// <summary>The step, by reversion of the series of g(d2) = v N(d1) - P.</summary>
    /// <remarks>
    /// P w = s x does not move with d2, so that g' = s x D, D = (1 + u) k - m^2, k = 1 - m d1, m = phi(d2)/P, u = g/P.
    /// D' = (1 + u) X + m Y, X = w k^2 + m (d1 e + w m - 2), Y = (1 - w m) k + 2 m s, s = d2 + m, e = d2 + 2m.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Step(nint rows, double* scratch, byte* uncertified)
    {
        for (nint i = 0; i < rows; i += Lanes.Doubles)
        {
            double* row = scratch + i;
            Doubles one = Doubles.One;
            Doubles d2 = Of.LoadAligned(row + BatchScratch.Start);
            Doubles w = Of.LoadAligned(row + BatchScratch.Width);
            Doubles u = Of.LoadAligned(row + BatchScratch.Excess);
            Doubles m = Of.LoadAligned(row + BatchScratch.Density) * Of.LoadAligned(row + BatchScratch.InverseP);
            Doubles d1 = d2 + w;
            Doubles k = Lanes.NegatedMultiplyAdd(m, d1, one);
            Doubles slope = Of.FusedMultiplyAdd(u, k, Lanes.NegatedMultiplyAdd(m, m, k));
            Doubles inverse = Of.Create(-1.0) / (w * slope);
            Doubles s = d2 + m;
            Doubles e = s + m;
            Doubles bend = m * Of.FusedMultiplyAdd(d1, e, Of.FusedMultiplyAdd(w, m, Of.Create(-2.0)));
            Doubles x = Of.FusedMultiplyAdd(w * k, k, bend);
            Doubles ms = m * s;
            Doubles y = Of.FusedMultiplyAdd(Of.Create(2.0), ms, Lanes.NegatedMultiplyAdd(w, m, one) * k);
            Doubles second = Of.FusedMultiplyAdd(m, y, Of.FusedMultiplyAdd(u, x, x));

            // With nu = -g/g' and a = -nu D'/D the step is nu (1 + a/2 + a^2/2), up to the third derivative.
            Doubles newton = u * inverse;
            Doubles a = second * (w * inverse * newton);
            Doubles half = Of.Create(0.5);
            Doubles step = newton * Of.FusedMultiplyAdd(a, Of.FusedMultiplyAdd(a, half, half), one);
            Doubles solution = d2 + step;
            step.StoreAligned(row + BatchScratch.Step);
            solution.StoreAligned(row + BatchScratch.Distance);
            Of.StoreNotLess(Of.Abs(step), Lanes.Larger(Of.Create(LargestStep), Of.Abs(solution) * Of.Create(LargestRelativeStep)), uncertified + (i / Lanes512.Doubles));
        }
    }

    /// <summary>V, sigmaV and d2 by Taylor series from what is known at the start: no second exponential.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Carry(in BatchColumns columns, nint rows, double* scratch)
    {
        double* equityVolatility = columns.EquityVolatility;
        double* assetValue = columns.AssetValue;
        double* assetVolatility = columns.AssetVolatility;
        double* distance = columns.D2;
        for (nint i = 0; i < rows; i += Lanes.Doubles)
        {
            double* row = scratch + i;
            Doubles one = Doubles.One;
            Doubles half = Of.Create(0.5);
            Doubles d2 = Of.LoadAligned(row + BatchScratch.Start);
            Doubles w = Of.LoadAligned(row + BatchScratch.Width);
            Doubles step = Of.LoadAligned(row + BatchScratch.Step);
            Doubles solution = Of.LoadAligned(row + BatchScratch.Distance);
            Doubles inverseP = Of.LoadAligned(row + BatchScratch.InverseP);
            solution.Store(distance + i);

            // N(d2) moves by phi step (1 - d2 step/2 + (d2^2 - 1) step^2/6).
            Doubles cubic = Lanes.MultiplySubtract(d2 * Of.Create(1 / 6.0), d2, Of.Create(1 / 6.0));
            Doubles moved = Of.LoadAligned(row + BatchScratch.Density) * step * Of.FusedMultiplyAdd(step, Of.FusedMultiplyAdd(step, cubic, d2 * Of.Create(-0.5)), one);
            moved.StoreAligned(row + BatchScratch.Moved);
            Doubles eta = moved * inverseP;
            Doubles shrink = Of.FusedMultiplyAdd(eta, Of.FusedMultiplyAdd(eta, one - eta, -one), one);
            (Of.Load(equityVolatility + i) * (Of.LoadAligned(row + BatchScratch.Ratio) * (inverseP * shrink))).Store(assetVolatility + i);
            Doubles width = w * shrink;
            width.StoreAligned(row + BatchScratch.FinalWidth);
            Doubles more = Lanes.MultiplySubtract(width, Of.FusedMultiplyAdd(width, half, solution), w * Of.FusedMultiplyAdd(w, half, d2));
            Doubles growth = Of.LoadAligned(row + BatchScratch.Growth);
            Doubles v = Of.FusedMultiplyAdd(growth * more, Of.FusedMultiplyAdd(more, Of.FusedMultiplyAdd(more, Of.Create(1 / 6.0), half), one), growth);
            (v * Of.LoadAligned(row + BatchScratch.Debt)).Store(assetValue + i);
        }
    }
}
