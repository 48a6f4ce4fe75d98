using Freeboard.Structural;
using Freeboard.Structural.Batch;

namespace Freeboard.Tests.Structural.Batch;

/// <summary>A row's answer depends on its own figures alone.</summary>
public class SolveBatchLawTests
{
    public static TheoryData<string> Paths => [.. BatchColumnsOfTest.Paths.Select(path => path.ToString())];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_row_has_the_same_bytes_at_any_place_among_any_neighbours(string path)
    {
        BatchColumnsOfTest columns = Mixture(1000);
        SolvedColumns whole = columns.Solve(Enum.Parse<VectorPath>(path));
        var random = new SplitMix(5);
        int compared = 0;
        for (int trial = 0; trial < 40; trial++)
        {
            // Lengths of every remainder, rows drawn with repetition.
            int[] order = [.. Enumerable.Range(0, 1 + trial + (trial % 7 * 50)).Select(_ => (int)random.Uniform(0, columns.Rows))];
            SolvedColumns some = columns.Pick(order).Solve(Enum.Parse<VectorPath>(path));
            for (int i = 0; i < order.Length; i++)
            {
                Assert.Equal(whole.Bits(order[i]), some.Bits(i));
                compared++;
            }
        }

        Assert.True(compared > 5000);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_slice_at_any_alignment_has_the_same_bytes(string path)
    {
        VectorPath chosen = Enum.Parse<VectorPath>(path);
        BatchColumnsOfTest columns = Mixture(300);
        SolvedColumns whole = columns.Solve(chosen);
        for (int start = 0; start < 40; start++)
        {
            int length = 200 + start;
            var solved = new SolvedColumns(columns.Rows);
            TwoEquations.SolveBatch(columns.Inputs.Slice(start, length), solved.Columns.Slice(start, length), null, chosen, 0, 1, CancellationToken.None);
            for (int i = start; i < start + length; i++)
            {
                Assert.Equal(whole.Bits(i), solved.Bits(i));
            }

            Assert.Equal(SolverStatus.NotRun, solved.Status[start + length]);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Threads_and_stack_alignment_change_no_byte(string path)
    {
        VectorPath chosen = Enum.Parse<VectorPath>(path);
        BatchColumnsOfTest columns = Mixture((3 * BatchSolver.Chunk) + 77);
        SolvedColumns one = columns.Solve(chosen);
        foreach ((int threads, int offset) in ((int, int)[])[(2, 0), (5, 0), (1, 16), (1, 32), (3, 48)])
        {
            SolvedColumns other = columns.Solve(chosen, threads, offset);
            Assert.Equal(one.Converged, other.Converged);
            Assert.True(one.AssetValue.AsSpan().SequenceEqual(other.AssetValue));
            Assert.True(one.AssetVolatility.AsSpan().SequenceEqual(other.AssetVolatility));
            Assert.True(one.D2.AsSpan().SequenceEqual(other.D2));
            Assert.True(one.LogDefaultProbability.AsSpan().SequenceEqual(other.LogDefaultProbability));
            Assert.True(one.Status.AsSpan().SequenceEqual(other.Status));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_column_left_empty_changes_no_other(string path)
    {
        VectorPath chosen = Enum.Parse<VectorPath>(path);
        BatchColumnsOfTest columns = Mixture(215);
        SolvedColumns all = columns.Solve(chosen);
        double[] distance = new double[columns.Rows];
        int converged = TwoEquations.SolveBatch(columns.Inputs, new MertonSolutionColumns { D2 = distance }, null, chosen, 0, 1, CancellationToken.None);
        Assert.Equal(all.Converged, converged);
        Assert.Equal(all.D2, distance);
        Assert.Equal(converged, TwoEquations.SolveBatch(columns.Inputs, default, null, chosen, 0, 1, CancellationToken.None));
    }

    [Fact]
    public void Scaling_money_by_a_power_of_two_changes_only_V_and_by_that_power()
    {
        BatchColumnsOfTest columns = Mixture(500);
        BatchColumnsOfTest scaled = columns.Pick([.. Enumerable.Range(0, 500)]);
        for (int i = 0; i < 500; i++)
        {
            scaled.EquityValue[i] *= 1024;
            scaled.DefaultPoint[i] *= 1024;
        }

        foreach (VectorPath path in BatchColumnsOfTest.Paths)
        {
            SolvedColumns a = columns.Solve(path);
            SolvedColumns b = scaled.Solve(path);
            Assert.Equal(a.D2, b.D2);
            Assert.Equal(a.AssetVolatility, b.AssetVolatility);
            Assert.Equal(a.AssetValue.Select(v => v * 1024), b.AssetValue);
        }
    }

    [Fact]
    public void Nothing_is_allocated_per_row()
    {
        BatchColumnsOfTest columns = SolveBatchAccuracyTests.Firms(20_000, -1, 8, 0.02, 0.8);
        var solved = new SolvedColumns(columns.Rows);
        long before = 0;
        for (int run = 0; run < 2; run++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            TwoEquations.SolveBatch(columns.Inputs, solved.Columns);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    /// <summary>All sorts of firms, the impossible among them.</summary>
    internal static BatchColumnsOfTest Mixture(int rows)
    {
        BatchColumnsOfTest columns = SolveBatchAccuracyTests.Firms(rows, -4, 12, 0.001, 2);
        double[] odd = [0, -1, double.NaN, double.PositiveInfinity, 1e-305, 1e305, double.NegativeInfinity];
        for (int i = 0; i < rows; i += 11)
        {
            double value = odd[i / 11 % odd.Length];
            double[] column = (i % 5) switch
            {
                0 => columns.EquityValue,
                1 => columns.EquityVolatility,
                2 => columns.DefaultPoint,
                3 => columns.RiskFreeRate,
                _ => columns.HorizonYears,
            };
            column[i] = value;
        }

        return columns;
    }
}
