using Freeboard.Numerics;

namespace Freeboard.Forecasting;

/// <summary>Diebold and Mariano's test of two forecasts' equal accuracy, with the small-sample correction of Harvey, Leybourne and Newbold.</summary>
/// <remarks>
/// <para>d_t = |e1_t|^power - |e2_t|^power. DM = mean d / sqrt(v / n), v = gamma_0 + 2 sum_{k &lt; h} gamma_k with autocovariances over n; the corrected statistic is
/// DM sqrt((n + 1 - 2h + h(h - 1)/n) / n), against Student's t with n - 1 degrees of freedom.</para>
/// <para>Source: Diebold and Mariano (1995), Journal of Business and Economic Statistics 13; Harvey, Leybourne and Newbold (1997), International Journal of Forecasting 13, equations 8 and 9.</para>
/// <para>For one step the corrected statistic is the t statistic of the mean of d. Where the sum of autocovariances is not positive, which longer horizons allow, there is no statistic.</para>
/// <para>Forecasts of nested models, such as an autoregression inside a semiparametric one, make the test cautious about the larger model.</para>
/// </remarks>
public sealed record DieboldMariano
{
    /// <summary>Why there is, or is not, a statistic.</summary>
    public required ForecastingStatus Status { get; init; }

    /// <summary>Forecasts compared.</summary>
    public required int Observations { get; init; }

    /// <summary>Mean loss of the first less that of the second: negative where the first is better. In the unit of the errors to the power.</summary>
    public double? MeanDifference { get; init; }

    /// <summary>The statistic without correction.</summary>
    public double? Uncorrected { get; init; }

    /// <summary>The corrected statistic; negative where the first forecasts are better.</summary>
    public double? Statistic { get; init; }

    /// <summary>Two-sided probability of a statistic as far from zero, Student's t with n - 1 degrees of freedom.</summary>
    public double? Probability { get; init; }

    /// <summary>Tests.</summary>
    /// <param name="first">Errors of the first forecasts, in order of time; n finite numbers.</param>
    /// <param name="second">Errors of the second forecasts of the same steps.</param>
    /// <param name="horizon">Steps ahead h of the forecasts, at least 1.</param>
    /// <param name="power">Power of the absolute error in the loss: 2 squared, 1 absolute; positive.</param>
    /// <exception cref="ArgumentException">The lengths differ, or an error is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or the power is outside its range.</exception>
    public static DieboldMariano Test(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int horizon = 1, double power = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        if (!(power > 0) || !double.IsFinite(power))
        {
            throw new ArgumentOutOfRangeException(nameof(power), power, "Must be finite and positive.");
        }

        if (first.Length != second.Length)
        {
            throw new ArgumentException($"The columns must have one length; they have {first.Length} and {second.Length} rows.", nameof(second));
        }

        PartiallyLinearAutoregression.Finite(first, nameof(first));
        PartiallyLinearAutoregression.Finite(second, nameof(second));
        int n = first.Length;
        if (n < Math.Max(2, horizon + 1))
        {
            return new DieboldMariano { Status = ForecastingStatus.NotEnoughData, Observations = n };
        }

        double[] d = new double[n];
        for (int t = 0; t < n; t++)
        {
            d[t] = Math.Pow(Math.Abs(first[t]), power) - Math.Pow(Math.Abs(second[t]), power);
        }

        double mean = d.Average();
        double variance = 0;
        for (int k = 0; k < horizon; k++)
        {
            double covariance = 0;
            for (int t = k; t < n; t++)
            {
                covariance += (d[t] - mean) * (d[t - k] - mean);
            }

            variance += (k == 0 ? 1 : 2) * covariance / n;
        }

        if (!(variance > 0))
        {
            return new DieboldMariano { Status = ForecastingStatus.NoVariance, Observations = n, MeanDifference = mean };
        }

        double statistic = mean / Math.Sqrt(variance / n);
        double corrected = statistic * Math.Sqrt((n + 1 - (2.0 * horizon) + (horizon * (horizon - 1.0) / n)) / n);
        return new DieboldMariano
        {
            Status = ForecastingStatus.Fitted,
            Observations = n,
            MeanDifference = mean,
            Uncorrected = statistic,
            Statistic = corrected,
            Probability = TailProbability.TwoSidedT(corrected, n - 1),
        };
    }
}
