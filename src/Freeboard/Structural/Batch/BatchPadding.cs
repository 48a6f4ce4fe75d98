namespace Freeboard.Structural.Batch;

/// <summary>The last rows of a batch, fewer than a vector: copied among harmless rows, so that they run through the same stages as all others.</summary>
internal static unsafe class BatchPadding
{
    private const int Rows = BatchScratch.PaddedRows;

    internal static BatchColumns CopyIn(in BatchColumns rest, nint rows, double* place)
    {
        var padded = new BatchColumns
        {
            EquityValue = place,
            EquityVolatility = place + Rows,
            DefaultPoint = place + (2 * Rows),
            RiskFreeRate = place + (3 * Rows),
            HorizonYears = place + (4 * Rows),
            AssetValue = place + (5 * Rows),
            AssetVolatility = place + (6 * Rows),
            D1 = rest.D1 == null ? null : place + (7 * Rows),
            D2 = place + (8 * Rows),
            DefaultProbability = rest.DefaultProbability == null ? null : place + (9 * Rows),
            LogDefaultProbability = rest.LogDefaultProbability == null ? null : place + (10 * Rows),
            ConditionNumber = rest.ConditionNumber == null ? null : place + (11 * Rows),
            Status = (SolverStatus*)(place + (12 * Rows)),
        };
        for (nint i = 0; i < Rows; i++)
        {
            bool real = i < rows;
            padded.EquityValue[i] = real ? rest.EquityValue[i] : 1;
            padded.EquityVolatility[i] = real ? rest.EquityVolatility[i] : 0.5;
            padded.DefaultPoint[i] = real ? rest.DefaultPoint[i] : 1;
            padded.RiskFreeRate[i] = real ? rest.RiskFreeRate[i] : 0;
            padded.HorizonYears[i] = real ? rest.HorizonYears[i] : 1;
        }

        return padded;
    }

    internal static void CopyOut(in BatchColumns padded, in BatchColumns rest, nint rows)
    {
        Copy(padded.AssetValue, rest.AssetValue, rows);
        Copy(padded.AssetVolatility, rest.AssetVolatility, rows);
        Copy(padded.D1, rest.D1, rows);
        Copy(padded.D2, rest.D2, rows);
        Copy(padded.DefaultProbability, rest.DefaultProbability, rows);
        Copy(padded.LogDefaultProbability, rest.LogDefaultProbability, rows);
        Copy(padded.ConditionNumber, rest.ConditionNumber, rows);
        if (rest.Status != null)
        {
            new Span<SolverStatus>(padded.Status, (int)rows).CopyTo(new Span<SolverStatus>(rest.Status, (int)rows));
        }
    }

    private static void Copy(double* from, double* to, nint rows)
    {
        if (to != null)
        {
            new Span<double>(from, (int)rows).CopyTo(new Span<double>(to, (int)rows));
        }
    }
}
