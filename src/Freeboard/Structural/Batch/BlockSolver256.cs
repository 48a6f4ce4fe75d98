using System.Numerics;
using System.Runtime.CompilerServices;

namespace Freeboard.Structural.Batch;

/// <summary>All stages over blocks of rows.</summary>
/// <remarks>The 256-bit file is this one with the number replaced (eng/vector-twins.sh); a test holds the two together.</remarks>
internal static unsafe class BlockSolver256
{
    /// <summary>Solves rows; the scratch is aligned to 64 bytes.</summary>
    /// <returns>How many converged.</returns>
    internal static int Solve(in BatchColumns columns, nint rows, double* scratch, SolverOptions options)
    {
        Lanes256.LoadTables(scratch + BatchScratch.Table, (float*)(scratch + BatchScratch.TableSingle));
        int converged = 0;
        nint whole = rows - (rows % BatchScratch.PaddedRows);
        for (nint first = 0; first < whole; first += BatchScratch.Rows)
        {
            converged += SolveBlock(columns.From(first), Math.Min(BatchScratch.Rows, whole - first), scratch, options);
        }

        if (whole < rows)
        {
            BatchColumns padded = BatchPadding.CopyIn(columns.From(whole), rows - whole, scratch + BatchScratch.Padding);
            converged += SolveBlock(padded, BatchScratch.PaddedRows, scratch, options) - (int)(BatchScratch.PaddedRows - (rows - whole));
            BatchPadding.CopyOut(padded, columns.From(whole), rows - whole);
        }

        return converged;
    }

    [SkipLocalsInit]
    private static int SolveBlock(in BatchColumns asked, nint rows, double* scratch, SolverOptions options)
    {
        BatchColumns columns = asked;
        byte* uncertified = (byte*)(scratch + BatchScratch.Uncertified);
        double* discard = scratch + BatchScratch.Discard;
        columns.AssetValue = columns.AssetValue == null ? discard : columns.AssetValue;
        columns.AssetVolatility = columns.AssetVolatility == null ? discard : columns.AssetVolatility;
        columns.D2 = columns.D2 == null ? discard : columns.D2;
        SolveStages256.Reduce(columns, rows, scratch);
        GuessStages256.Bound(rows, scratch);
        GuessStages256.Guess(rows, scratch);
        SingleStages256.Center(rows, scratch);
        SingleStages256.Step(rows, scratch);
        SingleStages256.Widen(rows, scratch);
        StepInDouble(columns, rows, scratch, uncertified);
        if (columns.Status != null)
        {
            new Span<SolverStatus>(columns.Status, (int)rows).Fill(SolverStatus.Converged);
        }

        short* second = stackalloc short[BatchScratch.Rows];
        int seconds = 0;
        int converged = (int)rows;
        for (nint vector = 0; vector < rows / Lanes256.Doubles; vector++)
        {
            for (uint lanes = uncertified[vector]; lanes != 0; lanes &= lanes - 1)
            {
                nint row = (vector * Lanes256.Doubles) + BitOperations.TrailingZeroCount(lanes);
                if (BatchSecondPass.CanHelp(scratch, row))
                {
                    second[seconds++] = (short)row;
                }
                else
                {
                    converged += asked.SolveScalar(row, options) - 1;
                }
            }
        }

        return seconds == 0 ? converged : converged + SolveAgain(asked, second, seconds, scratch, options);
    }

    /// <summary>From d2 in the scratch to the outputs.</summary>
    private static void StepInDouble(in BatchColumns columns, nint rows, double* scratch, byte* uncertified)
    {
        SolveStages256.Center(rows, scratch);
        SolveStages256.Expand(rows, scratch);
        SolveStages256.Measure(rows, scratch);
        StepStages256.Step(rows, scratch, uncertified);
        StepStages256.Carry(columns, rows, scratch);
        OutputStages256.Write(columns, rows, scratch);
    }

    /// <summary>A second step in double for the lanes whose guess was too far off, packed together; what is uncertain after it is left to the scalar solver.</summary>
    /// <returns>Minus the rows that did not converge.</returns>
    private static int SolveAgain(in BatchColumns asked, short* second, int count, double* scratch, SolverOptions options)
    {
        nint rows = (count + PairLanes256.Doubles - 1) / PairLanes256.Doubles * PairLanes256.Doubles;
        BatchColumns packed = BatchSecondPass.Gather(asked, second, count, rows, scratch);
        byte* uncertified = (byte*)(scratch + BatchScratch.Uncertified);
        StepInDouble(packed, rows, scratch, uncertified);
        int converged = 0;
        for (int i = 0; i < count; i++)
        {
            bool certain = (uncertified[i / Lanes256.Doubles] >> (i % Lanes256.Doubles) & 1) == 0;
            if (certain)
            {
                BatchSecondPass.Scatter(packed, i, asked, second[i]);
            }
            else
            {
                converged += asked.SolveScalar(second[i], options) - 1;
            }
        }

        return converged;
    }
}
