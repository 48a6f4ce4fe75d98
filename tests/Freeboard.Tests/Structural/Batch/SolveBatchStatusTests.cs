using Freeboard.Structural;
using Freeboard.Structural.Batch;

namespace Freeboard.Tests.Structural.Batch;

public class SolveBatchStatusTests
{
    /// <summary>Every combination of ordinary, odd and impossible figures.</summary>
    [Fact]
    public void Every_status_is_the_scalar_solvers()
    {
        double[] amounts = [3, 0, -1, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e-320, 1e-305, 1e-200, 1e200, 1e305, double.MaxValue];
        double[] volatilities = [0.8, 0, -0.8, double.NaN, double.PositiveInfinity, 1e-9, 1e-7, 30, 101];
        double[] rates = [0.05, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 800, -800, 600, -600, 1e308];
        double[] horizons = [1, 0, -1, double.NaN, double.PositiveInfinity, 1e-300, 1e-12, 1e5, double.MaxValue];
        var all = new List<MertonInputs>();
        foreach (double e in amounts)
        {
            foreach (double d in amounts)
            {
                foreach (double volatility in volatilities)
                {
                    foreach (double rate in rates)
                    {
                        all.AddRange(horizons.Select(horizon => new MertonInputs { EquityValue = e, EquityVolatility = volatility, DefaultPoint = d, RiskFreeRate = rate, HorizonYears = horizon }));
                    }
                }
            }
        }

        var columns = new BatchColumnsOfTest(all.Count);
        for (int i = 0; i < all.Count; i++)
        {
            columns[i] = all[i];
        }

        foreach (VectorPath path in BatchColumnsOfTest.Paths)
        {
            SolvedColumns solved = columns.Solve(path);
            int converged = 0;
            for (int i = 0; i < all.Count; i++)
            {
                MertonSolution scalar = TwoEquations.Solve(all[i]);
                Assert.True(scalar.Status == solved.Status[i], $"{path} says {solved.Status[i]}, the scalar solver {scalar.Status}: {all[i]}");
                Assert.Equal(double.IsNaN(scalar.AssetValue), double.IsNaN(solved.AssetValue[i]));
                Assert.Equal(double.IsNaN(scalar.D2), double.IsNaN(solved.DefaultProbability[i]));
                converged += scalar.Status == SolverStatus.Converged ? 1 : 0;
                if (scalar.Status == SolverStatus.Converged)
                {
                    Assert.True(Math.Abs((solved.AssetValue[i] / scalar.AssetValue) - 1) <= 2e-13, $"V on {path}: {all[i]}");
                    Assert.True(Math.Abs(solved.D2[i] - scalar.D2) <= 1e-12 * Math.Max(1, Math.Abs(scalar.D2)), $"d2 on {path}: {all[i]}");
                }
            }

            Assert.True(converged > 500);
            Assert.Equal(converged, solved.Converged);
        }
    }

    [Fact]
    public void Options_that_only_the_scalar_solver_can_judge_are_judged_by_it()
    {
        var columns = new BatchColumnsOfTest(20);
        for (int i = 0; i < columns.Rows; i++)
        {
            columns[i] = new MertonInputs { EquityValue = 0.44, EquityVolatility = 4.7, DefaultPoint = 1, RiskFreeRate = 0, HorizonYears = 1 };
        }

        foreach (VectorPath path in BatchColumnsOfTest.Paths)
        {
            Assert.All(columns.Solve(path, options: new SolverOptions { MaximumIterations = 2 }).Status, status => Assert.Equal(SolverStatus.IterationLimit, status));
            Assert.All(columns.Solve(path, options: new SolverOptions { RelativeTolerance = 1e-300 }).Status, status => Assert.Equal(SolverStatus.NumericalBreakdown, status));
        }
    }

    [Fact]
    public void No_rows_give_no_answers() => Assert.Equal(0, TwoEquations.SolveBatch(default, default));

    [Fact]
    public void Columns_of_different_lengths_are_the_callers_bug()
    {
        double[] three = [1, 1, 1];
        double[] two = [1, 1];
        ArgumentException inputs = Assert.Throws<ArgumentException>(() => TwoEquations.SolveBatch(
            new MertonColumns { EquityValue = three, EquityVolatility = three, DefaultPoint = two, RiskFreeRate = three, HorizonYears = three }, default));
        Assert.Contains("DefaultPoint has 2 rows", inputs.Message, StringComparison.Ordinal);
        ArgumentException outputs = Assert.Throws<ArgumentException>(() => TwoEquations.SolveBatch(
            new MertonColumns { EquityValue = three, EquityVolatility = three, DefaultPoint = three, RiskFreeRate = three, HorizonYears = three },
            new MertonSolutionColumns { D2 = two }));
        Assert.Contains("D2 has 2 rows", outputs.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoEquations.SolveBatch(default, default, maximumThreads: 0));
    }

    [Fact]
    public void A_cancelled_batch_throws()
    {
        BatchColumnsOfTest columns = SolveBatchLawTests.Mixture(BatchSolver.Chunk + 1);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => TwoEquations.SolveBatch(columns.Inputs, default, null, source.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => TwoEquations.SolveBatch(columns.Inputs, default, 2, null, source.Token));
    }
}
