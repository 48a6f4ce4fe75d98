namespace Freeboard.Migration;

/// <summary>Aalen and Johansen's product over event times, with entities counted as often as their weights say.</summary>
internal sealed class ProductIntegral
{
    private readonly double[,] moved;
    private readonly double[] atRisk;
    private readonly List<int> left = [];
    private readonly int n;

    private ProductIntegral(int n, bool withErrors)
    {
        this.n = n;
        Probabilities = Numerics.SquareMatrix.Identity(n);
        Variances = new double[n, n];
        Moves = new double[n, n];
        Exposure = new double[n];
        Withdrawn = new double[n];
        moved = new double[n, n];
        atRisk = new double[n];
        Covariances = withErrors ? [.. Enumerable.Range(0, n).Select(_ => new double[n, n])] : [];
    }

    internal double[,] Probabilities { get; }

    /// <summary>Variances of the probabilities; zeros without errors.</summary>
    internal double[,] Variances { get; }

    internal double[,] Moves { get; }

    /// <summary>Entity-windows at risk in each state.</summary>
    internal double[] Exposure { get; }

    internal double[] Withdrawn { get; }

    private double[][,] Covariances { get; }

    internal static ProductIntegral Of(RiskEvents events, int n, double[] weights, bool withErrors)
    {
        ProductIntegral product = new(n, withErrors);
        double last = 0;
        for (int first = 0; first < events.Ordered.Count;)
        {
            double at = events.Ordered[first].At;
            int end = first;
            while (end < events.Ordered.Count && events.Ordered[end].At == at)
            {
                end++;
            }

            for (int i = 0; i < n; i++)
            {
                product.Exposure[i] += product.atRisk[i] * (at - last);
            }

            product.Step(events.Ordered, first, end, weights);
            last = at;
            first = end;
        }

        for (int h = 0; h < product.Covariances.Length; h++)
        {
            for (int j = 0; j < n; j++)
            {
                product.Variances[h, j] = product.Covariances[h][j, j];
            }
        }

        return product;
    }

    /// <summary>All that happens at one time: moves against those at risk just before, then the risk sets after.</summary>
    private void Step(IReadOnlyList<RiskEvent> events, int first, int end, double[] weights)
    {
        left.Clear();
        for (int k = first; k < end; k++)
        {
            RiskEvent e = events[k];
            double weight = weights[e.Entity];
            if (e.From >= 0 && e.To >= 0 && weight > 0)
            {
                if (!left.Contains(e.From))
                {
                    left.Add(e.From);
                }

                moved[e.From, e.To] += weight;
            }
        }

        left.Sort();
        if (left.Count > 0)
        {
            Multiply();
        }

        for (int k = first; k < end; k++)
        {
            RiskEvent e = events[k];
            double weight = weights[e.Entity];
            if (e.From >= 0)
            {
                atRisk[e.From] -= weight;
                Withdrawn[e.From] += e.To < 0 && !e.Ends ? weight : 0;
            }

            if (e.To >= 0)
            {
                atRisk[e.To] += weight;
            }
        }
    }

    private void Multiply()
    {
        // Rows of dA: shares that move, and on the diagonal minus their sum.
        foreach (int g in left)
        {
            double sum = 0;
            for (int j = 0; j < n; j++)
            {
                Moves[g, j] += moved[g, j];
                moved[g, j] /= atRisk[g];
                sum += moved[g, j];
            }

            moved[g, g] = -sum;
        }

        for (int h = 0; h < Covariances.Length; h++)
        {
            Covariances[h] = Spread(Covariances[h], h);
        }

        double[] row = new double[n];
        for (int h = 0; h < n; h++)
        {
            for (int j = 0; j < n; j++)
            {
                row[j] = Probabilities[h, j];
            }

            foreach (int g in left)
            {
                double share = Probabilities[h, g];
                for (int j = 0; j < n && share != 0; j++)
                {
                    row[j] += share * moved[g, j];
                }
            }

            for (int j = 0; j < n; j++)
            {
                // All of a state moving leaves a rounding of either sign.
                Probabilities[h, j] = Math.Clamp(row[j], 0, 1);
            }
        }

        foreach (int g in left)
        {
            for (int j = 0; j < n; j++)
            {
                moved[g, j] = 0;
            }
        }
    }

    /// <summary>Covariance of row h after this time: (I + dA)' C (I + dA) + sum over g of P_hg^2 (diag q_g - q_g q_g') / Y_g, where q_g is row g of I + dA.</summary>
    private double[,] Spread(double[,] before, int h)
    {
        double[,] right = (double[,])before.Clone();
        foreach (int g in left)
        {
            for (int j = 0; j < n; j++)
            {
                for (int l = 0; l < n; l++)
                {
                    right[j, l] += before[j, g] * moved[g, l];
                }
            }
        }

        double[,] after = (double[,])right.Clone();
        foreach (int g in left)
        {
            double scale = Probabilities[h, g] * Probabilities[h, g] / atRisk[g];
            for (int j = 0; j < n; j++)
            {
                double qj = moved[g, j] + (j == g ? 1 : 0);
                for (int l = 0; l < n; l++)
                {
                    double ql = moved[g, l] + (l == g ? 1 : 0);
                    after[j, l] += (moved[g, j] * right[g, l]) + (scale * ((j == l ? qj : 0) - (qj * ql)));
                }
            }
        }

        return after;
    }
}
