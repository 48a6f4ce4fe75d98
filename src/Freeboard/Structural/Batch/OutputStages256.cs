using System.Runtime.CompilerServices;
using Doubles = Freeboard.Structural.Batch.DoublePair256;
using Lanes = Freeboard.Structural.Batch.PairLanes256;
using Of = Freeboard.Structural.Batch.PairOperations256;

namespace Freeboard.Structural.Batch;

/// <summary>The columns that are computed only when they are asked for.</summary>
/// <remarks>The 256-bit file is this one with the number replaced (eng/vector-twins.sh); a test holds the two together.</remarks>
internal static unsafe class OutputStages256
{
    private const double LogSqrtTwoPi = 0.91893853320467274178;

    /// <summary>Writes those of the four columns that are there.</summary>
    internal static void Write(in BatchColumns columns, nint rows, double* scratch)
    {
        if (columns.D1 != null)
        {
            WriteD1(columns.D1, rows, scratch);
        }

        if (columns.DefaultProbability != null)
        {
            WriteDefaultProbability(columns.DefaultProbability, rows, scratch);
        }

        if (columns.LogDefaultProbability != null)
        {
            WriteLogDefaultProbability(columns.LogDefaultProbability, rows, scratch);
        }

        if (columns.ConditionNumber != null)
        {
            WriteConditionNumber(columns.ConditionNumber, rows, scratch);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void WriteD1(double* d1, nint rows, double* scratch)
    {
        for (nint i = 0; i < rows; i += Lanes.Doubles)
        {
            double* row = scratch + i;
            (Of.LoadAligned(row + BatchScratch.Distance) + Of.LoadAligned(row + BatchScratch.FinalWidth)).Store(d1 + i);
        }
    }

    /// <summary>N(-d2): the tail at the start, moved by the step.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void WriteDefaultProbability(double* probability, nint rows, double* scratch)
    {
        for (nint i = 0; i < rows; i += Lanes.Doubles)
        {
            double* row = scratch + i;
            Doubles d2 = Of.LoadAligned(row + BatchScratch.Start);
            Doubles density = Of.LoadAligned(row + BatchScratch.Density);
            Doubles moved = Of.LoadAligned(row + BatchScratch.Moved);
            Doubles tail = density * Of.LoadAligned(row + BatchScratch.Mills);
            Lanes.SelectBySign(d2, tail - moved, Doubles.One - (tail + moved)).Store(probability + i);
        }
    }

    /// <summary>ln N(-d2): through ln M(d2), which never underflows, for positive d2; ln(1 - N(d2)) otherwise, where N(d2) is no rounding error.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void WriteLogDefaultProbability(double* logProbability, nint rows, double* scratch)
    {
        for (nint i = 0; i < rows; i += Lanes.Doubles)
        {
            double* row = scratch + i;
            Doubles d2 = Of.LoadAligned(row + BatchScratch.Start);
            Doubles step = Of.LoadAligned(row + BatchScratch.Step);
            Doubles mills = Of.LoadAligned(row + BatchScratch.Mills);
            Doubles density = Of.LoadAligned(row + BatchScratch.Density);

            // M' = t M - 1, M'' = M + t M', M''' = 2 M' + t M''.
            Doubles first = Lanes.MultiplySubtract(d2, mills, Doubles.One);
            Doubles second = Of.FusedMultiplyAdd(d2, first, mills);
            Doubles third = Of.FusedMultiplyAdd(d2, second, first);
            Doubles moved = Of.FusedMultiplyAdd(step, Of.FusedMultiplyAdd(step, Of.FusedMultiplyAdd(step, third * Of.Create(1 / 6.0), second * Of.Create(0.5)), first), mills);
            Doubles below = Of.FusedMultiplyAdd(density, mills, Of.LoadAligned(row + BatchScratch.Moved));
            Doubles solution = Of.LoadAligned(row + BatchScratch.Distance);
            Doubles square = Lanes.SelectBySign(d2, Of.FusedMultiplyAdd(solution * solution, Of.Create(-0.5), Of.Create(-LogSqrtTwoPi)), Doubles.Zero);
            (square + Lanes.Log(Lanes.SelectBySign(d2, moved, Doubles.One - below))).Store(logProbability + i);
        }
    }

    /// <summary>1 / Var(Z | Z &lt; d1) = 1 / (1 - lambda (d1 + lambda)), lambda = phi(d1)/N(d1) moved by the step of d1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void WriteConditionNumber(double* condition, nint rows, double* scratch)
    {
        for (nint i = 0; i < rows; i += Lanes.Doubles)
        {
            double* row = scratch + i;
            Doubles u = Of.LoadAligned(row + BatchScratch.Excess);
            Doubles m = Of.LoadAligned(row + BatchScratch.Density) * Of.LoadAligned(row + BatchScratch.InverseP);
            Doubles lambda = m * Of.FusedMultiplyAdd(u, Of.FusedMultiplyAdd(u, Doubles.One - u, -Doubles.One), Doubles.One);
            Doubles before = Of.LoadAligned(row + BatchScratch.Start) + Of.LoadAligned(row + BatchScratch.Width);
            Doubles after = Of.LoadAligned(row + BatchScratch.Distance) + Of.LoadAligned(row + BatchScratch.FinalWidth);
            Doubles move = after - before;
            Doubles h = before + lambda;
            Doubles g = Lanes.NegatedMultiplyAdd(lambda, h, Doubles.One);

            // lambda' = -lambda h, lambda'' = lambda (h^2 - g).
            Doubles moved = lambda * Of.FusedMultiplyAdd(move, Of.FusedMultiplyAdd(move * Of.Create(0.5), Lanes.MultiplySubtract(h, h, g), -h), Doubles.One);
            (Doubles.One / Lanes.NegatedMultiplyAdd(moved, after + moved, Doubles.One)).Store(condition + i);
        }
    }
}
