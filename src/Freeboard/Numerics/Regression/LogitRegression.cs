namespace Freeboard.Numerics.Regression;

/// <summary>Logit regression of responses in [0, 1] on several columns: E[y] = 1 / (1 + exp(-(a + b x))).</summary>
/// <remarks>
/// <para>Source: P. McCullagh, J. A. Nelder, Generalized Linear Models (1989); fractions by quasi-likelihood: L. E. Papke, J. M. Wooldridge, Journal of Applied Econometrics 11 (1996).</para>
/// <para>Method: Newton steps on standardised columns, halved while they lower the likelihood. Shape: rows x columns; an intercept is always there.</para>
/// <para>Errors: tables that are none throw; what the data cannot say is a status. Accuracy: coefficients and errors 1e-9 relative against an independent program, in a trial; see docs/collections.md.</para>
/// </remarks>
/// <param name="Status">How it ended.</param>
/// <param name="Terms">Intercept, then a coefficient a column; empty without a maximum.</param>
/// <param name="LogLikelihood">At the maximum; null without one.</param>
/// <param name="Observations">Rows.</param>
public sealed record LogitRegression(LogitStatus Status, IReadOnlyList<LogitTerm> Terms, double? LogLikelihood, int Observations)
{
    private const int MostIterations = 100;
    private const double Farthest = 35;

    /// <summary>Fits.</summary>
    /// <param name="names">Names of the columns, at least one.</param>
    /// <param name="rows">A value a column in each row; finite.</param>
    /// <param name="responses">One a row, in [0, 1].</param>
    /// <exception cref="ArgumentException">Sizes differ, or a figure is out of range.</exception>
    public static LogitRegression Fit(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<double>> rows, IReadOnlyList<double> responses)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(responses);
        if (names.Count == 0 || rows.Count != responses.Count || rows.Any(row => row.Count != names.Count || row.Any(value => !double.IsFinite(value))) || responses.Any(y => !(y is >= 0 and <= 1)))
        {
            throw new ArgumentException("There must be a finite value a column in every row, and a response in [0, 1].", nameof(rows));
        }

        int n = rows.Count;
        int k = names.Count + 1;
        if (n <= k || responses.All(y => y == responses[0]))
        {
            return new LogitRegression(n <= k ? LogitStatus.NotEnoughData : LogitStatus.NoVariation, [], null, n);
        }

        double[] mean = [.. Enumerable.Range(0, names.Count).Select(c => rows.Sum(row => row[c]) / n)];
        double[] scale = [.. Enumerable.Range(0, names.Count).Select(c => Math.Sqrt(rows.Sum(row => (row[c] - mean[c]) * (row[c] - mean[c])) / n))];
        if (Enumerable.Range(0, names.Count).Any(c => scale[c] <= 1e-12 * Math.Max(1, Math.Abs(mean[c]))))
        {
            return new LogitRegression(LogitStatus.Collinear, [], null, n);
        }

        double[][] x = [.. rows.Select(row => (double[])[1, .. Enumerable.Range(0, names.Count).Select(c => (row[c] - mean[c]) / scale[c])])];
        double average = responses.Sum() / n;
        double[] beta = new double[k];
        beta[0] = Math.Log(average / (1 - average));
        double value = Likelihood(x, responses, beta);
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            (double[] gradient, double[,] information) = Derivatives(x, responses, beta, squared: false);
            if (SquareMatrix.Inverse(information) is not { } inverse || Condition(information, inverse) > 1e13)
            {
                return new LogitRegression(Extreme(x, beta) ? LogitStatus.Separated : LogitStatus.Collinear, [], null, n);
            }

            double[] step = Times(inverse, gradient);
            if (step.Zip(beta, static (s, b) => Math.Abs(s) <= 1e-11 * (1 + Math.Abs(b))).All(static small => small))
            {
                Add(beta, step, 1);
                return Extreme(x, beta) && value > -1e-6
                    ? new LogitRegression(LogitStatus.Separated, [], null, n)
                    : new LogitRegression(LogitStatus.Converged, TermsOf(names, x, responses, beta, mean, scale), Likelihood(x, responses, beta), n);
            }

            double length = 1;
            double[] next = Moved(beta, step, length);
            while (length > 1e-6 && !(Likelihood(x, responses, next) >= value - (1e-12 * Math.Abs(value))))
            {
                length /= 2;
                next = Moved(beta, step, length);
            }

            beta = next;
            value = Likelihood(x, responses, beta);
            if (value > -1e-7 * n && Extreme(x, beta))
            {
                return new LogitRegression(LogitStatus.Separated, [], null, n);
            }
        }

        return new LogitRegression(Extreme(x, beta) ? LogitStatus.Separated : LogitStatus.IterationLimit, [], null, n);
    }

    /// <summary>The expected response of a row.</summary>
    /// <param name="row">A value a column.</param>
    /// <exception cref="InvalidOperationException">There is no maximum.</exception>
    /// <exception cref="ArgumentException">There are more or fewer values than columns.</exception>
    public double Predict(IReadOnlyList<double> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (Status != LogitStatus.Converged)
        {
            throw new InvalidOperationException($"The regression has no coefficients: {Status}.");
        }

        if (row.Count != Terms.Count - 1)
        {
            throw new ArgumentException($"There must be {Terms.Count - 1} values.", nameof(row));
        }

        double eta = Terms[0].Coefficient;
        for (int c = 0; c < row.Count; c++)
        {
            eta += Terms[c + 1].Coefficient * row[c];
        }

        return 1 / (1 + Math.Exp(-eta));
    }

    private static LogitTerm[] TermsOf(IReadOnlyList<string> names, double[][] x, IReadOnlyList<double> responses, double[] beta, double[] mean, double[] scale)
    {
        int k = beta.Length;
        double[,] inverse = SquareMatrix.Inverse(Derivatives(x, responses, beta, squared: false).Information)!;
        double[,] sandwich = SquareMatrix.Product(SquareMatrix.Product(inverse, Derivatives(x, responses, beta, squared: true).Information), inverse);

        // Back from standardised columns: coefficients are a linear map of those found.
        double[,] map = SquareMatrix.Identity(k);
        for (int c = 1; c < k; c++)
        {
            map[c, c] = 1 / scale[c - 1];
            map[0, c] = -mean[c - 1] / scale[c - 1];
        }

        double[] back = Times(map, beta);
        return [.. Enumerable.Range(0, k).Select(c => new LogitTerm(c == 0 ? "const" : names[c - 1], back[c], Math.Sqrt(Variance(map, inverse, c)), Math.Sqrt(Variance(map, sandwich, c))))];
    }

    private static double Variance(double[,] map, double[,] covariance, int row)
    {
        int k = map.GetLength(0);
        double sum = 0;
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < k; j++)
            {
                sum += map[row, i] * covariance[i, j] * map[row, j];
            }
        }

        return sum;
    }

    /// <summary>Gradient and information; with squared residuals in place of variances the middle of the sandwich.</summary>
    private static (double[] Gradient, double[,] Information) Derivatives(double[][] x, IReadOnlyList<double> responses, double[] beta, bool squared)
    {
        int k = beta.Length;
        double[] gradient = new double[k];
        double[,] information = new double[k, k];
        for (int r = 0; r < x.Length; r++)
        {
            double p = 1 / (1 + Math.Exp(-Dot(x[r], beta)));
            double residual = responses[r] - p;
            double weight = squared ? residual * residual : p * (1 - p);
            for (int i = 0; i < k; i++)
            {
                gradient[i] += residual * x[r][i];
                for (int j = 0; j < k; j++)
                {
                    information[i, j] += weight * x[r][i] * x[r][j];
                }
            }
        }

        return (gradient, information);
    }

    private static double Likelihood(double[][] x, IReadOnlyList<double> responses, double[] beta)
    {
        double sum = 0;
        for (int r = 0; r < x.Length; r++)
        {
            // y ln p + (1 - y) ln(1 - p) = y eta - ln(1 + e^eta), without overflow.
            double eta = Dot(x[r], beta);
            sum += (responses[r] * eta) - Math.Max(0, eta) - StandardNormal.LogOnePlus(Math.Exp(-Math.Abs(eta)));
        }

        return sum;
    }

    private static bool Extreme(double[][] x, double[] beta) => x.Any(row => Math.Abs(Dot(row, beta)) > 0.5 * Farthest);

    private static double Condition(double[,] matrix, double[,] inverse) => SquareMatrix.Norm(matrix) * SquareMatrix.Norm(inverse);

    private static double Dot(double[] left, double[] right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    private static double[] Times(double[,] matrix, double[] vector)
    {
        double[] product = new double[vector.Length];
        for (int i = 0; i < vector.Length; i++)
        {
            for (int j = 0; j < vector.Length; j++)
            {
                product[i] += matrix[i, j] * vector[j];
            }
        }

        return product;
    }

    private static double[] Moved(double[] beta, double[] step, double length)
    {
        double[] moved = [.. beta];
        Add(moved, step, length);
        return moved;
    }

    private static void Add(double[] beta, double[] step, double length)
    {
        for (int i = 0; i < beta.Length; i++)
        {
            beta[i] += length * step[i];
        }
    }
}
