using Freeboard.Numerics;

namespace Freeboard.Volatility.Diagnostics;

/// <summary>Ljung and Box's test that a series has no autocorrelation up to a lag.</summary>
/// <remarks>
/// Q = n (n + 2) sum_(k=1)^m r_k^2 / (n - k), r_k the autocorrelation about the mean with divisor n; chi-square with m less the fitted parameters.
/// Source: Ljung and Box (1978), Biometrika 65. Of standardised residuals z it tests the mean's model, of z^2 the variance's; there the distribution
/// is only a guide (Li and Mak 1994). Accuracy: 1e-12 relative against statsmodels.
/// </remarks>
public static class LjungBox
{
    /// <summary>Tests a series.</summary>
    /// <param name="series">Numbers in order of time.</param>
    /// <param name="lags">m; at least 1.</param>
    /// <param name="fittedParameters">Parameters of an ARMA model whose residuals these are; they take degrees of freedom. With none left there is no probability.</param>
    /// <exception cref="ArgumentOutOfRangeException">Lags less than 1, or parameters negative.</exception>
    public static DiagnosticTest Test(ReadOnlySpan<double> series, int lags, int fittedParameters = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lags, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(fittedParameters);
        int n = series.Length;
        int degrees = Math.Max(lags - fittedParameters, 0);
        if (n <= lags + 1)
        {
            return DiagnosticTest.Without(DiagnosticStatus.NotEnoughData, degrees);
        }

        double[] centred = Moments.Centred(series, out double squares);
        if (!double.IsFinite(squares))
        {
            return DiagnosticTest.Without(DiagnosticStatus.InvalidInput, degrees);
        }

        if (squares <= 0)
        {
            return DiagnosticTest.Without(DiagnosticStatus.NoMovement, degrees);
        }

        double q = 0;
        for (int k = 1; k <= lags; k++)
        {
            double product = 0;
            for (int t = k; t < n; t++)
            {
                product += centred[t] * centred[t - k];
            }

            double r = product / squares;
            q += r * r / (n - k);
        }

        q *= n * (n + 2.0);
        return new DiagnosticTest
        {
            Status = DiagnosticStatus.Computed,
            Statistic = q,
            DegreesOfFreedom = degrees,
            PValue = degrees > 0 ? TailProbability.ChiSquare(q, degrees) : null,
        };
    }

    /// <summary>Tests the squares of a series.</summary>
    /// <param name="series">Numbers in order of time.</param>
    /// <param name="lags">m; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Lags less than 1.</exception>
    public static DiagnosticTest TestSquares(ReadOnlySpan<double> series, int lags) => Test(Moments.Squares(series), lags);
}
