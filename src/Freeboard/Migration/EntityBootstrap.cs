using Freeboard.Numerics;

namespace Freeboard.Migration;

/// <summary>Percentile intervals of all cells of a matrix over samples of whole entities.</summary>
internal static class EntityBootstrap
{
    /// <summary>Adds the spread over samples to cells.</summary>
    /// <param name="cells">The cells, row by row.</param>
    /// <param name="states">How many states there are.</param>
    /// <param name="entities">Entities drawn from.</param>
    /// <param name="options">Replicates, seed and level.</param>
    /// <param name="estimate">The matrix of a sample given by how often each entity was drawn; a row without observations is NaN.</param>
    internal static IReadOnlyList<TransitionCell> Spread(IReadOnlyList<TransitionCell> cells, int states, int entities, MigrationOptions options, Func<double[], double[,]> estimate)
    {
        if (options.Replicates == 0 || entities < 2)
        {
            return cells;
        }

        double[][] values = [.. cells.Select(_ => new double[options.Replicates])];

        // Each replicate has a place and a stream of its own, so the order in which they are made never shows.
        Parallel.For(0, options.Replicates, r =>
        {
            PhiloxStream stream = new(options.Seed, (uint)r);
            double[] weights = new double[entities];
            for (int k = 0; k < entities; k++)
            {
                weights[stream.NextIndex(entities)]++;
            }

            double[,] matrix = estimate(weights);
            for (int c = 0; c < values.Length; c++)
            {
                values[c][r] = matrix[c / states, c % states];
            }
        });
        return [.. cells.Select((cell, c) => With(cell, values[c], options.Level))];
    }

    private static TransitionCell With(TransitionCell cell, double[] values, double level)
    {
        double[] known = [.. values.Where(double.IsFinite).Order()];
        if (cell.Probability is null || known.Length < 2)
        {
            return cell;
        }

        double mean = known.Sum() / known.Length;
        return cell with
        {
            BootstrapError = Math.Sqrt(known.Sum(v => (v - mean) * (v - mean)) / (known.Length - 1)),
            BootstrapLow = SampleQuantile.Of(known, (1 - level) / 2),
            BootstrapHigh = SampleQuantile.Of(known, (1 + level) / 2),
        };
    }
}
