namespace Freeboard.Migration;

/// <summary>Moves counted period by period: n_ij(t), and those that went out of sight. Counts may be amounts of money as well.</summary>
public sealed class TransitionCounts
{
    private readonly double[][,] moves;
    private readonly double[][] withdrawn;

    private TransitionCounts(int states, double[][,] moves, double[][] withdrawn)
    {
        States = states;
        this.moves = moves;
        this.withdrawn = withdrawn;
    }

    /// <summary>How many states there are.</summary>
    public int States { get; }

    /// <summary>How many periods (or groups) there are.</summary>
    public int Periods => moves.Length;

    /// <summary>Moves of a period.</summary>
    /// <param name="period">The period, from 0.</param>
    /// <param name="from">State at its beginning.</param>
    /// <param name="to">State at its end.</param>
    public double this[int period, int from, int to] => moves[period][from, to];

    /// <summary>Makes counts.</summary>
    /// <param name="moves">An n x n table a period; finite, not negative.</param>
    /// <param name="withdrawn">Those that went out of sight, n a period; null for none.</param>
    /// <exception cref="ArgumentException">Tables differ in size, or a count is negative or not finite.</exception>
    public static TransitionCounts Of(IReadOnlyList<double[,]> moves, IReadOnlyList<double[]>? withdrawn = null)
    {
        ArgumentNullException.ThrowIfNull(moves);
        int n = moves.Count == 0 ? 0 : moves[0].GetLength(0);
        if (n < 2 || moves.Any(table => table.GetLength(0) != n || table.GetLength(1) != n || table.Cast<double>().Any(count => !(count >= 0) || !double.IsFinite(count))))
        {
            throw new ArgumentException("There must be at least one period, and n x n counts that are not negative in each.", nameof(moves));
        }

        if (withdrawn is not null && (withdrawn.Count != moves.Count || withdrawn.Any(row => row.Length != n || row.Any(count => !(count >= 0) || !double.IsFinite(count)))))
        {
            throw new ArgumentException("There must be n counts of withdrawals a period.", nameof(withdrawn));
        }

        return new TransitionCounts(n, [.. moves.Select(table => (double[,])table.Clone())], withdrawn is null ? [.. moves.Select(_ => new double[n])] : [.. withdrawn.Select(row => (double[])row.Clone())]);
    }

    /// <summary>Those in a state when a period began that were out of sight when it ended.</summary>
    /// <param name="period">The period.</param>
    /// <param name="from">State at its beginning.</param>
    public double Withdrawn(int period, int from) => withdrawn[period][from];

    /// <summary>All that were in a state when a period began and in sight when it ended.</summary>
    /// <param name="period">The period.</param>
    /// <param name="from">State at its beginning.</param>
    public double Exposure(int period, int from)
    {
        double sum = 0;
        for (int j = 0; j < States; j++)
        {
            sum += moves[period][from, j];
        }

        return sum;
    }

    /// <summary>The counts of some periods together.</summary>
    /// <param name="first">The first period.</param>
    /// <param name="count">How many.</param>
    public TransitionCounts Slice(int first, int count) => new(States, moves[first..(first + count)], withdrawn[first..(first + count)]);

    /// <summary>Moves of all periods together.</summary>
    public double[,] Pooled()
    {
        double[,] sum = new double[States, States];
        foreach (double[,] table in moves)
        {
            for (int i = 0; i < States; i++)
            {
                for (int j = 0; j < States; j++)
                {
                    sum[i, j] += table[i, j];
                }
            }
        }

        return sum;
    }

    internal double PooledWithdrawn(int from) => withdrawn.Sum(row => row[from]);
}
