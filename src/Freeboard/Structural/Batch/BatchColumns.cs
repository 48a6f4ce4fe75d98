namespace Freeboard.Structural.Batch;

/// <summary>The columns of a batch as pinned addresses; an output that nobody asked for is null.</summary>
internal unsafe struct BatchColumns
{
    internal double* EquityValue;
    internal double* EquityVolatility;
    internal double* DefaultPoint;
    internal double* RiskFreeRate;
    internal double* HorizonYears;
    internal double* AssetValue;
    internal double* AssetVolatility;
    internal double* D1;
    internal double* D2;
    internal double* DefaultProbability;
    internal double* LogDefaultProbability;
    internal double* ConditionNumber;
    internal SolverStatus* Status;

    /// <summary>The columns from a row on.</summary>
    internal readonly BatchColumns From(nint row) => new()
    {
        EquityValue = EquityValue + row,
        EquityVolatility = EquityVolatility + row,
        DefaultPoint = DefaultPoint + row,
        RiskFreeRate = RiskFreeRate + row,
        HorizonYears = HorizonYears + row,
        AssetValue = Advance(AssetValue, row),
        AssetVolatility = Advance(AssetVolatility, row),
        D1 = Advance(D1, row),
        D2 = Advance(D2, row),
        DefaultProbability = Advance(DefaultProbability, row),
        LogDefaultProbability = Advance(LogDefaultProbability, row),
        ConditionNumber = Advance(ConditionNumber, row),
        Status = Status == null ? null : Status + row,
    };

    /// <summary>One row through the scalar solver.</summary>
    /// <returns>1 when it converged, else 0.</returns>
    internal readonly int SolveScalar(nint row, SolverOptions options)
    {
        MertonSolution solution = TwoEquations.Solve(
            new MertonInputs
            {
                EquityValue = EquityValue[row],
                EquityVolatility = EquityVolatility[row],
                DefaultPoint = DefaultPoint[row],
                RiskFreeRate = RiskFreeRate[row],
                HorizonYears = HorizonYears[row],
            },
            options);
        Put(AssetValue, row, solution.AssetValue);
        Put(AssetVolatility, row, solution.AssetVolatility);
        Put(D1, row, solution.D1);
        Put(D2, row, solution.D2);
        Put(LogDefaultProbability, row, solution.LogDefaultProbability);
        Put(ConditionNumber, row, solution.ConditionNumber);
        if (DefaultProbability != null)
        {
            DefaultProbability[row] = ExpectedDefaultFrequency.FromDistance(solution.D2);
        }

        if (Status != null)
        {
            Status[row] = solution.Status;
        }

        return solution.Status == SolverStatus.Converged ? 1 : 0;
    }

    private static double* Advance(double* column, nint row) => column == null ? null : column + row;

    private static void Put(double* column, nint row, double value)
    {
        if (column != null)
        {
            column[row] = value;
        }
    }
}
