using Freeboard.Numerics;

namespace Freeboard.Scoring;

/// <summary>One coefficient of a logistic regression.</summary>
/// <param name="Name">Its variable; "const" for the intercept.</param>
/// <param name="Value">The coefficient.</param>
/// <param name="StandardError">By the inverse of the information.</param>
public sealed record LogisticCoefficient(string Name, double Value, double StandardError)
{
    /// <summary>Value over standard error.</summary>
    public double Z => Value / StandardError;

    /// <summary>Two-sided p value of Wald's test that it is 0.</summary>
    public double Probability => 2 * StandardNormal.Cumulative(-Math.Abs(Z));
}

/// <summary>A logistic regression, or why there is none.</summary>
public sealed record LogisticFit
{
    /// <summary>Whether there are coefficients.</summary>
    public required ScoringStatus Status { get; init; }

    /// <summary>The variable at fault, for <see cref="ScoringStatus.Collinear"/>; null otherwise.</summary>
    public string? Culprit { get; init; }

    /// <summary>The intercept, then a coefficient for each variable; empty without a fit.</summary>
    public IReadOnlyList<LogisticCoefficient> Coefficients { get; init; } = [];

    /// <summary>Log-likelihood, natural logarithm, weighted.</summary>
    public double? LogLikelihood { get; init; }

    /// <summary>That of the intercept alone.</summary>
    public double? NullLogLikelihood { get; init; }

    /// <summary>Rows, weighted.</summary>
    public double Observations { get; init; }

    /// <summary>Newton steps.</summary>
    public int Iterations { get; init; }

    /// <summary>-2 log-likelihood + 2 coefficients.</summary>
    public double? Aic => LogLikelihood is { } l ? (-2 * l) + (2 * Coefficients.Count) : null;

    /// <summary>-2 log-likelihood + coefficients ln(observations).</summary>
    public double? Bic => LogLikelihood is { } l ? (-2 * l) + (Coefficients.Count * Math.Log(Observations)) : null;

    /// <summary>McFadden's 1 - log-likelihood / that of the intercept alone.</summary>
    public double? McFadden => LogLikelihood is { } l && NullLogLikelihood is { } n ? 1 - (l / n) : null;
}

/// <summary>Logistic regression by maximum likelihood: logit P(bad) = a + b'x.</summary>
/// <remarks>
/// <para>Source: McCullagh and Nelder, Generalized Linear Models (1989), sec. 4.4. Method: Newton steps on centred and scaled columns with Cholesky, halved while the likelihood falls, until a step no longer moves the coefficients at 1e-13.</para>
/// <para><see cref="Freeboard.Numerics.Regression.LogitRegression"/> is the same for fractions, with robust errors and without weights; this one takes columns as they are, weights, and names the column at fault.</para>
/// <para>Weights count as so many rows: standard errors shrink with them. Where weights only correct a sampling rate, scale them to a mean of 1.</para>
/// <para>Errors: separation, constant and dependent columns have a status, the last with the name of the column. Accuracy: coefficients, errors and log-likelihood of two reference fits to 1e-9, see docs/scoring.md.</para>
/// </remarks>
public static class LogisticRegression
{
    private const int MostIterations = 100;

    /// <summary>Fits coefficients.</summary>
    /// <param name="names">Names of the columns.</param>
    /// <param name="columns">The columns, finite.</param>
    /// <param name="isBad">The outcome of each row.</param>
    /// <param name="weights">Weight of each row; empty for 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a weight is not positive.</exception>
    public static LogisticFit Fit(IReadOnlyList<string> names, IReadOnlyList<double[]> columns, ReadOnlySpan<bool> isBad, ReadOnlySpan<double> weights = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(columns);
        int n = isBad.Length;
        ScoringRows.Check(n, isBad, weights);
        if (names.Count != columns.Count || columns.Any(c => c.Length != n))
        {
            throw new ArgumentException("Each column needs a name and a value for each row.", nameof(columns));
        }

        double[] w = weights.IsEmpty ? [.. Enumerable.Repeat(1.0, n)] : weights.ToArray();
        bool[] y = isBad.ToArray();
        double bad = y.Select((b, i) => b ? w[i] : 0).Sum();
        double all = w.Sum();
        if (bad == 0 || bad == all)
        {
            return new LogisticFit { Status = bad == 0 ? ScoringStatus.NoBad : ScoringStatus.NoGood, Observations = all };
        }

        int k = columns.Count + 1;
        double[] mean = new double[k];
        double[] scale = new double[k];
        double[][] x = new double[k][];
        x[0] = [.. Enumerable.Repeat(1.0, n)];
        scale[0] = 1;
        for (int j = 1; j < k; j++)
        {
            double[] column = columns[j - 1];
            mean[j] = column.Select((v, i) => w[i] * v).Sum() / all;
            scale[j] = Math.Sqrt(column.Select((v, i) => w[i] * (v - mean[j]) * (v - mean[j])).Sum() / all);
            if (!(scale[j] > 1e-12 * Math.Max(1, Math.Abs(mean[j]))))
            {
                return new LogisticFit { Status = ScoringStatus.Collinear, Culprit = names[j - 1], Observations = all };
            }

            x[j] = [.. column.Select(v => (v - mean[j]) / scale[j])];
        }

        double[] b = new double[k];
        b[0] = Math.Log(bad / (all - bad));
        double value = LogLikelihood(x, y, w, b);
        double atNull = value;
        for (int iteration = 1; iteration <= MostIterations; iteration++)
        {
            (double[] gradient, double[,] information) = Derivatives(x, y, w, b);
            if (Cholesky(information) is { } bad0)
            {
                return new LogisticFit { Status = value > -1e-6 * all ? ScoringStatus.Separated : ScoringStatus.Collinear, Culprit = bad0 > 0 && value <= -1e-6 * all ? names[bad0 - 1] : null, Observations = all, Iterations = iteration };
            }

            double[] step = Solve(information, gradient);
            if (Enumerable.Range(0, k).All(j => Math.Abs(step[j]) <= 1e-13 * (1 + Math.Abs(b[j]))) || iteration == MostIterations)
            {
                bool arrived = iteration < MostIterations;
                double[] last = [.. b.Zip(step, static (u, v) => u + v)];
                return arrived
                    ? Result(names, last, information, mean, scale, LogLikelihood(x, y, w, last), atNull, all, iteration)
                    : new LogisticFit { Status = ScoringStatus.IterationLimit, Observations = all, Iterations = iteration };
            }

            double share = 1;
            double[] next = [.. b.Zip(step, static (u, v) => u + v)];
            double found = LogLikelihood(x, y, w, next);
            while (found < value - (1e-12 * Math.Abs(value)) && share > 1e-6)
            {
                share /= 2;
                next = [.. b.Zip(step, (u, v) => u + (share * v))];
                found = LogLikelihood(x, y, w, next);
            }

            // Standardised coefficients of 50 with every row told apart: the likelihood has no maximum to walk to.
            if (next.Skip(1).Any(static v => Math.Abs(v) > 50) || found > -1e-9 * all)
            {
                return new LogisticFit { Status = ScoringStatus.Separated, Observations = all, Iterations = iteration };
            }

            (b, value) = (next, found);
        }

        return new LogisticFit { Status = ScoringStatus.IterationLimit, Observations = all };
    }

    private static LogisticFit Result(IReadOnlyList<string> names, double[] b, double[,] factor, double[] mean, double[] scale, double value, double atNull, double all, int iterations)
    {
        int k = b.Length;
        List<LogisticCoefficient> found = [];

        // Back to the columns' own units: the intercept is a combination of all coefficients.
        double[] combination = new double[k];
        combination[0] = 1;
        double intercept = b[0];
        for (int j = 1; j < k; j++)
        {
            combination[j] = -mean[j] / scale[j];
            intercept += combination[j] * b[j];
        }

        found.Add(new LogisticCoefficient("const", intercept, Math.Sqrt(Dot(combination, Solve(factor, combination)))));
        for (int j = 1; j < k; j++)
        {
            double[] unit = new double[k];
            unit[j] = 1;
            found.Add(new LogisticCoefficient(names[j - 1], b[j] / scale[j], Math.Sqrt(Solve(factor, unit)[j]) / scale[j]));
        }

        return new LogisticFit { Status = ScoringStatus.Fitted, Coefficients = found, LogLikelihood = value, NullLogLikelihood = atNull, Observations = all, Iterations = iterations };
    }

    private static double LogLikelihood(double[][] x, bool[] y, double[] w, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double t = Line(x, b, i);
            t = y[i] ? t : -t;
            sum += w[i] * (t >= 0 ? -StandardNormal.LogOnePlus(Math.Exp(-t)) : t - StandardNormal.LogOnePlus(Math.Exp(t)));
        }

        return sum;
    }

    private static (double[] Gradient, double[,] Information) Derivatives(double[][] x, bool[] y, double[] w, double[] b)
    {
        int k = b.Length;
        double[] gradient = new double[k];
        double[,] information = new double[k, k];
        for (int i = 0; i < y.Length; i++)
        {
            double t = Line(x, b, i);
            double p = ScoringRows.Logistic(t);
            double q = ScoringRows.Logistic(-t);
            double residual = w[i] * (y[i] ? q : -p);
            for (int j = 0; j < k; j++)
            {
                double value = x[j][i];
                gradient[j] += residual * value;
                double part = w[i] * p * q * value;
                for (int l = 0; l <= j; l++)
                {
                    information[j, l] += part * x[l][i];
                }
            }
        }

        return (gradient, information);
    }

    private static double Line(double[][] x, double[] b, int row)
    {
        double t = b[0];
        for (int j = 1; j < b.Length; j++)
        {
            t += b[j] * x[j][row];
        }

        return t;
    }

    /// <summary>Factors in place; the first row that depends on those before it, or null.</summary>
    private static int? Cholesky(double[,] a)
    {
        int k = a.GetLength(0);
        for (int j = 0; j < k; j++)
        {
            double before = a[j, j];
            for (int l = 0; l < j; l++)
            {
                a[j, j] -= a[j, l] * a[j, l];
            }

            if (!(a[j, j] > 1e-11 * before))
            {
                return j;
            }

            a[j, j] = Math.Sqrt(a[j, j]);
            for (int i = j + 1; i < k; i++)
            {
                for (int l = 0; l < j; l++)
                {
                    a[i, j] -= a[i, l] * a[j, l];
                }

                a[i, j] /= a[j, j];
            }
        }

        return null;
    }

    private static double[] Solve(double[,] factor, double[] right)
    {
        int k = right.Length;
        double[] v = [.. right];
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < i; j++)
            {
                v[i] -= factor[i, j] * v[j];
            }

            v[i] /= factor[i, i];
        }

        for (int i = k - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < k; j++)
            {
                v[i] -= factor[j, i] * v[j];
            }

            v[i] /= factor[i, i];
        }

        return v;
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, static (u, v) => u * v).Sum();
}
