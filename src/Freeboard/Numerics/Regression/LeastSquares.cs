using System.Globalization;

namespace Freeboard.Numerics.Regression;

/// <summary>Ordinary least squares: b minimises the sum of squared residuals of y = X b + e.</summary>
/// <remarks>
/// <para>Source: any textbook of econometrics; certified test problems of the NIST Statistical Reference Datasets.</para>
/// <para>Method: Householder QR of the columns in double-double arithmetic (31 digits), residuals and sums of squares likewise, so that the answer is that of the
/// given doubles to about 16 digits up to a condition of 1e13; beyond, the columns are refused as dependent and named.</para>
/// <para>Shape: n observations, k columns; with the intercept p = k + 1 coefficients. Time about 40 n p^2 double operations.</para>
/// <para>Errors: <see cref="RegressionStatus"/>; columns of different lengths or with one name are the caller's bug and throw.</para>
/// <para>Accuracy, measured: docs/regression.md.</para>
/// </remarks>
public static class LeastSquares
{
    /// <summary>Half an ulp of one, the relative rounding of a number read into a double.</summary>
    private const double Rounding = 1.0 / (1L << 53);

    /// <summary>Fits a response on columns.</summary>
    /// <param name="response">y, n numbers.</param>
    /// <param name="predictors">k columns of n numbers; may be empty when there is an intercept.</param>
    /// <param name="options">Settings; <see cref="LeastSquaresOptions.Default"/> when null.</param>
    /// <exception cref="ArgumentException">Columns differ in length, share a name, or there is nothing to fit.</exception>
    public static LeastSquaresFit Fit(RegressionColumn response, IReadOnlyList<RegressionColumn> predictors, LeastSquaresOptions? options = null)
    {
        options ??= LeastSquaresOptions.Default;
        Check(response, predictors, options);
        string[] names = [.. options.Intercept ? (string[])[options.InterceptName] : [], .. predictors.Select(static c => c.Name)];
        int n = response.Count;
        int p = names.Length;
        foreach (RegressionColumn column in predictors.Prepend(response))
        {
            int bad = IndexOfNotFinite(column.Values);
            if (bad >= 0)
            {
                return Refused(RegressionStatus.InvalidInput, string.Create(CultureInfo.InvariantCulture, $"{column.Name} is {column.Values[bad]} in row {bad + 1}"));
            }
        }

        if (n <= p)
        {
            return Refused(RegressionStatus.NotEnoughData, string.Create(CultureInfo.InvariantCulture, $"{n} observations for {p} coefficients leave no residual degrees of freedom"));
        }

        int offset = options.Intercept ? 1 : 0;
        Factorization factors = Factorization.Of(names, (i, j) => j < offset ? 1 : predictors[j - offset][i], n, p, options.RankTolerance);
        if (factors.Dependencies.Count > 0)
        {
            return Refused(RegressionStatus.RankDeficient, string.Join("; ", factors.Dependencies)) with { Dependencies = factors.Dependencies };
        }

        return Solve(response, predictors, options, names, factors);

        LeastSquaresFit Refused(RegressionStatus status, string reason) => new() { Status = status, Reason = reason, Response = response.Name, Observations = n, Options = options };
    }

    private static LeastSquaresFit Solve(RegressionColumn response, IReadOnlyList<RegressionColumn> predictors, LeastSquaresOptions options, string[] names, Factorization factors)
    {
        int n = response.Count;
        int p = names.Length;
        int offset = options.Intercept ? 1 : 0;
        DoubleDouble[] y = new DoubleDouble[n];
        for (int i = 0; i < n; i++)
        {
            y[i] = response[i];
        }

        DoubleDouble[] turned = [.. y];
        factors.ApplyTransposed(turned);
        DoubleDouble[] b = factors.Solve(turned.AsSpan(0, p));

        double[] residuals = new double[n];
        double[] fitted = new double[n];
        DoubleDouble residualSum = DoubleDouble.Zero;
        double roundingSum = 0;
        for (int i = 0; i < n; i++)
        {
            DoubleDouble value = options.Intercept ? b[0] : DoubleDouble.Zero;
            double size = Math.Abs((double)y[i]) + Math.Abs((double)value);
            for (int j = 0; j < predictors.Count; j++)
            {
                DoubleDouble part = b[j + offset] * predictors[j][i];
                value += part;
                size += Math.Abs((double)part);
            }

            DoubleDouble residual = y[i] - value;
            residuals[i] = (double)residual;
            fitted[i] = (double)value;
            residualSum += residual * residual;
            roundingSum += 4 * Rounding * Rounding * size * size;
        }

        // Residuals no larger than the rounding of y and of the products are no sample of an error.
        bool exact = (double)residualSum <= roundingSum;
        double total = (double)CentredSum(response, options.Intercept);
        DoubleDouble[][] inverse = factors.InverseRows();
        return new LeastSquaresFit
        {
            Status = exact ? RegressionStatus.ExactFit : RegressionStatus.Fitted,
            Response = response.Name,
            Observations = n,
            Options = options,
            ResidualSumOfSquares = exact ? 0 : (double)residualSum,
            TotalSumOfSquares = total,
            Numbers = new FittedNumbers
            {
                Names = names,
                Coefficients = Array.ConvertAll(b, static x => (double)x),
                InverseRoot = Array.ConvertAll(inverse, static row => Array.ConvertAll(row, static x => (double)x)),
                UnscaledVariances = Array.ConvertAll(inverse, static row => (double)row.Aggregate(DoubleDouble.Zero, static (sum, x) => sum + (x * x))),
                ColumnSums = [.. predictors.Select(c => (double)CentredSum(c, options.Intercept))],
                Orthonormal = factors.OrthonormalRows(),
                Residuals = residuals,
                Fitted = fitted,
            },
        };
    }

    /// <summary>Sum of squares about the mean, or about zero without an intercept.</summary>
    private static DoubleDouble CentredSum(RegressionColumn column, bool centred)
    {
        DoubleDouble mean = DoubleDouble.Zero;
        if (centred)
        {
            for (int i = 0; i < column.Count; i++)
            {
                mean += column[i];
            }

            mean /= (DoubleDouble)column.Count;
        }

        DoubleDouble sum = DoubleDouble.Zero;
        for (int i = 0; i < column.Count; i++)
        {
            DoubleDouble d = column[i] - mean;
            sum += d * d;
        }

        return sum;
    }

    private static void Check(RegressionColumn response, IReadOnlyList<RegressionColumn> predictors, LeastSquaresOptions options)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(predictors);
        if (predictors.Count == 0 && !options.Intercept)
        {
            throw new ArgumentException("There is neither a column nor an intercept.", nameof(predictors));
        }

        HashSet<string> seen = new(StringComparer.Ordinal) { response.Name };
        if (options.Intercept)
        {
            seen.Add(options.InterceptName);
        }

        foreach (RegressionColumn column in predictors)
        {
            if (column.Count != response.Count)
            {
                throw new ArgumentException($"Column {column.Name} has {column.Count} numbers, the response {response.Count}.", nameof(predictors));
            }

            if (!seen.Add(column.Name))
            {
                throw new ArgumentException($"Two columns are called {column.Name}.", nameof(predictors));
            }
        }
    }

    private static int IndexOfNotFinite(ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
