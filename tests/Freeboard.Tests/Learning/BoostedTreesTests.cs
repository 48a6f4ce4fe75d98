using System.Globalization;
using Freeboard.Learning;
using Freeboard.Numerics;
using Freeboard.Validation.Discrimination;

namespace Freeboard.Tests.Learning;

public sealed class BoostedTreesTests
{
    private static readonly BoostedTreesOptions Stump = new() { Trees = 1, Leaves = 2, LeafRows = 20, Rate = 1, Penalty = 1 };

    [Fact]
    public void A_stump_is_the_best_of_all_cuts_and_its_leaves_are_newton_steps()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            (double[] columns, double[] labels) = Sample(seed, 200, 3);
            BoostedTrees trees = BoostedTrees.Fit(columns, 3, labels, default, null, Stump);
            (double gain, double left, double right) = BestOfAll(columns, 3, labels);
            double[] logits = [.. Enumerable.Range(0, labels.Length).Select(row => trees.Logit(columns.AsSpan(row * 3, 3)) - trees.Intercept).Distinct().Order()];
            Assert.True(gain > 0);
            Assert.Equal(2, logits.Length);
            Assert.Equal(Math.Min(left, right), logits[0], 12);
            Assert.Equal(Math.Max(left, right), logits[1], 12);
        }
    }

    [Fact]
    public void Leaf_by_leaf_trees_with_weights_and_missing_values_are_those_of_another_program()
    {
        string[][] rows = [.. File.ReadAllLines(Path.Combine(ReferenceTable.RepositoryRoot, "tests", "ReferenceValues", "boosted-trees", "logits.csv")).Skip(1).Select(static line => line.Split(','))];
        double Cell(int row, int column) => rows[row][column].Length == 0 ? double.NaN : double.Parse(rows[row][column], CultureInfo.InvariantCulture);
        double[] All(params int[] columns) => [.. Enumerable.Range(0, rows.Length).SelectMany(row => columns.Select(column => Cell(row, column)))];
        BoostedTrees trees = BoostedTrees.Fit(All(0, 1, 2), 3, All(3), All(4), null, new BoostedTreesOptions { Trees = 4, Leaves = 5, LeafRows = 1, Rate = 0.3, Penalty = 1 });
        Assert.Equal(4, trees.Count);

        // The other program's sums are of single precision.
        Assert.All(Enumerable.Range(0, rows.Length), row => Assert.Equal(Cell(row, 5), trees.Logit(All(0, 1, 2).AsSpan(3 * row, 3)), 2e-6));
    }

    [Fact]
    public void Trees_see_what_no_line_sees()
    {
        PhiloxStream stream = new(5);
        double[] columns = [.. Enumerable.Range(0, 8000).Select(_ => stream.NextNormal())];
        double[] labels = [.. Enumerable.Range(0, 4000).Select(row => columns[2 * row] * columns[(2 * row) + 1] > 0 ? 1.0 : 0)];
        BoostedTrees trees = BoostedTrees.Fit(columns.AsMemory(0, 4000), 2, labels.AsMemory(0, 2000));
        PenalisedLogit line = PenalisedLogit.Fit(columns.AsMemory(0, 4000), 2, labels.AsMemory(0, 2000), default, 1);
        bool[] events = [.. labels.Skip(2000).Select(label => label > 0)];
        double Area(Func<int, double> logit) => DeLong.Interval([.. Enumerable.Range(2000, 2000).Select(logit)], events).Area!.Value;
        Assert.InRange(Area(row => trees.Logit(columns.AsSpan(2 * row, 2))), 0.99, 1);
        Assert.InRange(Area(row => line.Logit(columns.AsSpan(2 * row, 2))), 0.4, 0.6);
    }

    [Fact]
    public void The_unit_of_a_column_and_the_order_of_columns_never_matter()
    {
        (double[] columns, double[] labels) = Sample(3, 1000, 4);
        double[] Logits(double[] values, int[] order)
        {
            double[] turned = [.. Enumerable.Range(0, labels.Length).SelectMany(row => order.Select(c => values[(row * 4) + c]))];
            BoostedTrees trees = BoostedTrees.Fit(turned, 4, labels, default, null, new BoostedTreesOptions { Trees = 20 });
            return [.. Enumerable.Range(0, labels.Length).Select(row => trees.Logit(turned.AsSpan(row * 4, 4)))];
        }

        double[] plain = Logits(columns, [0, 1, 2, 3]);
        Assert.Equal(plain, Logits([.. columns.Select(v => 8 * v)], [0, 1, 2, 3]));
        Assert.All(plain.Zip(Logits(columns, [2, 0, 3, 1])), pair => Assert.Equal(pair.First, pair.Second, 10));
    }

    [Fact]
    public void A_row_that_counts_twice_is_two_rows()
    {
        (double[] columns, double[] labels) = Sample(4, 200, 2);
        double[] weights = [.. Enumerable.Range(0, 200).Select(row => row < 100 ? 2.0 : 1)];
        BoostedTreesOptions options = new() { Trees = 10, LeafRows = 1 };
        BoostedTrees weighted = BoostedTrees.Fit(columns, 2, labels, weights, null, options);
        BoostedTrees twice = BoostedTrees.Fit((double[])[.. columns.Take(200), .. columns], 2, (double[])[.. labels.Take(100), .. labels], default, null, options);
        Assert.All(Enumerable.Range(0, 200), row => Assert.Equal(weighted.Logit(columns.AsSpan(2 * row, 2)), twice.Logit(columns.AsSpan(2 * row, 2)), 9));
    }

    [Fact]
    public void Rows_to_stop_by_choose_how_many_trees_and_are_not_learnt_from()
    {
        (double[] columns, double[] labels) = Sample(6, 3000, 3);
        bool[] stop = [.. Enumerable.Range(0, 3000).Select(row => row % 5 == 0)];
        BoostedTrees trees = BoostedTrees.Fit(columns, 3, labels, default, stop);
        Assert.Equal(BoostedTreesStatus.EarlyStopped, trees.Status);
        Assert.InRange(trees.Count, 1, 500);
        int[] learnt = [.. Enumerable.Range(0, 3000).Where(row => !stop[row])];
        BoostedTrees alone = BoostedTrees.Fit((double[])[.. learnt.SelectMany(row => columns.AsSpan(row * 3, 3).ToArray())], 3, (double[])[.. learnt.Select(row => labels[row])], default, null, new BoostedTreesOptions { Trees = trees.Count });
        Assert.Equal(alone.Logit([0.1, 0.2, double.NaN]), trees.Logit([0.1, 0.2, double.NaN]));
    }

    [Fact]
    public void What_cannot_be_learnt_is_a_status_and_what_does_not_fit_is_refused()
    {
        BoostedTrees alike = BoostedTrees.Fit(new double[10], 2, new double[5]);
        Assert.Equal((BoostedTreesStatus.NoVariation, 0, 0.0), (alike.Status, alike.Count, alike.Logit([1, 2])));
        BoostedTrees silent = BoostedTrees.Fit(new double[100], 1, (double[])[.. Enumerable.Range(0, 100).Select(i => i % 4 == 0 ? 1.0 : 0)]);
        Assert.Equal(Math.Log(1 / 3.0), silent.Logit([0]), 12);
        Assert.Throws<ArgumentException>(() => BoostedTrees.Fit(new double[9], 2, new double[5]));
        Assert.Throws<ArgumentException>(() => BoostedTrees.Fit(new double[2], 1, (double[])[0, 2]));
        Assert.Throws<ArgumentException>(() => BoostedTrees.Fit(new double[2], 1, (double[])[0, 1], (double[])[1, 0]));
        Assert.Throws<ArgumentException>(() => silent.Logit([1, 2]));
    }

    /// <summary>Every cut between any two rows of any column, missing values on either side: the largest gain, and its two leaves.</summary>
    private static (double Gain, double Left, double Right) BestOfAll(double[] columns, int width, double[] labels)
    {
        double rate = labels.Average();
        (double, double, double) best = default;
        double Term(double[] of) => of.Sum(label => rate - label) is var slope ? slope * slope / ((of.Length * rate * (1 - rate)) + Stump.Penalty) : 0;
        double Step(double[] of) => -of.Sum(label => rate - label) / ((of.Length * rate * (1 - rate)) + Stump.Penalty);
        for (int c = 0; c < width; c++)
        {
            double[] values = [.. Enumerable.Range(0, labels.Length).Select(row => columns[(row * width) + c])];
            foreach (double edge in values.Where(static v => !double.IsNaN(v)))
            {
                foreach (bool missingLeft in (bool[])[false, true])
                {
                    double[] left = [.. labels.Where((_, row) => double.IsNaN(values[row]) ? missingLeft : values[row] <= edge)];
                    double[] right = [.. labels.Where((_, row) => !(double.IsNaN(values[row]) ? missingLeft : values[row] <= edge))];
                    double gain = Term(left) + Term(right) - Term(labels);
                    if (left.Length >= Stump.LeafRows && right.Length >= Stump.LeafRows && gain > best.Item1)
                    {
                        best = (gain, Step(left), Step(right));
                    }
                }
            }
        }

        return best;
    }

    /// <summary>Normal columns, one value in ten missing, with a label that some of them move.</summary>
    private static (double[] Columns, double[] Labels) Sample(ulong seed, int rows, int width)
    {
        PhiloxStream stream = new(seed, 7);
        double[] columns = [.. Enumerable.Range(0, rows * width).Select(_ => stream.NextUniform() < 0.1 ? double.NaN : stream.NextNormal())];
        double[] labels = [.. Enumerable.Range(0, rows).Select(row => stream.NextUniform() < 1 / (1 + Math.Exp(1 - (double.IsNaN(columns[row * width]) ? 1.5 : columns[row * width]))) ? 1.0 : 0)];
        return (columns, labels);
    }
}
