using Freeboard.Structural;
using Freeboard.Structural.Batch;

namespace Freeboard.Tests.Structural.Batch;

/// <summary>The columns of a batch as arrays, and the batch solved in a chosen way.</summary>
internal sealed class BatchColumnsOfTest(int rows)
{
    internal double[] EquityValue { get; } = new double[rows];

    internal double[] EquityVolatility { get; } = new double[rows];

    internal double[] DefaultPoint { get; } = new double[rows];

    internal double[] RiskFreeRate { get; } = new double[rows];

    internal double[] HorizonYears { get; } = new double[rows];

    internal int Rows => rows;

    internal MertonColumns Inputs => new()
    {
        EquityValue = EquityValue,
        EquityVolatility = EquityVolatility,
        DefaultPoint = DefaultPoint,
        RiskFreeRate = RiskFreeRate,
        HorizonYears = HorizonYears,
    };

    internal MertonInputs this[int row]
    {
        get => Inputs[row];
        set
        {
            EquityValue[row] = value.EquityValue;
            EquityVolatility[row] = value.EquityVolatility;
            DefaultPoint[row] = value.DefaultPoint;
            RiskFreeRate[row] = value.RiskFreeRate;
            HorizonYears[row] = value.HorizonYears;
        }
    }

    /// <summary>Every instruction set of this machine: the scalar one is always there.</summary>
    internal static VectorPath[] Paths { get; } = [VectorPath.Scalar, .. Lanes256.IsSupported ? [VectorPath.Avx2] : Array.Empty<VectorPath>(), .. Lanes512.IsSupported ? [VectorPath.Avx512] : Array.Empty<VectorPath>()];

    /// <summary>The rows in another order, or some of them.</summary>
    internal BatchColumnsOfTest Pick(int[] order)
    {
        var picked = new BatchColumnsOfTest(order.Length);
        for (int i = 0; i < order.Length; i++)
        {
            picked[i] = this[order[i]];
        }

        return picked;
    }

    internal SolvedColumns Solve(VectorPath path, int threads = 1, int stackOffset = 0, SolverOptions? options = null)
    {
        var solved = new SolvedColumns(rows);
        solved.Converged = TwoEquations.SolveBatch(Inputs, solved.Columns, options, path, stackOffset, threads, CancellationToken.None);
        return solved;
    }
}

/// <summary>All outputs of a batch as arrays.</summary>
internal sealed class SolvedColumns(int rows)
{
    internal int Converged { get; set; }

    internal double[] AssetValue { get; } = new double[rows];

    internal double[] AssetVolatility { get; } = new double[rows];

    internal double[] D1 { get; } = new double[rows];

    internal double[] D2 { get; } = new double[rows];

    internal double[] DefaultProbability { get; } = new double[rows];

    internal double[] LogDefaultProbability { get; } = new double[rows];

    internal double[] ConditionNumber { get; } = new double[rows];

    internal SolverStatus[] Status { get; } = new SolverStatus[rows];

    internal MertonSolutionColumns Columns => new()
    {
        AssetValue = AssetValue,
        AssetVolatility = AssetVolatility,
        D1 = D1,
        D2 = D2,
        DefaultProbability = DefaultProbability,
        LogDefaultProbability = LogDefaultProbability,
        ConditionNumber = ConditionNumber,
        Status = Status,
    };

    /// <summary>All figures of a row, bit by bit.</summary>
    internal string Bits(int row) => string.Join(
        ' ',
        ((double[])[AssetValue[row], AssetVolatility[row], D1[row], D2[row], DefaultProbability[row], LogDefaultProbability[row], ConditionNumber[row]])
            .Select(v => BitConverter.DoubleToInt64Bits(v).ToString("x16", System.Globalization.CultureInfo.InvariantCulture))) + " " + Status[row];
}
