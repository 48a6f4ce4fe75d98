namespace Freeboard.Structural.Batch;

/// <summary>All stages over blocks of rows.</summary>
/// <remarks>The 256-bit file is this one with the number replaced (eng/vector-twins.sh); a test holds the two together.</remarks>
internal static unsafe class BlockSolver512
{
    /// <summary>Solves rows; the scratch is aligned to 64 bytes.</summary>
    /// <returns>How many converged.</returns>
    internal static int Solve(in BatchColumns columns, nint rows, double* scratch, SolverOptions options)
    {
        Lanes512.LoadTables(scratch + BatchScratch.MillsTable, (float*)(scratch + BatchScratch.MillsTableSingle));
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

    private static int SolveBlock(in BatchColumns asked, nint rows, double* scratch, SolverOptions options)
    {
        BatchColumns columns = asked;
        byte* uncertified = (byte*)(scratch + BatchScratch.Uncertified);
        double* discard = scratch + BatchScratch.Discard;
        columns.AssetValue = columns.AssetValue == null ? discard : columns.AssetValue;
        columns.AssetVolatility = columns.AssetVolatility == null ? discard : columns.AssetVolatility;
        columns.D2 = columns.D2 == null ? discard : columns.D2;
        SolveStages512.Reduce(columns, rows, scratch);
        GuessStages512.Guess(rows, scratch);
        GuessStages512.Improve(rows, scratch);
        SolveStages512.Center(rows, scratch);
        SolveStages512.Measure(rows, scratch);
        SolveStages512.Finish(columns, rows, scratch, uncertified);
        OutputStages512.Write(columns, rows, scratch);
        if (columns.Status != null)
        {
            new Span<SolverStatus>(columns.Status, (int)rows).Fill(SolverStatus.Converged);
        }

        int converged = (int)rows;
        for (nint vector = 0; vector < rows / Lanes512.Doubles; vector++)
        {
            for (uint lanes = uncertified[vector]; lanes != 0; lanes &= lanes - 1)
            {
                nint row = (vector * Lanes512.Doubles) + System.Numerics.BitOperations.TrailingZeroCount(lanes);
                converged += asked.SolveScalar(row, options) - 1;
            }
        }

        return converged;
    }
}
