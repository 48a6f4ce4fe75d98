namespace Freeboard.Structural.Batch;

/// <summary>Rows that a second step in double will settle: packed to the front of the scratch, and put back.</summary>
/// <remarks>For banks, say, w is so small that a float's noise in d2 exceeds what one step can certify.</remarks>
internal static unsafe class BatchSecondPass
{
    /// <summary>A first step longer than this did not come from the neighbourhood of the solution.</summary>
    private const double LongestFirstStep = 0.5;

    /// <summary>Whether the first step was a number and not wild.</summary>
    internal static bool CanHelp(double* scratch, nint row) => Math.Abs(scratch[BatchScratch.Step + row]) < LongestFirstStep;

    /// <summary>Moves the rows to the front and makes columns for them; the last row fills up a vector.</summary>
    /// <remarks>Packing in place is safe: row numbers ascend, so that a row is read before, or overwritten with itself.</remarks>
    internal static BatchColumns Gather(in BatchColumns asked, short* rows, int count, nint padded, double* scratch)
    {
        double* place = scratch + BatchScratch.SecondPass;
        for (nint i = 0; i < padded; i++)
        {
            nint row = rows[Math.Min(i, count - 1)];
            scratch[BatchScratch.Ratio + i] = scratch[BatchScratch.Ratio + row];
            scratch[BatchScratch.Product + i] = scratch[BatchScratch.Product + row];
            scratch[BatchScratch.Debt + i] = scratch[BatchScratch.Debt + row];
            scratch[BatchScratch.Start + i] = scratch[BatchScratch.Distance + row];
            place[i] = asked.EquityVolatility[row];
        }

        return new BatchColumns
        {
            EquityVolatility = place,
            AssetValue = place + BatchScratch.Rows,
            AssetVolatility = place + (2 * BatchScratch.Rows),
            D2 = place + (3 * BatchScratch.Rows),
            D1 = asked.D1 == null ? null : place + (4 * BatchScratch.Rows),
            DefaultProbability = asked.DefaultProbability == null ? null : place + (5 * BatchScratch.Rows),
            LogDefaultProbability = asked.LogDefaultProbability == null ? null : place + (6 * BatchScratch.Rows),
            ConditionNumber = asked.ConditionNumber == null ? null : place + (7 * BatchScratch.Rows),
        };
    }

    /// <summary>Writes a packed row's answers where they belong.</summary>
    internal static void Scatter(in BatchColumns packed, nint from, in BatchColumns asked, nint row)
    {
        Copy(packed.AssetValue, from, asked.AssetValue, row);
        Copy(packed.AssetVolatility, from, asked.AssetVolatility, row);
        Copy(packed.D1, from, asked.D1, row);
        Copy(packed.D2, from, asked.D2, row);
        Copy(packed.DefaultProbability, from, asked.DefaultProbability, row);
        Copy(packed.LogDefaultProbability, from, asked.LogDefaultProbability, row);
        Copy(packed.ConditionNumber, from, asked.ConditionNumber, row);
    }

    private static void Copy(double* source, nint from, double* target, nint row)
    {
        if (target != null)
        {
            target[row] = source[from];
        }
    }
}
