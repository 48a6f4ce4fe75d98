using Freeboard.Numerics;

namespace Freeboard.Bayes;

/// <summary>How usual a firm is among its peers: the predictive density of a normal population with unknown mean and covariance.</summary>
/// <remarks>
/// <para>Prior: covariance inverse Wishart (degrees nu0, scale S0), mean normal about m0 with covariance/kappa0. After n rows the next one is multivariate t
/// with nu_n - p + 1 degrees of freedom about m_n, scale S_n (kappa_n + 1) / (kappa_n (nu_n - p + 1)). Source: Gelman et al., Bayesian Data Analysis, section 3.6.</para>
/// <para>Shape: rows x p columns, row by row. Units: those of the columns; standardise them, or let the prior carry their scale.</para>
/// <para>The p-value of a row is the tail of F(p, df) at its squared distance / p. An anomaly is unusual, not guilty: read <see cref="PrecisionAt"/> beside it.</para>
/// </remarks>
public sealed class NormalInverseWishart
{
    private readonly int columns;
    private readonly double strength;
    private readonly double degrees;
    private readonly double[] mean;
    private readonly double[] scale;
    private readonly double[] factor;
    private readonly double logDeterminant;

    private NormalInverseWishart(int columns, double strength, double degrees, double[] mean, double[] scale)
    {
        (this.columns, this.strength, this.degrees, this.mean, this.scale) = (columns, strength, degrees, mean, scale);
        factor = Factor(scale, columns) ?? throw new ArgumentException("The scale matrix must be positive definite.", nameof(scale));
        logDeterminant = 0;
        for (int i = 0; i < columns; i++)
        {
            logDeterminant += 2 * Math.Log(factor[(i * columns) + i]);
        }
    }

    /// <summary>Degrees of freedom of the predictive t: nu - p + 1.</summary>
    public double PredictiveDegrees => degrees - columns + 1;

    /// <summary>A weak prior for standardised columns: m0 = 0, kappa0 = 1, nu0 = p + 2, S0 the identity.</summary>
    /// <param name="columns">p, at least 1.</param>
    public static NormalInverseWishart Weak(int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        double[] identity = new double[columns * columns];
        for (int i = 0; i < columns; i++)
        {
            identity[(i * columns) + i] = 1;
        }

        return new NormalInverseWishart(columns, 1, columns + 2, new double[columns], identity);
    }

    /// <summary>A given prior.</summary>
    /// <param name="mean">m0, p numbers.</param>
    /// <param name="strength">kappa0, rows the mean is worth; finite and positive.</param>
    /// <param name="degrees">nu0; finite and above p - 1.</param>
    /// <param name="scale">S0, p x p, symmetric and positive definite.</param>
    /// <exception cref="ArgumentException">A shape or a matrix is wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static NormalInverseWishart Prior(ReadOnlySpan<double> mean, double strength, double degrees, ReadOnlySpan<double> scale)
    {
        int p = mean.Length;
        if (p == 0 || scale.Length != p * p)
        {
            throw new ArgumentException("The scale must have as many rows and columns as the mean has numbers.", nameof(scale));
        }

        if (!(strength > 0) || !double.IsFinite(strength))
        {
            throw new ArgumentOutOfRangeException(nameof(strength), strength, "Must be finite and positive.");
        }

        if (!(degrees > p - 1) || !double.IsFinite(degrees))
        {
            throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "Must be finite and above the number of columns less one.");
        }

        return new NormalInverseWishart(p, strength, degrees, mean.ToArray(), scale.ToArray());
    }

    /// <summary>The belief after rows were seen.</summary>
    /// <param name="rows">n x p finite numbers, row by row.</param>
    /// <exception cref="ArgumentException">The numbers do not fill rows, or one is not finite.</exception>
    public NormalInverseWishart After(ReadOnlySpan<double> rows)
    {
        CheckRows(rows);
        int n = rows.Length / columns;
        if (n == 0)
        {
            return this;
        }

        double[] average = new double[columns];
        for (int i = 0; i < rows.Length; i++)
        {
            average[i % columns] += rows[i] / n;
        }

        double[] scatter = new double[columns * columns];
        for (int i = 0; i < columns; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double sum = 0;
                for (int row = 0; row < rows.Length; row += columns)
                {
                    sum += (rows[row + i] - average[i]) * (rows[row + j] - average[j]);
                }

                scatter[(i * columns) + j] = sum;
            }
        }

        return After(new RowScatter(n, average, scatter));
    }

    /// <summary>For each row the belief after all the others: a row judged by what it helped to form would hide itself.</summary>
    /// <remarks>Rows before and after are summed apart and merged, so that nothing is taken away again and nothing cancels, however far off a row lies. Cost n p^3, memory n p^2.</remarks>
    /// <param name="rows">n x p finite numbers, row by row.</param>
    /// <exception cref="ArgumentException">The numbers do not fill rows, or one is not finite.</exception>
    public IReadOnlyList<NormalInverseWishart> AfterOthers(ReadOnlySpan<double> rows)
    {
        CheckRows(rows);
        int n = rows.Length / columns;
        RowScatter[] following = new RowScatter[n];
        RowScatter scatter = RowScatter.None(columns);
        for (int i = n - 1; i >= 0; i--)
        {
            following[i] = scatter;
            scatter = scatter.With(RowScatter.One(rows.Slice(i * columns, columns)));
        }

        NormalInverseWishart[] beliefs = new NormalInverseWishart[n];
        RowScatter preceding = RowScatter.None(columns);
        for (int i = 0; i < n; i++)
        {
            beliefs[i] = After(preceding.With(following[i]));
            preceding = preceding.With(RowScatter.One(rows.Slice(i * columns, columns)));
        }

        return beliefs;
    }

    /// <summary>Log-density of a further row.</summary>
    /// <param name="row">p numbers.</param>
    public double LogDensity(ReadOnlySpan<double> row)
    {
        double df = PredictiveDegrees;
        double spread = (strength + 1) / (strength * df);
        double distance = SquaredDistance(row);
        return GammaFunctions.LogGamma(0.5 * (df + columns)) - GammaFunctions.LogGamma(0.5 * df) - (0.5 * columns * Math.Log(df * Math.PI))
            - (0.5 * (logDeterminant + (columns * Math.Log(spread)))) - (0.5 * (df + columns) * StandardNormal.LogOnePlus(distance / df));
    }

    /// <summary>How likely a row at least as far from the centre is: the tail of F(p, df).</summary>
    /// <param name="row">p numbers.</param>
    public double PValue(ReadOnlySpan<double> row) => TailProbability.F(SquaredDistance(row) / columns, columns, PredictiveDegrees);

    /// <summary>Log-density of the rows that lie between a prior and this belief.</summary>
    /// <param name="prior">The belief before them.</param>
    /// <exception cref="ArgumentException">The prior has other columns, or saw more than this belief.</exception>
    public double LogMarginalLikelihood(NormalInverseWishart prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        double n = degrees - prior.degrees;
        if (prior.columns != columns || n < 0)
        {
            throw new ArgumentException("The prior must be one that this belief grew from.", nameof(prior));
        }

        double gammas = 0;
        for (int j = 0; j < columns; j++)
        {
            gammas += GammaFunctions.LogGamma(0.5 * (degrees - j)) - GammaFunctions.LogGamma(0.5 * (prior.degrees - j));
        }

        return (-0.5 * n * columns * Math.Log(Math.PI)) + gammas + (0.5 * prior.degrees * prior.logDeterminant) - (0.5 * degrees * logDeterminant)
            + (0.5 * columns * Math.Log(prior.strength / strength));
    }

    /// <summary>Which share of alarms are right when so many are guilty: pi TPR / (pi TPR + (1 - pi) FPR).</summary>
    /// <param name="baseRate">Share of the guilty pi, in (0, 1).</param>
    /// <param name="truePositiveRate">Share of the guilty that raise the alarm, in [0, 1].</param>
    /// <param name="falsePositiveRate">Share of the others that do, in [0, 1]; not both zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double PrecisionAt(double baseRate, double truePositiveRate, double falsePositiveRate)
    {
        LowDefaultPortfolio.CheckLevel(baseRate);
        if (!(truePositiveRate is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(truePositiveRate), truePositiveRate, "A rate must lie in [0, 1].");
        }

        if (!(falsePositiveRate is >= 0 and <= 1) || truePositiveRate + falsePositiveRate == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(falsePositiveRate), falsePositiveRate, "A rate must lie in [0, 1], and one of the two must be above 0.");
        }

        double right = baseRate * truePositiveRate;
        return right / (right + ((1 - baseRate) * falsePositiveRate));
    }

    private NormalInverseWishart After(RowScatter seen)
    {
        if (seen.Rows == 0)
        {
            return this;
        }

        double[] newScale = [.. scale];
        double shrink = strength * seen.Rows / (strength + seen.Rows);
        for (int i = 0; i < columns; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                newScale[(i * columns) + j] += seen.Scatter[(i * columns) + j] + (shrink * (seen.Mean[i] - mean[i]) * (seen.Mean[j] - mean[j]));
            }
        }

        double[] newMean = [.. mean.Select((m, i) => ((strength * m) + (seen.Rows * seen.Mean[i])) / (strength + seen.Rows))];
        return new NormalInverseWishart(columns, strength + seen.Rows, degrees + seen.Rows, newMean, newScale);
    }

    private void CheckRows(ReadOnlySpan<double> rows)
    {
        if (rows.Length % columns != 0)
        {
            throw new ArgumentException($"There must be a whole number of rows of {columns} numbers.", nameof(rows));
        }

        foreach (double value in rows)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException("Every number must be finite.", nameof(rows));
            }
        }
    }

    /// <summary>Squared distance of a row in units of the predictive scale.</summary>
    private double SquaredDistance(ReadOnlySpan<double> row)
    {
        if (row.Length != columns)
        {
            throw new ArgumentException($"A row has {columns} numbers.", nameof(row));
        }

        Span<double> solved = columns <= 64 ? stackalloc double[columns] : new double[columns];
        double sum = 0;
        for (int i = 0; i < columns; i++)
        {
            double value = row[i] - mean[i];
            for (int j = 0; j < i; j++)
            {
                value -= factor[(i * columns) + j] * solved[j];
            }

            solved[i] = value / factor[(i * columns) + i];
            sum += solved[i] * solved[i];
        }

        return sum * strength * PredictiveDegrees / (strength + 1);
    }

    /// <summary>Cholesky's lower factor; null where the matrix is not positive definite.</summary>
    private static double[]? Factor(double[] matrix, int size)
    {
        double[] lower = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[(i * size) + j];
                for (int k = 0; k < j; k++)
                {
                    sum -= lower[(i * size) + k] * lower[(j * size) + k];
                }

                if (i == j && !(sum > 0))
                {
                    return null;
                }

                lower[(i * size) + j] = i == j ? Math.Sqrt(sum) : sum / lower[(j * size) + j];
            }
        }

        return lower;
    }
}
