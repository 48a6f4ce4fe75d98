namespace Freeboard.Numerics.Regression;

/// <summary>A fitted regression, or why there is none.</summary>
/// <remarks>Read <see cref="Status"/> first: numbers are null, and lists empty, unless it is <see cref="RegressionStatus.Fitted"/> or <see cref="RegressionStatus.ExactFit"/>.</remarks>
public sealed record LeastSquaresFit
{
    /// <summary>Why there are, or are not, numbers.</summary>
    public RegressionStatus Status { get; init; }

    /// <summary>What is wrong, in one clause; null when there are numbers.</summary>
    public string? Reason { get; init; }

    /// <summary>Name of the response.</summary>
    public string Response { get; init; } = "";

    /// <summary>Observations n.</summary>
    public int Observations { get; init; }

    /// <summary>The settings of the fit.</summary>
    public LeastSquaresOptions Options { get; init; } = LeastSquaresOptions.Default;

    /// <summary>Columns that are combinations of others; empty unless the status is <see cref="RegressionStatus.RankDeficient"/>.</summary>
    public IReadOnlyList<LinearDependency> Dependencies { get; init; } = [];

    /// <summary>Whether there are numbers.</summary>
    public bool HasNumbers => Numbers is not null;

    /// <summary>Residual degrees of freedom n - p.</summary>
    public int? DegreesOfFreedom => Numbers is null ? null : Observations - Numbers.Coefficients.Length;

    /// <summary>Sum of squared residuals, squared units of the response.</summary>
    public double? ResidualSumOfSquares { get; init; }

    /// <summary>Sum of squares of the response about its mean; about zero without an intercept.</summary>
    public double? TotalSumOfSquares { get; init; }

    /// <summary>Explained sum of squares: total less residual.</summary>
    public double? RegressionSumOfSquares => TotalSumOfSquares - ResidualSumOfSquares;

    /// <summary>Residual variance s^2 = RSS / (n - p).</summary>
    public double? ResidualVariance => ResidualSumOfSquares / DegreesOfFreedom;

    /// <summary>Residual standard error s, units of the response.</summary>
    public double? ResidualStandardError => ResidualVariance is { } v ? Math.Sqrt(v) : null;

    /// <summary>R2 = 1 - RSS/TSS, in [0, 1]; null when the response does not vary.</summary>
    public double? RSquared => TotalSumOfSquares > 0 ? Math.Clamp(1 - (ResidualSumOfSquares!.Value / TotalSumOfSquares.Value), 0, 1) : null;

    /// <summary>R2 adjusted for degrees of freedom, 1 - (1 - R2)(n - i)/(n - p) with i = 1 for an intercept, else 0.</summary>
    public double? AdjustedRSquared => TotalSumOfSquares > 0
        ? 1 - (ResidualVariance / (TotalSumOfSquares / (Observations - (Options.Intercept ? 1 : 0))))
        : null;

    /// <summary>Degrees of freedom of the F statistic's numerator: columns without the intercept.</summary>
    public int? ModelDegreesOfFreedom => Numbers is null ? null : Numbers.Coefficients.Length - (Options.Intercept ? 1 : 0);

    /// <summary>F of all columns together against the intercept alone; null in an exact fit or without columns.</summary>
    public double? FStatistic => Status == RegressionStatus.Fitted && ModelDegreesOfFreedom > 0
        ? RegressionSumOfSquares / ModelDegreesOfFreedom / ResidualVariance
        : null;

    /// <summary>p of the F statistic.</summary>
    public double? FPValue => FStatistic is { } f ? TailProbability.F(Math.Max(f, 0), ModelDegreesOfFreedom!.Value, DegreesOfFreedom!.Value) : null;

    /// <summary>Coefficients with their classical errors (independent errors of one variance), intercept first.</summary>
    public IReadOnlyList<RegressionTerm> Terms => Numbers is null ? [] : WithCovariance(Covariance());

    /// <summary>Residuals y - X b, n numbers in units of the response.</summary>
    public ReadOnlySpan<double> Residuals => Numbers is null ? [] : Numbers.Residuals;

    /// <summary>Fitted values X b, n numbers in units of the response.</summary>
    public ReadOnlySpan<double> Fitted => Numbers is null ? [] : Numbers.Fitted;

    internal FittedNumbers? Numbers { get; init; }

    /// <summary>Leverages, the diagonal of the hat matrix: n numbers in [0, 1] with sum p.</summary>
    public double[] Leverages() => Numbers is null ? [] : Array.ConvertAll(Numbers.Orthonormal, static row => row.Sum(static q => q * q));

    /// <summary>Classical covariance matrix s^2 (X'X)^-1 of the coefficients.</summary>
    /// <exception cref="InvalidOperationException">There are no numbers.</exception>
    public CoefficientCovariance Covariance()
    {
        FittedNumbers numbers = NumbersOrThrow();
        double variance = ResidualVariance!.Value;
        int p = numbers.Coefficients.Length;
        double[,] matrix = new double[p, p];
        for (int i = 0; i < p; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = i == j ? numbers.UnscaledVariances[i] : Dot(numbers.InverseRoot[i], numbers.InverseRoot[j]);
                matrix[i, j] = matrix[j, i] = variance * sum;
            }
        }

        return new CoefficientCovariance("classical", matrix);
    }

    /// <summary>Coefficients with the errors of a given covariance matrix, such as a robust one; t and p by Student's t with n - p degrees of freedom.</summary>
    /// <param name="covariance">Covariance matrix of the coefficients, p by p.</param>
    /// <exception cref="InvalidOperationException">There are no numbers.</exception>
    public IReadOnlyList<RegressionTerm> WithCovariance(CoefficientCovariance covariance)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        FittedNumbers numbers = NumbersOrThrow();
        double quantile = TailProbability.TwoSidedTQuantile(Options.Level, DegreesOfFreedom!.Value);
        RegressionTerm[] result = new RegressionTerm[numbers.Names.Length];
        int offset = Options.Intercept ? 1 : 0;
        for (int j = 0; j < result.Length; j++)
        {
            double error = covariance.StandardError(j);
            double b = numbers.Coefficients[j];
            double? t = Status == RegressionStatus.Fitted && error > 0 ? b / error : null;
            result[j] = new RegressionTerm
            {
                Name = numbers.Names[j],
                IsIntercept = j < offset,
                Coefficient = b,
                StandardError = error,
                TStatistic = t,
                PValue = t is { } value ? TailProbability.TwoSidedT(value, DegreesOfFreedom.Value) : null,
                Lower = b - (quantile * error),
                Upper = b + (quantile * error),
                VarianceInflation = j < offset ? null : Math.Max(1, numbers.UnscaledVariances[j] * numbers.ColumnSums[j - offset]),
            };
        }

        return result;
    }

    /// <summary>What is needed to predict with this fit, apart from its data.</summary>
    /// <param name="covariance">Covariance matrix of the coefficients; the classical one when null.</param>
    /// <exception cref="InvalidOperationException">There are no numbers.</exception>
    public LinearModel ToModel(CoefficientCovariance? covariance = null)
    {
        FittedNumbers numbers = NumbersOrThrow();
        return new LinearModel
        {
            Response = Response,
            HasIntercept = Options.Intercept,
            Names = numbers.Names,
            Coefficients = numbers.Coefficients,
            Covariance = covariance ?? Covariance(),
            ResidualVariance = ResidualVariance!.Value,
            DegreesOfFreedom = DegreesOfFreedom!.Value,
        };
    }

    internal FittedNumbers NumbersOrThrow() => Numbers ?? throw new InvalidOperationException($"The regression has no numbers: {Status}. Read the status first.");

    internal static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int k = 0; k < a.Length; k++)
        {
            sum = Math.FusedMultiplyAdd(a[k], b[k], sum);
        }

        return sum;
    }
}
