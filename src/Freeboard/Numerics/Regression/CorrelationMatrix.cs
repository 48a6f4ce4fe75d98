namespace Freeboard.Numerics.Regression;

/// <summary>Correlations of columns, plain or partial, with the t test of each.</summary>
/// <remarks>Numbers are there exactly when <see cref="Status"/> is <see cref="RegressionStatus.Fitted"/>.</remarks>
public sealed class CorrelationMatrix
{
    private readonly double[,] values;

    private CorrelationMatrix(RegressionStatus status, string? reason, IReadOnlyList<string> names, double[,] values, int degrees, bool isPartial)
    {
        Status = status;
        Reason = reason;
        Names = names;
        this.values = values;
        DegreesOfFreedom = degrees;
        IsPartial = isPartial;
    }

    /// <summary>Why there are, or are not, numbers.</summary>
    public RegressionStatus Status { get; }

    /// <summary>What is wrong, in one clause; null when there are numbers.</summary>
    public string? Reason { get; }

    /// <summary>Names of the columns, k of them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether each correlation is that left after taking out all other columns.</summary>
    public bool IsPartial { get; }

    /// <summary>Degrees of freedom of each t test: n - 2, less the k - 2 columns taken out of a partial correlation.</summary>
    public int DegreesOfFreedom { get; }

    /// <summary>The correlation of columns i and j, in [-1, 1].</summary>
    /// <param name="i">From 0.</param>
    /// <param name="j">From 0.</param>
    /// <exception cref="InvalidOperationException">There are no numbers.</exception>
    public double this[int i, int j] => Status == RegressionStatus.Fitted ? values[i, j] : throw new InvalidOperationException($"There are no correlations: {Status}. Read the status first.");

    /// <summary>t = r sqrt(df / (1 - r^2)) of a correlation; null on the diagonal.</summary>
    /// <param name="i">From 0.</param>
    /// <param name="j">From 0.</param>
    public double? TStatistic(int i, int j)
    {
        double r = this[i, j];
        return i == j ? null : r * Math.Sqrt(DegreesOfFreedom / ((1 - r) * (1 + r)));
    }

    /// <summary>Two-sided p of that t under no correlation; null on the diagonal.</summary>
    /// <param name="i">From 0.</param>
    /// <param name="j">From 0.</param>
    public double? PValue(int i, int j) => TStatistic(i, j) is { } t ? TailProbability.TwoSidedT(t, DegreesOfFreedom) : null;

    /// <summary>Plain (Pearson) correlations.</summary>
    /// <param name="columns">k columns of n numbers, two at least.</param>
    /// <exception cref="ArgumentException">Columns differ in length, or there are fewer than two.</exception>
    public static CorrelationMatrix Plain(IReadOnlyList<RegressionColumn> columns) => Of(columns, partial: false);

    /// <summary>Partial correlations: of each pair, with all other columns taken out of both.</summary>
    /// <param name="columns">k columns of n numbers, two at least.</param>
    /// <returns>The matrix; <see cref="RegressionStatus.RankDeficient"/> with the dependency named when a column is a combination of others.</returns>
    /// <exception cref="ArgumentException">Columns differ in length, or there are fewer than two.</exception>
    public static CorrelationMatrix Partial(IReadOnlyList<RegressionColumn> columns) => Of(columns, partial: true);

    private static CorrelationMatrix Of(IReadOnlyList<RegressionColumn> columns, bool partial)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count < 2 || columns.Any(c => c.Count != columns[0].Count))
        {
            throw new ArgumentException("Correlations need two columns or more, of one length.", nameof(columns));
        }

        int n = columns[0].Count;
        int k = columns.Count;
        string[] names = [.. columns.Select(static c => c.Name)];
        int degrees = n - (partial ? k : 2);
        foreach (RegressionColumn column in columns)
        {
            foreach (double value in column.Values)
            {
                if (!double.IsFinite(value))
                {
                    return Without(RegressionStatus.InvalidInput, $"{column.Name} holds a number that is not finite");
                }
            }
        }

        if (degrees < 1)
        {
            return Without(RegressionStatus.NotEnoughData, FormattableString.Invariant($"{n} observations of {k} columns leave no degrees of freedom"));
        }

        // The constant first: what is left of the columns are deviations from their means.
        Factorization factors = Factorization.Of(["constant", .. names], (i, j) => j == 0 ? 1 : columns[j - 1][i], n, k + 1, LeastSquaresOptions.Default.RankTolerance);
        LinearDependency? fatal = factors.Dependencies.FirstOrDefault(d => partial || d.Terms.All(static t => t.Column == "constant"));
        if (fatal is not null)
        {
            return Without(RegressionStatus.RankDeficient, fatal.ToString());
        }

        return new CorrelationMatrix(RegressionStatus.Fitted, null, names, partial ? FromPrecision(factors, k) : FromColumns(columns), degrees, partial);

        CorrelationMatrix Without(RegressionStatus status, string reason) => new(status, reason, names, new double[0, 0], Math.Max(0, degrees), partial);
    }

    /// <summary>Of the inverse of X'X, the block without the constant is the precision matrix of the columns.</summary>
    private static double[,] FromPrecision(Factorization factors, int k)
    {
        DoubleDouble[][] inverse = factors.InverseRows();
        return Normalised(k, (i, j) => inverse[i + 1].Zip(inverse[j + 1], static (a, b) => a * b).Aggregate(DoubleDouble.Zero, static (sum, x) => sum + x), -1);
    }

    private static double[,] FromColumns(IReadOnlyList<RegressionColumn> columns)
    {
        int n = columns[0].Count;
        DoubleDouble[][] deviations = [.. columns.Select(column =>
        {
            DoubleDouble mean = DoubleDouble.Zero;
            for (int i = 0; i < n; i++)
            {
                mean += column[i];
            }

            mean /= (DoubleDouble)n;
            return Enumerable.Range(0, n).Select(i => column[i] - mean).ToArray();
        })];
        return Normalised(columns.Count, (i, j) => deviations[i].Zip(deviations[j], static (a, b) => a * b).Aggregate(DoubleDouble.Zero, static (sum, x) => sum + x), 1);
    }

    private static double[,] Normalised(int k, Func<int, int, DoubleDouble> product, int sign)
    {
        DoubleDouble[] roots = [.. Enumerable.Range(0, k).Select(i => DoubleDouble.Sqrt(product(i, i)))];
        double[,] result = new double[k, k];
        for (int i = 0; i < k; i++)
        {
            result[i, i] = 1;
            for (int j = 0; j < i; j++)
            {
                double r = sign * (double)(product(i, j) / (roots[i] * roots[j]));
                result[i, j] = result[j, i] = Math.Clamp(r, -1, 1);
            }
        }

        return result;
    }
}
