namespace Freeboard.Portfolio.Simulation;

/// <summary>Contributions from a simulation: the scenarios of the tail are drawn again, with the obligors that defaulted in them.</summary>
/// <remarks>
/// ES: means over the tail, the scenarios at VaR taken in part; they add up to the ES of the simulation. VaR: means over the scenarios whose loss is VaR;
/// where those are fewer than <see cref="FewestAtVar"/>, over as many around its rank, scaled so that they add up to VaR.
/// </remarks>
internal static class TailContributions
{
    private const int FewestAtVar = 200;
    private const int Shares = 16;

    internal static IReadOnlyList<RiskContributions> Compute(
        CreditPortfolio portfolio, DefaultKernel kernel, LossDraws draws, double[] losses, EmpiricalTail tail, SimulationOptions options, CancellationToken cancellationToken)
    {
        Window[] windows = [.. options.Levels.Select(level => Window.Of(tail, level, losses))];
        double least = windows.Min(window => window.Low);
        int blocks = (losses.Length + DefaultKernel.Block - 1) / DefaultKernel.Block;
        int n = portfolio.Count;

        // A fixed number of sums, added in order: threads never show.
        Sums[] shares = new Sums[Shares];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.MaximumThreads, CancellationToken = cancellationToken };
        Parallel.For(0, Shares, parallel, share =>
        {
            Sums sums = new(n, windows.Length);
            using BlockWork work = new(kernel, draws);
            int last = (int)((long)blocks * (share + 1) / Shares);
            for (int block = (int)((long)blocks * share / Shares); block < last; block++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int first = block * DefaultKernel.Block;
                ReadOnlySpan<double> own = losses.AsSpan(first, Math.Min(DefaultKernel.Block, losses.Length - first));
                if (Reaches(own, least))
                {
                    work.Draw(options.Seed, (uint)block);
                    Add(work, own, least, windows, sums);
                }
            }

            shares[share] = sums;
        });
        Sums total = shares[0];
        foreach (Sums sums in shares.Skip(1))
        {
            total.Add(sums);
        }

        return [.. windows.Select((window, j) => window.Contributions(total, j, n))];
    }

    private static bool Reaches(ReadOnlySpan<double> losses, double least)
    {
        foreach (double loss in losses)
        {
            if (loss >= least)
            {
                return true;
            }
        }

        return false;
    }

    private static void Add(BlockWork work, ReadOnlySpan<double> losses, double least, Window[] windows, Sums sums)
    {
        ReadOnlySpan<int> defaults = work.Defaults;
        ReadOnlySpan<double> costs = work.Costs;
        for (int d = 0; d < defaults.Length; d++)
        {
            int scenario = defaults[d] % DefaultKernel.Block;
            if (scenario >= losses.Length || losses[scenario] < least)
            {
                continue;
            }

            double loss = losses[scenario];
            int obligor = defaults[d] / DefaultKernel.Block;
            for (int j = 0; j < windows.Length; j++)
            {
                int at = (j * sums.Obligors) + obligor;
                double weight = windows[j].Weight(loss);
                sums.Tail[at] += weight * costs[d];
                sums.Squares[at] += weight * costs[d] * costs[d];
                sums.Around[at] += windows[j].Holds(loss) ? costs[d] : 0;
            }
        }
    }

    /// <summary>Sums by level and obligor.</summary>
    internal sealed class Sums(int obligors, int levels)
    {
        internal int Obligors { get; } = obligors;

        internal double[] Tail { get; } = new double[obligors * levels];

        internal double[] Squares { get; } = new double[obligors * levels];

        internal double[] Around { get; } = new double[obligors * levels];

        internal void Add(Sums other)
        {
            for (int i = 0; i < Tail.Length; i++)
            {
                Tail[i] += other.Tail[i];
                Squares[i] += other.Squares[i];
                Around[i] += other.Around[i];
            }
        }
    }

    /// <summary>Which scenarios count for a level, and how much.</summary>
    internal sealed class Window
    {
        private double level;
        private double valueAtRisk;
        private double atomWeight;
        private double highest;
        private double worst;
        private int inside;

        /// <summary>The least loss that counts.</summary>
        internal double Low { get; private init; }

        internal static Window Of(EmpiricalTail tail, double level, double[] losses)
        {
            long rank = tail.RankOf(level);
            double valueAtRisk = tail.Ranked(rank)!.Value;
            double beyond = 0;
            double atom = 0;
            foreach (double loss in losses)
            {
                beyond += loss > valueAtRisk ? 1 : 0;
                atom += loss == valueAtRisk ? 1 : 0;
            }

            double worst = losses.Length * (1 - level);
            double low = valueAtRisk;
            double high = valueAtRisk;
            if (atom < FewestAtVar)
            {
                int half = (int)Math.Min(FewestAtVar / 2, Math.Max(1, worst / 2));
                low = tail.Ranked(rank - half) ?? valueAtRisk;
                high = tail.Ranked(Math.Min(losses.Length, rank + half)) ?? valueAtRisk;
            }

            return new Window { Low = low, level = level, valueAtRisk = valueAtRisk, highest = high, worst = worst, atomWeight = (worst - beyond) / atom, inside = losses.Count(loss => loss >= low && loss <= high) };
        }

        internal double Weight(double loss) => loss > valueAtRisk ? 1 : loss == valueAtRisk ? atomWeight : 0;

        internal bool Holds(double loss) => loss >= Low && loss <= highest;

        internal RiskContributions Contributions(Sums sums, int j, int n)
        {
            double[] around = sums.Around.AsSpan(j * n, n).ToArray();
            double total = around.Sum();
            double[] shortfall = new double[n];
            double[] errors = new double[n];
            for (int i = 0; i < n; i++)
            {
                double mean = sums.Tail[(j * n) + i] / worst;
                shortfall[i] = mean;
                errors[i] = Math.Sqrt(Math.Max(0, (sums.Squares[(j * n) + i] / worst) - (mean * mean)) / worst);
                around[i] = total > 0 && inside > 0 ? around[i] * (valueAtRisk / total) : 0;
            }

            return new RiskContributions { Level = level, ValueAtRisk = around, ExpectedShortfall = shortfall, ExpectedShortfallStandardErrors = errors };
        }
    }
}
