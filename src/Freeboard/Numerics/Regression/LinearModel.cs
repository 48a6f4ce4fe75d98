namespace Freeboard.Numerics.Regression;

/// <summary>A prediction with its errors.</summary>
/// <param name="Mean">Expected response at the given columns.</param>
/// <param name="StandardErrorOfMean">Its standard error: the coefficients' uncertainty.</param>
/// <param name="StandardErrorOfObservation">Standard error of one new response: the coefficients' uncertainty and the scatter about the line.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom of the t that turns errors into intervals.</param>
public sealed record Prediction(double Mean, double StandardErrorOfMean, double StandardErrorOfObservation, double DegreesOfFreedom)
{
    /// <summary>Confidence interval of the expected response.</summary>
    /// <param name="level">Level, in (0, 1).</param>
    public (double Lower, double Upper) ConfidenceInterval(double level = 0.95) => About(StandardErrorOfMean, level);

    /// <summary>Prediction interval of one new response.</summary>
    /// <param name="level">Level, in (0, 1).</param>
    public (double Lower, double Upper) PredictionInterval(double level = 0.95) => About(StandardErrorOfObservation, level);

    private (double Lower, double Upper) About(double error, double level)
    {
        double half = TailProbability.TwoSidedTQuantile(level, DegreesOfFreedom) * error;
        return (Mean - half, Mean + half);
    }
}

/// <summary>A fitted line that predicts without its data: what is saved and applied elsewhere.</summary>
/// <remarks>Errors are those of the coefficients' covariance matrix; with heteroskedastic residuals the scatter of a new response is only their average.</remarks>
public sealed record LinearModel
{
    /// <summary>Name of the response.</summary>
    public required string Response { get; init; }

    /// <summary>Whether the first coefficient is an intercept.</summary>
    public required bool HasIntercept { get; init; }

    /// <summary>Names of the coefficients, the intercept's first where there is one.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Coefficients, in the order of the names.</summary>
    public required IReadOnlyList<double> Coefficients { get; init; }

    /// <summary>Their covariance matrix.</summary>
    public required CoefficientCovariance Covariance { get; init; }

    /// <summary>Residual variance s^2, squared units of the response; not negative.</summary>
    public required double ResidualVariance { get; init; }

    /// <summary>Residual degrees of freedom; positive.</summary>
    public required double DegreesOfFreedom { get; init; }

    /// <summary>Names of the columns, without the intercept.</summary>
    public IReadOnlyList<string> Predictors => HasIntercept ? [.. Names.Skip(1)] : Names;

    /// <summary>Predicts the response.</summary>
    /// <param name="values">One number for each of <see cref="Predictors"/>, in their order and units.</param>
    /// <exception cref="ArgumentException">As many numbers as predictors are needed.</exception>
    public Prediction Predict(ReadOnlySpan<double> values)
    {
        int offset = HasIntercept ? 1 : 0;
        if (values.Length + offset != Coefficients.Count)
        {
            throw new ArgumentException($"The model has {Coefficients.Count - offset} predictors, not {values.Length}.", nameof(values));
        }

        double[] x = new double[Coefficients.Count];
        x[0] = 1;
        values.CopyTo(x.AsSpan(offset));
        DoubleDouble mean = DoubleDouble.Zero;
        DoubleDouble variance = DoubleDouble.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            mean += (DoubleDouble)x[i] * Coefficients[i];
            for (int j = 0; j < x.Length; j++)
            {
                variance += (DoubleDouble)x[i] * Covariance[i, j] * x[j];
            }
        }

        double ofMean = Math.Max(0, (double)variance);
        return new Prediction((double)mean, Math.Sqrt(ofMean), Math.Sqrt(ofMean + ResidualVariance), DegreesOfFreedom);
    }
}
