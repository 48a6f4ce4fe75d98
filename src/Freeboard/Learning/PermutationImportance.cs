using Freeboard.Numerics;
using Freeboard.Validation.Discrimination;

namespace Freeboard.Learning;

/// <summary>What a model loses when one column is shuffled among rows.</summary>
/// <param name="Column">The column; EDF for the skip.</param>
/// <param name="LossRise">Rise of the log loss, nats a row: mean over rows and shuffles.</param>
/// <param name="StandardError">Its standard error over the rows.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="AreaFall">Fall of the area under the ROC curve, mean over shuffles; null where there is no area.</param>
public sealed record ColumnImportance(string Column, double LossRise, double StandardError, double Low, double High, double? AreaFall);

/// <summary>How much a model leans on each column.</summary>
/// <remarks>
/// <para>Source: L. Breiman, "Random forests" (2001), section 10; A. Fisher, C. Rudin, F. Dominici (2019). Columns that say the same stand in for each other: each alone may look unimportant.</para>
/// <para>Method: the rises of the rows' losses, each averaged over the shuffles, have a mean and a standard error; the interval is normal and takes the model as given. Calibrated probabilities are judged. Shuffles are streams of (seed, column): no figure depends on threads.</para>
/// </remarks>
public static class PermutationImportance
{
    /// <summary>Measures every column.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">Raw values row by row: rows x columns; NaN is missing.</param>
    /// <param name="offsets">logit(EDF), one a row, for networks with the skip; empty otherwise.</param>
    /// <param name="hasEvent">Whether the event followed; rows that no network learnt from.</param>
    /// <param name="repeats">Shuffles of a column; positive.</param>
    /// <param name="seed">Seed of the shuffles.</param>
    /// <param name="level">Level of the intervals, in (0, 1).</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there are fewer than two rows.</exception>
    public static IReadOnlyList<ColumnImportance> Of(NetworkModel model, ReadOnlyMemory<double> rows, ReadOnlyMemory<double> offsets, IReadOnlyList<bool> hasEvent, int repeats = 5, ulong seed = 1, double level = 0.95, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(hasEvent);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(repeats);
        int columns = model.Encoder.Columns.Count;
        int count = hasEvent.Count;
        bool skip = model.Ensemble.Shape.Skip;
        if (count < 2 || rows.Length != count * columns || offsets.Length != (skip ? count : 0))
        {
            throw new ArgumentException($"There are {count} outcomes, {rows.Length} values of {columns} columns and {offsets.Length} offsets; at least two rows are needed.", nameof(rows));
        }

        bool[] events = [.. hasEvent];
        double quantile = NormalQuantile.FromProbability(0.5 + (level / 2));
        (double[] before, double? area) = Judge(model, rows, offsets, events, -1, null);
        ColumnImportance[] found = new ColumnImportance[columns + (skip ? 1 : 0)];
        Parallel.For(0, found.Length, new ParallelOptions { CancellationToken = cancellationToken }, column =>
        {
            double[] rise = new double[count];
            double? fall = area is null ? null : 0;
            PhiloxStream stream = new(seed, (uint)column, TrainingStreams.Permutation);
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                (double[] after, double? shuffled) = Judge(model, rows, offsets, events, column, Order(count, stream));
                for (int r = 0; r < count; r++)
                {
                    rise[r] += (after[r] - before[r]) / repeats;
                }

                fall += (area - shuffled) / repeats;
            }

            double mean = RowKernels.Sum(rise) / count;
            double error = Math.Sqrt(rise.Sum(value => (value - mean) * (value - mean)) / (count - 1) / count);
            found[column] = new ColumnImportance(column < columns ? model.Encoder.Columns[column].Name : "EDF", mean, error, mean - (quantile * error), mean + (quantile * error), fall);
        });
        return found;
    }

    private static (double[] Losses, double? Area) Judge(NetworkModel model, ReadOnlyMemory<double> rows, ReadOnlyMemory<double> offsets, bool[] events, int column, int[]? order)
    {
        int columns = model.Encoder.Columns.Count;
        double[] row = new double[columns];
        double[] losses = new double[events.Length];
        double[] logits = new double[events.Length];
        NetworkScorer scorer = model.Scorer();
        for (int r = 0; r < events.Length; r++)
        {
            rows.Span.Slice(r * columns, columns).CopyTo(row);
            double offset = offsets.IsEmpty ? 0 : offsets.Span[column == columns ? order![r] : r];
            if (column >= 0 && column < columns)
            {
                row[column] = rows.Span[(order![r] * columns) + column];
            }

            logits[r] = scorer.Score(row, offset).Logit;
            double calibrated = model.Calibration.Apply(logits[r]) + (model.Prior?.LogOddsShift ?? 0);
            losses[r] = OutcomeLoss.CrossEntropy(calibrated, events[r] ? 1 : 0);
        }

        return (losses, DeLong.Interval(logits, events).Area);
    }

    private static int[] Order(int count, PhiloxStream stream)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int j = stream.NextIndex(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
