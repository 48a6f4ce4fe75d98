using Freeboard.Numerics.Regression;

namespace Freeboard.Forecasting;

/// <summary>A fitted partially linear autoregression. Numbers are null, and lists empty, where there is no fit.</summary>
public sealed record PartiallyLinearFit
{
    private readonly KernelRegression? curve;
    private readonly double[] remainder = [];

    internal PartiallyLinearFit(ForecastingStatus status) => Status = status;

    internal PartiallyLinearFit(KernelRegression curve, double[] remainder)
        : this(ForecastingStatus.Fitted)
    {
        this.curve = curve;
        this.remainder = remainder;
    }

    /// <summary>Why there is, or is not, a fit.</summary>
    public ForecastingStatus Status { get; }

    /// <summary>Observations used: those with all their lags.</summary>
    public int Observations { get; init; }

    /// <summary>The coefficients beta of lag 1, lag 2, ..., with standard errors, t, p and intervals.</summary>
    public IReadOnlyList<RegressionTerm> Coefficients { get; init; } = [];

    /// <summary>Bandwidths of g, one a column of the economy, in its unit.</summary>
    public IReadOnlyList<double> Bandwidths => curve?.Bandwidths ?? [];

    /// <summary>Standard error of the double residuals, in the unit of the series.</summary>
    public double? ResidualStandardError { get; init; }

    /// <summary>g at a point of the economy: what the series would tend to beside its own lags.</summary>
    /// <param name="economy">One number a column, in the columns' order and units.</param>
    /// <returns>g; null without a fit.</returns>
    /// <exception cref="ArgumentException">Not one number a column.</exception>
    public double? Curve(ReadOnlySpan<double> economy)
    {
        if (curve is null)
        {
            return null;
        }

        return economy.Length == curve.Bandwidths.Length
            ? curve.At(economy, remainder)
            : throw new ArgumentException($"The model has {curve.Bandwidths.Length} columns of the economy; got {economy.Length} numbers.", nameof(economy));
    }

    /// <summary>The forecast of one step: sum of beta_i times the last values, plus g.</summary>
    /// <param name="last">The last values, the latest first, at least as many as lags.</param>
    /// <param name="economy">The economy of the step, one number a column.</param>
    /// <returns>The forecast; null without a fit.</returns>
    /// <exception cref="ArgumentException">Too few last values, or not one number a column.</exception>
    public double? Forecast(ReadOnlySpan<double> last, ReadOnlySpan<double> economy)
    {
        if (curve is null)
        {
            return null;
        }

        if (last.Length < Coefficients.Count)
        {
            throw new ArgumentException($"The model has {Coefficients.Count} lags; got {last.Length} values.", nameof(last));
        }

        double sum = Curve(economy).GetValueOrDefault();
        for (int i = 0; i < Coefficients.Count; i++)
        {
            sum += Coefficients[i].Coefficient * last[i];
        }

        return sum;
    }
}
