using Freeboard.Numerics.Regression;

namespace Freeboard.Volatility.Diagnostics;

/// <summary>Engle's Lagrange-multiplier test that squares do not depend on past squares.</summary>
/// <remarks>Regress e_t^2 on a constant and m of its lags; (n - m) R^2 is chi-square with m. Source: Engle (1982), Econometrica 50. Accuracy: 1e-10 relative against statsmodels.</remarks>
public static class ArchLm
{
    /// <summary>Tests residuals.</summary>
    /// <param name="residuals">Residuals, not squared, in order of time.</param>
    /// <param name="lags">m; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Lags less than 1.</exception>
    public static DiagnosticTest Test(ReadOnlySpan<double> residuals, int lags)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lags, 1);
        double[] squares = Moments.Squares(residuals);
        int rows = squares.Length - lags;
        if (rows <= lags + 1)
        {
            return DiagnosticTest.Without(DiagnosticStatus.NotEnoughData, lags);
        }

        RegressionColumn[] columns = [.. Enumerable.Range(1, lags).Select(k => new RegressionColumn($"lag {k}", squares.AsSpan(lags - k, rows)))];
        return LagrangeMultiplier.Test(new RegressionColumn("square", squares.AsSpan(lags)), columns, out _);
    }
}
