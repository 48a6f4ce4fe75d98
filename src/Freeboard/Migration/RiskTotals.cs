namespace Freeboard.Migration;

/// <summary>Moves and years of several entities, each as often as it was drawn.</summary>
internal sealed class RiskTotals
{
    private RiskTotals(int n)
    {
        Moves = new double[n, n];
        Years = new double[n];
        Withdrawn = new double[n];
    }

    internal double[,] Moves { get; }

    internal double[] Years { get; }

    internal double[] Withdrawn { get; }

    internal static RiskTotals Of(RiskTime[] parts, double[]? weights, int states)
    {
        RiskTotals totals = new(states);
        for (int k = 0; k < parts.Length; k++)
        {
            double weight = weights?[k] ?? 1;
            if (weight > 0)
            {
                totals.Add(parts[k], weight);
            }
        }

        return totals;
    }

    private void Add(RiskTime part, double weight)
    {
        foreach ((int state, double years) in part.Years)
        {
            Years[state] += weight * years;
        }

        foreach ((int from, int to) in part.Moves)
        {
            if (to < 0)
            {
                Withdrawn[from] += weight;
            }
            else
            {
                Moves[from, to] += weight;
            }
        }
    }
}
