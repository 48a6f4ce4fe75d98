using BenchmarkDotNet.Attributes;
using Freeboard.Services.Benchmark;
using Freeboard.Structural;
using Freeboard.Structural.Batch;

namespace Freeboard.Benchmarks;

/// <summary>The two equations: batch, batch with all columns, scalar, and the textbook Newton on Math.NET. AVX2: set DOTNET_EnableAVX512=0.</summary>
public class SolveBenchmarks
{
    private const int Rows = 16_384;
    private readonly BenchmarkFirms firms = new(Rows);
    private readonly double[] assetValue = new double[Rows];
    private readonly double[] assetVolatility = new double[Rows];
    private readonly double[] d1 = new double[Rows];
    private readonly double[] d2 = new double[Rows];
    private readonly double[] probability = new double[Rows];
    private readonly double[] logProbability = new double[Rows];
    private readonly double[] condition = new double[Rows];
    private readonly SolverStatus[] status = new SolverStatus[Rows];

    /// <summary>V, sigmaV, d2, N(-d2) and status.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public int Batch() => TwoEquations.SolveBatch(firms.Columns, new MertonSolutionColumns
    {
        AssetValue = assetValue,
        AssetVolatility = assetVolatility,
        D2 = d2,
        DefaultProbability = probability,
        Status = status,
    });

    /// <summary>Every column.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public int BatchAllColumns() => TwoEquations.SolveBatch(firms.Columns, new MertonSolutionColumns
    {
        AssetValue = assetValue,
        AssetVolatility = assetVolatility,
        D1 = d1,
        D2 = d2,
        DefaultProbability = probability,
        LogDefaultProbability = logProbability,
        ConditionNumber = condition,
        Status = status,
    });

    /// <summary>The scalar solver, the oracle.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public double Scalar()
    {
        double sum = 0;
        for (int i = 0; i < Rows; i++)
        {
            sum += TwoEquations.Solve(firms.Columns[i]).D2;
        }

        return sum;
    }

    /// <summary>Two-dimensional Newton on Math.NET to 1e-10.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public double Textbook()
    {
        double sum = 0;
        MertonColumns columns = firms.Columns;
        for (int i = 0; i < Rows; i++)
        {
            TextbookNewton.Solve(columns.EquityValue[i], columns.EquityVolatility[i], columns.DefaultPoint[i], columns.RiskFreeRate[i], columns.HorizonYears[i], 1e-10, out double v, out _);
            sum += v;
        }

        return sum;
    }
}
