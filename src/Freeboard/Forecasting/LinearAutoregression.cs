using System.Globalization;
using Freeboard.Numerics.Regression;

namespace Freeboard.Forecasting;

/// <summary>The linear autoregression y_t = a + sum_i beta_i y_{t-i} + e_t by least squares: the yardstick of the semiparametric one.</summary>
public static class LinearAutoregression
{
    /// <summary>Fits.</summary>
    /// <param name="series">y, in order of time, n finite numbers.</param>
    /// <param name="lags">p, at least 1.</param>
    /// <returns>The fit, terms constant, lag1, lag2, ...; its status says when there is none.</returns>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no lag.</exception>
    public static LeastSquaresFit Fit(ReadOnlySpan<double> series, int lags)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lags, 1);
        PartiallyLinearAutoregression.Finite(series, nameof(series));
        int n = Math.Max(0, series.Length - lags);
        RegressionColumn[] columns = new RegressionColumn[lags];
        for (int i = 0; i < lags; i++)
        {
            columns[i] = new RegressionColumn(string.Create(CultureInfo.InvariantCulture, $"lag{i + 1}"), n == 0 ? [] : series.Slice(lags - 1 - i, n).ToArray());
        }

        return LeastSquares.Fit(new RegressionColumn("y", n == 0 ? [] : series[lags..].ToArray()), columns, LeastSquaresOptions.Default);
    }

    /// <summary>The forecast of one step.</summary>
    /// <param name="fit">A fit of <see cref="Fit"/>.</param>
    /// <param name="last">The last values, the latest first, at least as many as lags.</param>
    /// <returns>The forecast; null when the fit has no numbers.</returns>
    public static double? Forecast(LeastSquaresFit fit, ReadOnlySpan<double> last)
    {
        ArgumentNullException.ThrowIfNull(fit);
        IReadOnlyList<RegressionTerm> terms = fit.Terms;
        if (terms.Count == 0)
        {
            return null;
        }

        double sum = terms[0].Coefficient;
        for (int i = 1; i < terms.Count; i++)
        {
            sum += terms[i].Coefficient * last[i - 1];
        }

        return sum;
    }
}
