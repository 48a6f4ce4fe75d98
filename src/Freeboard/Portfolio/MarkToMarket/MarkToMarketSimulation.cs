using Freeboard.Numerics;

namespace Freeboard.Portfolio.MarkToMarket;

/// <summary>The distribution of a portfolio's value at the horizon by simulation of its borrowers' asset returns, beside its analytic moments.</summary>
/// <remarks>
/// <para>Method: blocks of 4,096 scenarios, each with counter-based streams of its own; one number a scenario is kept, not the matrix. Contributions to the expected shortfall come from a second pass that draws
/// the same scenarios again and looks at the tail only. Value at risk is an order statistic with the interval of order statistics; the expected shortfall is right at atoms, which rating states make.</para>
/// <para>Accuracy: standard errors stand beside the figures. Cost: about 110 ns of a processor a position and scenario, for the two passes together.</para>
/// </remarks>
public static class MarkToMarketSimulation
{
    /// <summary>Simulates.</summary>
    /// <param name="portfolio">The positions.</param>
    /// <param name="options">Scenarios, seed, levels; null for the defaults.</param>
    /// <param name="withContributions">Whether the second pass is made.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static MarkToMarketResult Run(MarkToMarketPortfolio portfolio, MarkToMarketOptions? options = null, bool withContributions = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        options ??= MarkToMarketOptions.Default;
        ValueMoments moments = ValueMoments.Of(portfolio, cancellationToken);
        ValueScenarios scenarios = new(portfolio, options.Seed);
        double[] losses = new double[options.Scenarios];
        ParallelOptions parallel = new() { CancellationToken = cancellationToken };
        int blocks = (options.Scenarios + ValueScenarios.BlockSize - 1) / ValueScenarios.BlockSize;
        Parallel.For(0, blocks, parallel, block => scenarios.Draw(block, CountOf(block, options), (scenario, total, _) => losses[(block * ValueScenarios.BlockSize) + scenario] = total));
        double[] sorted = [.. losses];
        Array.Sort(sorted);
        double mean = losses.Average();
        double square = losses.Sum(loss => (loss - mean) * (loss - mean)) / (losses.Length - 1);
        LossLevel[] levels = [.. options.Levels.Where(level => losses.Length * (1 - level) >= 1).Select(level => TailAt(sorted, level, options.Confidence))];
        IReadOnlyList<IReadOnlyList<double>> contributions = withContributions ? Contributions(portfolio, options, scenarios, losses, levels, parallel) : [];
        return new MarkToMarketResult
        {
            Status = levels.Length == options.Levels.Count ? MarkToMarketStatus.Computed : MarkToMarketStatus.TooFewScenarios,
            UnchangedValue = portfolio.UnchangedValue,
            Moments = moments,
            SimulatedMean = portfolio.UnchangedValue - mean,
            SimulatedMeanStandardError = Math.Sqrt(square / losses.Length),
            Losses = new LossMeasures { ExpectedLoss = portfolio.UnchangedValue - moments.Mean, StandardDeviation = moments.StandardDeviation, Levels = levels },
            ShortfallContributions = contributions,
            SortedLosses = sorted,
        };
    }

    private static int CountOf(int block, MarkToMarketOptions options) => Math.Min(ValueScenarios.BlockSize, options.Scenarios - (block * ValueScenarios.BlockSize));

    private static LossLevel TailAt(double[] sorted, double level, double confidence)
    {
        int n = sorted.Length;
        int place = (int)Math.Min(n - 1, Math.Max(0, Math.Ceiling((n * level) - 1e-9) - 1));
        double quantile = sorted[place];
        int first = place + 1;
        double beyond = 0;
        for (int i = n - 1; i >= first; i--)
        {
            beyond += sorted[i];
        }

        double tail = n * (1 - level);
        double shortfall = (beyond + (quantile * (tail - (n - first)))) / tail;

        // The mean of max(loss - q, 0) carries the error: q itself adds none to first order.
        double square = 0;
        for (int i = n - 1; i >= first; i--)
        {
            square += (sorted[i] - quantile) * (sorted[i] - quantile);
        }

        double excess = shortfall - quantile;
        double variance = Math.Max(0, (square / n) - (excess * excess * (1 - level) * (1 - level)));
        double half = NormalQuantile.FromProbability(0.5 * (1 + confidence)) * Math.Sqrt(n * level * (1 - level));
        int low = (int)Math.Floor(place - half);
        int high = (int)Math.Ceiling(place + half);
        return new LossLevel
        {
            Level = level,
            ValueAtRisk = quantile,
            ExpectedShortfall = shortfall,
            ValueAtRiskLow = low >= 0 ? sorted[low] : null,
            ValueAtRiskHigh = high < n ? sorted[high] : null,
            ExpectedShortfallStandardError = Math.Sqrt(variance / n) / (1 - level),
        };
    }

    private static double[][] Contributions(MarkToMarketPortfolio portfolio, MarkToMarketOptions options, ValueScenarios scenarios, double[] losses, LossLevel[] levels, ParallelOptions parallel)
    {
        int n = portfolio.Ids.Count;
        double[][] totals = [.. Enumerable.Range(0, n).Select(_ => new double[levels.Length])];
        if (levels.Length == 0)
        {
            return totals;
        }

        // At the quantile itself, as many scenarios as the tail still needs, shared evenly among those that lie there.
        double[] share = [.. levels.Select(level =>
        {
            double tail = losses.Length * (1 - level.Level);
            int above = losses.Count(loss => loss > level.ValueAtRisk);
            int at = losses.Count(loss => loss == level.ValueAtRisk);
            return (tail - above) / at;
        })];
        double least = levels.Min(level => level.ValueAtRisk);
        int blocks = (losses.Length + ValueScenarios.BlockSize - 1) / ValueScenarios.BlockSize;
        double[]?[] parts = new double[]?[blocks];
        Parallel.For(0, blocks, parallel, block =>
        {
            ReadOnlySpan<double> own = losses.AsSpan(block * ValueScenarios.BlockSize, CountOf(block, options));
            int last = own.Length - 1;
            while (last >= 0 && own[last] < least)
            {
                last--;
            }

            if (last < 0)
            {
                return;
            }

            double[] part = new double[n * levels.Length];
            scenarios.Draw(block, last + 1, (_, loss, positions) =>
            {
                for (int k = 0; k < levels.Length; k++)
                {
                    double weight = loss > levels[k].ValueAtRisk ? 1 : loss == levels[k].ValueAtRisk ? share[k] : 0;
                    if (weight > 0)
                    {
                        for (int i = 0; i < n; i++)
                        {
                            part[(i * levels.Length) + k] += weight * positions[i];
                        }
                    }
                }
            });
            parts[block] = part;
        });
        foreach (double[] part in parts.OfType<double[]>())
        {
            for (int i = 0; i < n; i++)
            {
                for (int k = 0; k < levels.Length; k++)
                {
                    totals[i][k] += part[(i * levels.Length) + k] / (losses.Length * (1 - levels[k].Level));
                }
            }
        }

        return totals;
    }
}
