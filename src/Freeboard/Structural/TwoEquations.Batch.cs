using Freeboard.Structural.Batch;

namespace Freeboard.Structural;

/// <content>The batch: many rows in one call.</content>
public static partial class TwoEquations
{
    /// <summary>Below this the scalar solver could refuse a row for its tolerance, which a vector lane does not measure.</summary>
    private const double TightestVectorTolerance = 1e-12;

    /// <summary>Below this the scalar solver could run out of iterations, which a vector lane does not count.</summary>
    private const int LeastVectorIterations = 20;

    /// <summary>Solves a row for every row of the columns, on the calling thread.</summary>
    /// <remarks>
    /// <para>The equations, units and statuses of <see cref="Solve"/>, which stays the definition of the answer.</para>
    /// <para>Method: eight (AVX-512) or four (AVX2) rows at a time, a guess and one Halley step in float, one step of fourth order in
    /// double; a lane whose last step is not small enough to prove its accuracy, or whose figures are unusual, goes to the scalar
    /// solver inside the call. See docs/batch.md.</para>
    /// <para>A row's answer depends on its own figures and the instruction set alone: not on its place, its neighbours or the number
    /// of threads. Nothing is allocated. With a tolerance below 1e-12 or fewer than 20 iterations in the options every row is solved
    /// by the scalar solver, because only it can say that it missed them.</para>
    /// <para>Accuracy, measured: relative V and sigmaV 1e-13, d2 1e-13 max(1, |d2|); see docs/batch.md.</para>
    /// </remarks>
    /// <param name="inputs">Five columns of n rows.</param>
    /// <param name="solutions">Columns of at least n rows, or empty: an empty column is not computed.</param>
    /// <param name="options">Settings; <see cref="SolverOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Stops between two chunks of 16,384 rows; rows not reached are left as they were.</param>
    /// <returns>How many rows converged.</returns>
    /// <exception cref="ArgumentException">A column is too short.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static int SolveBatch(MertonColumns inputs, MertonSolutionColumns solutions, SolverOptions? options = null, CancellationToken cancellationToken = default) =>
        SolveBatch(inputs, solutions, options, BatchSolver.Best, 0, 1, cancellationToken);

    /// <summary>Solves a row for every row of the columns on several threads: the same bytes as on one.</summary>
    /// <param name="inputs">Five columns of n rows.</param>
    /// <param name="solutions">Columns of at least n rows, or empty: an empty column is not computed.</param>
    /// <param name="maximumThreads">Most threads; at least 1. Small batches take fewer.</param>
    /// <param name="options">Settings; <see cref="SolverOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Stops between two chunks of 16,384 rows; rows not reached are left as they were.</param>
    /// <returns>How many rows converged.</returns>
    /// <exception cref="ArgumentException">A column is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximumThreads"/> is below 1.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static int SolveBatch(MertonColumns inputs, MertonSolutionColumns solutions, int maximumThreads, SolverOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumThreads, 1);
        return SolveBatch(inputs, solutions, options, BatchSolver.Best, 0, maximumThreads, cancellationToken);
    }

    /// <summary>The same with instructions and stack alignment of the caller's choice, for tests and measurements.</summary>
    internal static unsafe int SolveBatch(MertonColumns inputs, MertonSolutionColumns solutions, SolverOptions? options, VectorPath path, int stackOffset, int maximumThreads, CancellationToken cancellationToken)
    {
        inputs.Check();
        solutions.Check(inputs.Length);
        options ??= SolverOptions.Default;
        if (options.RelativeTolerance < TightestVectorTolerance || options.MaximumIterations < LeastVectorIterations)
        {
            path = VectorPath.Scalar;
        }

        fixed (double* equityValue = inputs.EquityValue, equityVolatility = inputs.EquityVolatility, defaultPoint = inputs.DefaultPoint, riskFreeRate = inputs.RiskFreeRate, horizonYears = inputs.HorizonYears)
        fixed (double* assetValue = solutions.AssetValue, assetVolatility = solutions.AssetVolatility, d1 = solutions.D1, d2 = solutions.D2)
        fixed (double* probability = solutions.DefaultProbability, logProbability = solutions.LogDefaultProbability, condition = solutions.ConditionNumber)
        fixed (SolverStatus* status = solutions.Status)
        {
            var columns = new BatchColumns
            {
                EquityValue = equityValue,
                EquityVolatility = equityVolatility,
                DefaultPoint = defaultPoint,
                RiskFreeRate = riskFreeRate,
                HorizonYears = horizonYears,
                AssetValue = assetValue,
                AssetVolatility = assetVolatility,
                D1 = d1,
                D2 = d2,
                DefaultProbability = probability,
                LogDefaultProbability = logProbability,
                ConditionNumber = condition,
                Status = status,
            };
            return maximumThreads == 1 || inputs.Length <= BatchSolver.Chunk
                ? BatchSolver.Solve(columns, inputs.Length, options, path, stackOffset, cancellationToken)
                : new ParallelBatch(columns, inputs.Length, options, path, stackOffset).Run(maximumThreads, cancellationToken);
        }
    }
}
