using System.Globalization;
using Freeboard.Numerics.Regression;

namespace Freeboard.Forecasting;

/// <summary>The semiparametric autoregression y_t = sum_i beta_i y_{t-i} + g(x_t) + e_t by double residuals.</summary>
/// <remarks>
/// <para>Source: P. M. Robinson, "Root-n-consistent semiparametric regression", Econometrica 56 (1988); W. Haerdle, H. Liang, J. Gao, Partially Linear Models (2000), chapter 6 for the
/// autoregressive case; the bank study of 178 A-shares for the use on EDF with macroeconomic columns.</para>
/// <para>Method: kernel regressions of y_t and of each lag on x_t, every observation predicted from all others; least squares, without a constant, of the first residuals on the others
/// gives beta and its errors; g is the kernel regression of y_t - sum beta_i y_{t-i} on x_t. No density trimming.</para>
/// <para>Units: beta has none; g and errors are in the unit of y. Shape: n values, k columns of n; n^2 k (p + 2) steps a bandwidth.</para>
/// <para>Errors: the constant of the model is part of g. The errors of beta are Robinson's first-order ones: the bandwidth's own noise is not in them.</para>
/// <para>Accuracy: agrees with an independent computation to 1e-10 (tests/ReferenceValues/forecasting).</para>
/// </remarks>
public static class PartiallyLinearAutoregression
{
    /// <summary>Fits.</summary>
    /// <param name="series">y, in order of time, n finite numbers.</param>
    /// <param name="economy">The columns x, each of n finite numbers; row t is what is set against y_t. A column that is known only a step later must be shifted by the caller.</param>
    /// <param name="options">Settings; <see cref="PartiallyLinearOptions.Default"/> when null.</param>
    /// <exception cref="ArgumentException">There is no column, a column has another length, or a number is not finite.</exception>
    public static PartiallyLinearFit Fit(ReadOnlySpan<double> series, IReadOnlyList<ReadOnlyMemory<double>> economy, PartiallyLinearOptions? options = null)
    {
        options ??= PartiallyLinearOptions.Default;
        Check(series, economy);
        int lags = options.Lags;
        int n = series.Length - lags;
        if (n < lags + 5)
        {
            return new PartiallyLinearFit(ForecastingStatus.NotEnoughData) { Observations = Math.Max(0, n) };
        }

        double[][] x = [.. economy.Select(column => column.Span[lags..].ToArray())];
        double[] y = series[lags..].ToArray();
        double[][] lagged = new double[lags][];
        for (int i = 0; i < lags; i++)
        {
            lagged[i] = series.Slice(lags - 1 - i, n).ToArray();
        }

        if (Residuals(x, y, options) is not { } responses)
        {
            return new PartiallyLinearFit(ForecastingStatus.ConstantColumn) { Observations = n };
        }

        RegressionColumn[] columns = new RegressionColumn[lags];
        for (int i = 0; i < lags; i++)
        {
            columns[i] = new RegressionColumn(string.Create(CultureInfo.InvariantCulture, $"lag{i + 1}"), Residuals(x, lagged[i], options)!);
        }

        LeastSquaresFit fit = LeastSquares.Fit(new RegressionColumn("y", responses), columns, LeastSquaresOptions.Default with { Intercept = false });
        if (!fit.HasNumbers)
        {
            return new PartiallyLinearFit(fit.Status == RegressionStatus.RankDeficient ? ForecastingStatus.RankDeficient : ForecastingStatus.NotEnoughData) { Observations = n };
        }

        IReadOnlyList<RegressionTerm> terms = fit.WithCovariance(options.RobustErrors ? RobustCovariance.Heteroskedasticity(fit, HeteroskedasticityWeight.HC1) : fit.Covariance());
        double[] remainder = new double[n];
        for (int t = 0; t < n; t++)
        {
            remainder[t] = y[t];
            for (int i = 0; i < lags; i++)
            {
                remainder[t] -= terms[i].Coefficient * lagged[i][t];
            }
        }

        return new PartiallyLinearFit(KernelRegression.Choose(x, remainder, options.Kernel, options.Bandwidth)!, remainder)
        {
            Observations = n,
            Coefficients = terms,
            ResidualStandardError = fit.ResidualStandardError,
        };
    }

    /// <summary>What a kernel regression on the economy leaves; null where a column does not move.</summary>
    private static double[]? Residuals(double[][] x, double[] response, PartiallyLinearOptions options)
    {
        if (KernelRegression.Choose(x, response, options.Kernel, options.Bandwidth) is not { } regression)
        {
            return null;
        }

        double[] residuals = new double[response.Length];
        for (int t = 0; t < residuals.Length; t++)
        {
            residuals[t] = response[t] - regression.At(t, response);
        }

        return residuals;
    }

    private static void Check(ReadOnlySpan<double> series, IReadOnlyList<ReadOnlyMemory<double>> economy)
    {
        ArgumentNullException.ThrowIfNull(economy);
        if (economy.Count == 0)
        {
            throw new ArgumentException("There is no column of the economy; without one the model is an autoregression.", nameof(economy));
        }

        Finite(series, nameof(series));
        foreach (ReadOnlyMemory<double> column in economy)
        {
            if (column.Length != series.Length)
            {
                throw new ArgumentException($"Every column needs the {series.Length} rows of the series; one has {column.Length}.", nameof(economy));
            }

            Finite(column.Span, nameof(economy));
        }
    }

    internal static void Finite(ReadOnlySpan<double> values, string name)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException($"{value} is not finite. Leave gaps out of the series before it is fitted.", name);
            }
        }
    }
}
