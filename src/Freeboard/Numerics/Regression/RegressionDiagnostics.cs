namespace Freeboard.Numerics.Regression;

/// <summary>A test statistic with its distribution's tail.</summary>
/// <param name="Name">Name of the test.</param>
/// <param name="Statistic">The statistic.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom of its chi-square distribution.</param>
/// <param name="PValue">Probability of a larger statistic when the hypothesis holds, for large n.</param>
public sealed record ChiSquareTest(string Name, double Statistic, int DegreesOfFreedom, double PValue);

/// <summary>Whether the residuals of a fit are what its classical errors assume.</summary>
public static class RegressionDiagnostics
{
    /// <summary>Durbin and Watson's d = sum (e_t - e_(t-1))^2 / sum e^2, in [0, 4]: about 2 without autocorrelation of the first order. For rows in order of time.</summary>
    /// <param name="fit">The fit; null unless it is <see cref="RegressionStatus.Fitted"/>, as there are no residuals to test.</param>
    public static double? DurbinWatson(LeastSquaresFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (fit.Status != RegressionStatus.Fitted)
        {
            return null;
        }

        ReadOnlySpan<double> e = fit.Residuals;
        double above = 0;
        double below = e[0] * e[0];
        for (int i = 1; i < e.Length; i++)
        {
            double d = e[i] - e[i - 1];
            above += d * d;
            below += e[i] * e[i];
        }

        return above / below;
    }

    /// <summary>Breusch and Pagan's (1979) test of one error variance against one that moves with the columns: half the explained sum of squares of e^2/(RSS/n) on them. Supposes normal errors.</summary>
    /// <param name="fit">A fit with an intercept and at least one column.</param>
    /// <returns>The test; null without an intercept, a column or residuals.</returns>
    public static ChiSquareTest? BreuschPagan(LeastSquaresFit fit) => Auxiliary(fit) is not { } a ? null
        : Test("Breusch-Pagan", a.Explained / (2 * a.Mean * a.Mean), fit);

    /// <summary>Koenker's (1981) version, n R2 of e^2 on the columns: the same test without supposing normal errors.</summary>
    /// <param name="fit">A fit with an intercept and at least one column.</param>
    /// <returns>The test; null without an intercept, a column or residuals, or when all squared residuals are equal.</returns>
    public static ChiSquareTest? Koenker(LeastSquaresFit fit) => Auxiliary(fit) is not { Total: > 0 } a ? null
        : Test("Koenker", fit.Observations * a.Explained / a.Total, fit);

    private static ChiSquareTest Test(string name, double statistic, LeastSquaresFit fit) =>
        new(name, statistic, fit.ModelDegreesOfFreedom!.Value, TailProbability.ChiSquare(statistic, fit.ModelDegreesOfFreedom.Value));

    /// <summary>Squared residuals on the columns of the fit: their mean, the explained and the total sum of squares.</summary>
    private static (double Mean, double Explained, double Total)? Auxiliary(LeastSquaresFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (fit.Status != RegressionStatus.Fitted || !fit.Options.Intercept || fit.ModelDegreesOfFreedom == 0)
        {
            return null;
        }

        FittedNumbers numbers = fit.NumbersOrThrow();
        int n = fit.Observations;
        double mean = fit.ResidualSumOfSquares!.Value / n;
        double total = 0;
        double[] projections = new double[numbers.Coefficients.Length];
        for (int i = 0; i < n; i++)
        {
            // The intercept is among the columns, so the projection of the centred squares is the explained part itself.
            double g = (numbers.Residuals[i] * numbers.Residuals[i]) - mean;
            total += g * g;
            for (int j = 0; j < projections.Length; j++)
            {
                projections[j] += numbers.Orthonormal[i][j] * g;
            }
        }

        return (mean, projections.Sum(static x => x * x), total);
    }
}
