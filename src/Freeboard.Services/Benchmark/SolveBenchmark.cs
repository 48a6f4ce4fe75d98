using Freeboard.Structural;
using Freeboard.Structural.Batch;

namespace Freeboard.Services.Benchmark;

/// <summary>Times the batch of the two equations, and the textbook Newton in the same minute on the same firms.</summary>
internal sealed class SolveBenchmark(TimeProvider time, TimeSpan budget, CancellationToken cancellationToken)
{
    private const int Rows = 16_384;
    private const int RowsForThreads = 16 * Rows;
    private const int TextbookRows = 2_048;
    private const double TextbookTolerance = 1e-10;
    private const int AlignedOffset = 0;
    private const int MisalignedOffset = 16;

    private readonly double[] assetValue = new double[RowsForThreads];
    private readonly double[] assetVolatility = new double[RowsForThreads];
    private readonly double[] d1 = new double[RowsForThreads];
    private readonly double[] d2 = new double[RowsForThreads];
    private readonly double[] probability = new double[RowsForThreads];
    private readonly double[] logProbability = new double[RowsForThreads];
    private readonly double[] condition = new double[RowsForThreads];
    private readonly SolverStatus[] status = new SolverStatus[RowsForThreads];

    internal IEnumerable<BenchmarkFigure> Run()
    {
        var firms = new BenchmarkFirms(Rows);
        var mixed = new BenchmarkFirms(Rows, mixed: true);
        VectorPath best = BatchSolver.Best;
        TimeSpan share = budget / 6;

        double[] seconds = LeastTime.OfEach(
            time, 3 * share, cancellationToken, () => Solve(firms, best, AlignedOffset), () => Solve(firms, best, MisalignedOffset), () => SolveTextbook(firms));
        double aligned = seconds[0];
        double misaligned = seconds[1];
        double textbook = TextbookRows / seconds[2];
        double slower = Rows / Math.Max(aligned, misaligned);
        yield return new("solve.perSecond", slower, "solves a second on one core at the worse stack alignment: V, sigmaV, d2, N(-d2), status; re-solved rows counted");
        yield return new("solve.perSecondAligned", Rows / aligned, "the same with the kernels' stack on a cache line");
        yield return new("solve.perSecondMisaligned", Rows / misaligned, "the same 16 bytes off it");
        yield return new("solve.textbookPerSecond", textbook, "solves a second of the 2-D Newton on Math.NET to 1e-10, same firms");
        yield return new("solve.ratio", slower / textbook, "solve.perSecond over solve.textbookPerSecond");

        seconds = LeastTime.OfEach(time, share, cancellationToken, () => SolveLean(firms, best), () => SolveAll(firms, best), () => Solve(mixed, best, AlignedOffset));
        yield return new("solve.perSecondMixed", Rows / seconds[2], "as solve.perSecond, every firm with a rate and a horizon of its own: no root and no discount is shared");
        yield return new("solve.perSecondLean", Rows / seconds[0], "V, sigmaV and d2 alone");
        yield return new("solve.perSecondAllColumns", Rows / seconds[1], "also d1, ln N(-d2) and the condition number");
        if (best == VectorPath.Avx512)
        {
            seconds = LeastTime.OfEach(time, share, cancellationToken, () => Solve(firms, VectorPath.Avx2, AlignedOffset), () => Solve(firms, VectorPath.Avx2, MisalignedOffset));
            yield return new("solve.perSecondAvx2", Rows / Math.Max(seconds[0], seconds[1]), "as solve.perSecond with AVX2 on this machine");
            yield return new("solve.perSecondAvx2Aligned", Rows / seconds[0], "the same with the kernels' stack on a cache line");
            yield return new("solve.perSecondAvx2Misaligned", Rows / seconds[1], "the same 16 bytes off it");
        }

        if (Environment.ProcessorCount > 1)
        {
            var many = new BenchmarkFirms(RowsForThreads);
            seconds = LeastTime.OfEach(time, share, cancellationToken, () => SolveThreads(many, 1), () => SolveThreads(many, 2), () => SolveHalves(many));
            yield return new("solve.twoThreads", seconds[0] / seconds[1], "speed of two threads over one; means nothing on a busy machine");
            yield return new("solve.twoThreadsControl", seconds[0] / seconds[2], "the same when two threads each solve a half by themselves: what the machine has to give");
        }

        (int converged, double errorV, double errorSigma, double errorD2) = CompareWithOracle(firms, best);
        yield return new("solve.convergedShare", (double)converged / Rows, "share of the firms solved");
        yield return new("solve.largestError", Math.Max(errorV, Math.Max(errorSigma, errorD2)), "largest difference from the scalar solver: relative V and sigmaV, d2 over max(1, |d2|)");
        yield return new("solve.largestErrorV", errorV, "relative, V");
        yield return new("solve.largestErrorSigmaV", errorSigma, "relative, sigmaV");
        yield return new("solve.largestErrorD2", errorD2, "d2 over max(1, |d2|)");
    }

    private int Solve(BenchmarkFirms firms, VectorPath path, int stackOffset) => TwoEquations.SolveBatch(
        firms.Columns,
        new MertonSolutionColumns { AssetValue = assetValue, AssetVolatility = assetVolatility, D2 = d2, DefaultProbability = probability, Status = status },
        null,
        path,
        stackOffset,
        1,
        cancellationToken);

    private int SolveLean(BenchmarkFirms firms, VectorPath path) => TwoEquations.SolveBatch(
        firms.Columns, new MertonSolutionColumns { AssetValue = assetValue, AssetVolatility = assetVolatility, D2 = d2 }, null, path, AlignedOffset, 1, cancellationToken);

    private int SolveAll(BenchmarkFirms firms, VectorPath path) => TwoEquations.SolveBatch(
        firms.Columns,
        new MertonSolutionColumns
        {
            AssetValue = assetValue,
            AssetVolatility = assetVolatility,
            D1 = d1,
            D2 = d2,
            DefaultProbability = probability,
            LogDefaultProbability = logProbability,
            ConditionNumber = condition,
            Status = status,
        },
        null,
        path,
        AlignedOffset,
        1,
        cancellationToken);

    private int SolveThreads(BenchmarkFirms firms, int threads) => TwoEquations.SolveBatch(
        firms.Columns,
        new MertonSolutionColumns { AssetValue = assetValue, AssetVolatility = assetVolatility, D2 = d2, DefaultProbability = probability, Status = status },
        threads,
        null,
        cancellationToken);

    /// <summary>Two threads that know nothing of each other: a half of the firms each.</summary>
    private void SolveHalves(BenchmarkFirms firms)
    {
        var other = new Thread(() => SolveHalf(firms, RowsForThreads / 2));
        other.Start();
        SolveHalf(firms, 0);
        other.Join();
    }

    private void SolveHalf(BenchmarkFirms firms, int first)
    {
        const int Half = RowsForThreads / 2;
        MertonColumns columns = firms.Columns;
        _ = TwoEquations.SolveBatch(
            new MertonColumns
            {
                EquityValue = columns.EquityValue.Slice(first, Half),
                EquityVolatility = columns.EquityVolatility.Slice(first, Half),
                DefaultPoint = columns.DefaultPoint.Slice(first, Half),
                RiskFreeRate = columns.RiskFreeRate.Slice(first, Half),
                HorizonYears = columns.HorizonYears.Slice(first, Half),
            },
            new MertonSolutionColumns
            {
                AssetValue = assetValue.AsSpan(first, Half),
                AssetVolatility = assetVolatility.AsSpan(first, Half),
                D2 = d2.AsSpan(first, Half),
                DefaultProbability = probability.AsSpan(first, Half),
                Status = status.AsSpan(first, Half),
            },
            null,
            cancellationToken);
    }

    private static int SolveTextbook(BenchmarkFirms firms)
    {
        MertonColumns columns = firms.Columns;
        int converged = 0;
        for (int i = 0; i < TextbookRows; i++)
        {
            converged += TextbookNewton.Solve(columns.EquityValue[i], columns.EquityVolatility[i], columns.DefaultPoint[i], columns.RiskFreeRate[i], columns.HorizonYears[i], TextbookTolerance, out _, out _) ? 1 : 0;
        }

        return converged;
    }

    private (int Converged, double V, double SigmaV, double D2) CompareWithOracle(BenchmarkFirms firms, VectorPath path)
    {
        int converged = Solve(firms, path, AlignedOffset);
        double errorV = 0;
        double errorSigma = 0;
        double errorD2 = 0;
        for (int i = 0; i < firms.Count; i++)
        {
            MertonSolution oracle = TwoEquations.Solve(firms.Columns[i]);
            errorV = Math.Max(errorV, Math.Abs((assetValue[i] / oracle.AssetValue) - 1));
            errorSigma = Math.Max(errorSigma, Math.Abs((assetVolatility[i] / oracle.AssetVolatility) - 1));
            errorD2 = Math.Max(errorD2, Math.Abs(d2[i] - oracle.D2) / Math.Max(1, Math.Abs(oracle.D2)));
        }

        return (converged, errorV, errorSigma, errorD2);
    }
}
