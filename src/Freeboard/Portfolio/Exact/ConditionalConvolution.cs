using System.Numerics;
using Freeboard.Numerics;

namespace Freeboard.Portfolio.Exact;

/// <summary>The exact loss distribution under one Gaussian factor: independent given the factor, so a convolution at every node of a quadrature over it.</summary>
/// <remarks>
/// <para>Source: the conditional independence framework, e.g. L. Andersen, J. Sidenius, S. Basu, "All your hedges in one basket", Risk (2003), recursion; P(D_i = 1 | Z) = N((N^-1(p_i) - a_i Z)/sqrt(1 - a_i^2)).</para>
/// <para>Method: Gauss-Legendre in pieces over the factor from -9.5 to 9.5; f[x] becomes (1 - q) f[x] + q f[x - u] obligor by obligor. Contributions divide
/// the obligor out of the conditional distribution again, forwards where q is at most one half and backwards where it is above, so that errors shrink.</para>
/// <para>It is the checker of the simulations, not their rival: n times total units times nodes operations.</para>
/// <para>Accuracy: against an independent program with other nodes, 1e-9 on VaR, ES and every contribution (tests/ReferenceValues/portfolio).</para>
/// </remarks>
public static class ConditionalConvolution
{
    private const double Reach = 9.5;

    /// <summary>Computes the distribution.</summary>
    /// <param name="portfolio">A portfolio under one factor.</param>
    /// <param name="options">Levels, unit, nodes; null for <see cref="ExactOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ExactLosses Compute(CreditPortfolio portfolio, ExactOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        options ??= ExactOptions.Default;
        if (portfolio.FactorCount != 1)
        {
            return new ExactLosses { Status = PortfolioStatus.NotOneFactor };
        }

        if (!(portfolio.ExpectedLoss > 0))
        {
            return new ExactLosses { Status = PortfolioStatus.NothingToLose };
        }

        if (LossLattice.Of(portfolio, options.LossUnit) is not { } lattice)
        {
            return new ExactLosses { Status = PortfolioStatus.NotOnLattice };
        }

        FactorNodes nodes = new(portfolio, options.Pieces);
        double[] law = Distribution(lattice, nodes, options, cancellationToken);
        LossMeasures measures = LatticeTail.Measures(law, lattice.Unit, options.Levels);
        return new ExactLosses
        {
            Status = PortfolioStatus.Exact,
            LossUnit = lattice.Unit,
            Probabilities = law,
            Measures = measures,
            Contributions = options.WithContributions ? LatticeContributions.Compute(portfolio, lattice, nodes, law, measures, options, cancellationToken) : [],
        };
    }

    /// <summary>The distribution at one node, in place.</summary>
    internal static void Convolve(LossLattice lattice, ReadOnlySpan<double> probabilities, Span<double> law)
    {
        law.Clear();
        law[0] = 1;
        int length = 1;
        for (int i = 0; i < probabilities.Length; i++)
        {
            int u = lattice.Units[i];
            double q = probabilities[i];
            if (u == 0 || q == 0)
            {
                continue;
            }

            length += u;
            Add(law[..length], u, q);
        }
    }

    private static void Add(Span<double> law, int u, double q)
    {
        double stays = 1 - q;
        Vector<double> vectorStays = new(stays);
        Vector<double> vectorQ = new(q);
        int width = Vector<double>.Count;
        int x = law.Length;

        // Downwards, so that every value read is still the one without this obligor; both reads come before the write.
        while (x - width >= u)
        {
            x -= width;
            Vector<double> moved = new(law.Slice(x - u, width));
            Vector<double> here = new(law.Slice(x, width));
            ((here * vectorStays) + (moved * vectorQ)).CopyTo(law.Slice(x, width));
        }

        while (--x >= 0)
        {
            law[x] = (law[x] * stays) + (x >= u ? law[x - u] * q : 0);
        }
    }

    private static double[] Distribution(LossLattice lattice, FactorNodes nodes, ExactOptions options, CancellationToken cancellationToken)
    {
        // A piece of the factor is a piece of work with a sum of its own; pieces are added in order, so threads never show.
        double[][] sums = new double[options.Pieces][];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.MaximumThreads, CancellationToken = cancellationToken };
        Parallel.For(0, options.Pieces, parallel, piece =>
        {
            double[] sum = new double[lattice.Total + 1];
            double[] law = new double[lattice.Total + 1];
            double[] conditional = new double[lattice.Units.Length];
            foreach (int node in nodes.Of(piece))
            {
                cancellationToken.ThrowIfCancellationRequested();
                nodes.Conditional(node, conditional);
                Convolve(lattice, conditional, law);
                double weight = nodes.Weights[node];
                for (int x = 0; x < sum.Length; x++)
                {
                    sum[x] += weight * law[x];
                }
            }

            sums[piece] = sum;
        });
        double[] total = sums[0];
        foreach (double[] sum in sums.Skip(1))
        {
            for (int x = 0; x < total.Length; x++)
            {
                total[x] += sum[x];
            }
        }

        return total;
    }

    /// <summary>The nodes of the quadrature and what they say of each obligor.</summary>
    internal sealed class FactorNodes
    {
        private readonly double[] thresholds;
        private readonly double[] slopes;
        private readonly double[] points;
        private readonly int perPiece;

        internal FactorNodes(CreditPortfolio portfolio, int pieces)
        {
            (points, Weights) = GaussLegendre.Rule(-Reach, Reach, pieces);
            perPiece = points.Length / pieces;
            for (int node = 0; node < points.Length; node++)
            {
                Weights[node] *= StandardNormal.Density(points[node]);
            }

            thresholds = new double[portfolio.Count];
            slopes = new double[portfolio.Count];
            for (int i = 0; i < thresholds.Length; i++)
            {
                double a = portfolio.Loadings[i];
                double own = Math.Sqrt((1 - a) * (1 + a));
                double p = portfolio.DefaultProbabilities[i];
                thresholds[i] = (p == 0 ? double.NegativeInfinity : p == 1 ? double.PositiveInfinity : NormalQuantile.FromProbability(p)) / own;
                slopes[i] = a / own;
            }
        }

        /// <summary>Weights of the nodes, the normal density in them.</summary>
        internal double[] Weights { get; }

        /// <summary>The nodes of a piece.</summary>
        internal IEnumerable<int> Of(int piece) => Enumerable.Range(piece * perPiece, perPiece);

        /// <summary>Default probabilities given the factor at a node.</summary>
        internal void Conditional(int node, Span<double> probabilities)
        {
            for (int i = 0; i < probabilities.Length; i++)
            {
                probabilities[i] = StandardNormal.Cumulative(thresholds[i] - (slopes[i] * points[node]));
            }
        }
    }
}
