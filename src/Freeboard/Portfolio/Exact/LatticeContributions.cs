namespace Freeboard.Portfolio.Exact;

/// <summary>Contributions by dividing each obligor out of the conditional distributions.</summary>
internal static class LatticeContributions
{
    internal static IReadOnlyList<RiskContributions> Compute(
        CreditPortfolio portfolio, LossLattice lattice, ConditionalConvolution.FactorNodes nodes, double[] law, LossMeasures measures, ExactOptions options, CancellationToken cancellationToken)
    {
        int n = portfolio.Count;
        int[] at = [.. measures.Levels.Select(level => (int)Math.Round(level.ValueAtRisk / lattice.Unit))];

        // For each piece, level and obligor: P(D_i, L = VaR) and P(D_i, L > VaR).
        double[][] sums = new double[options.Pieces][];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.MaximumThreads, CancellationToken = cancellationToken };
        Parallel.For(0, options.Pieces, parallel, piece =>
        {
            double[] sum = new double[2 * at.Length * n];
            double[] joint = new double[lattice.Total + 1];
            double[] without = new double[lattice.Total + 1];
            double[] conditional = new double[n];
            foreach (int node in nodes.Of(piece))
            {
                cancellationToken.ThrowIfCancellationRequested();
                nodes.Conditional(node, conditional);
                ConditionalConvolution.Convolve(lattice, conditional, joint);
                for (int i = 0; i < n; i++)
                {
                    if (conditional[i] > 0 && lattice.Units[i] > 0)
                    {
                        Add(joint, without, lattice.Units[i], conditional[i], nodes.Weights[node] * conditional[i], at, sum.AsSpan(2 * at.Length * i, 2 * at.Length));
                    }
                }
            }

            sums[piece] = sum;
        });
        double[] total = new double[2 * at.Length * n];
        foreach (double[] sum in sums)
        {
            for (int i = 0; i < total.Length; i++)
            {
                total[i] += sum[i];
            }
        }

        return [.. measures.Levels.Select((level, j) => At(portfolio, total, law, level, j, at))];
    }

    private static void Add(double[] joint, double[] without, int u, double q, double weight, int[] at, Span<double> sum)
    {
        int most = joint.Length - 1 - u;
        int last = Math.Min(at.Max() - u, most);
        if (q <= 0.5)
        {
            for (int x = 0; x <= last; x++)
            {
                without[x] = (joint[x] - (x >= u ? q * without[x - u] : 0)) / (1 - q);
            }
        }
        else
        {
            for (int x = most; x >= 0; x--)
            {
                without[x] = (joint[x + u] - (x + u <= most ? (1 - q) * without[x + u] : 0)) / q;
            }
        }

        for (int j = 0; j < at.Length; j++)
        {
            int rest = at[j] - u;
            double here = rest >= 0 && rest <= most ? without[rest] : 0;
            double below = 0;
            for (int x = 0; x <= Math.Min(rest, most); x++)
            {
                below += without[x];
            }

            sum[2 * j] += weight * here;
            sum[(2 * j) + 1] += weight * (1 - below);
        }
    }

    private static RiskContributions At(CreditPortfolio portfolio, double[] total, double[] law, LossLevel level, int j, int[] at)
    {
        double beyond = 0;
        for (int x = law.Length - 1; x > at[j]; x--)
        {
            beyond += law[x];
        }

        double atom = law[at[j]];
        double share = atom > 0 ? Math.Max(0, 1 - level.Level - beyond) / atom : 0;
        double[] valueAtRisk = new double[portfolio.Count];
        double[] shortfall = new double[portfolio.Count];
        for (int i = 0; i < valueAtRisk.Length; i++)
        {
            double here = total[(2 * at.Length * i) + (2 * j)];
            double tail = total[(2 * at.Length * i) + (2 * j) + 1];
            valueAtRisk[i] = atom > 0 ? portfolio.LossOf(i) * here / atom : 0;
            shortfall[i] = portfolio.LossOf(i) * (tail + (share * here)) / (1 - level.Level);
        }

        return new RiskContributions { Level = level.Level, ValueAtRisk = valueAtRisk, ExpectedShortfall = shortfall };
    }
}
