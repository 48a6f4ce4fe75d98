using Freeboard.Volatility.Garch;

namespace Freeboard.Volatility.Forecast;

/// <summary>Exact expected variances of GARCH and GJR of any order: their recursions are linear in the squared residuals.</summary>
/// <remarks>A future squared residual is expected to be the variance, and half of it to come from a negative residual: all innovations are symmetric.</remarks>
internal static class LinearVariances
{
    /// <summary>Fills the expected variances of the next periods, the first of which the state gives.</summary>
    internal static ForecastStatus Path(GarchParameters parameters, VarianceState state, Span<double> path)
    {
        path[0] = state.NextVariance;
        for (int k = 1; k < path.Length; k++)
        {
            double variance = parameters.Omega;
            for (int i = 0; i < parameters.Alpha.Count; i++)
            {
                variance += i < k ? (parameters.Alpha[i] + (Gamma(parameters, i) / 2)) * path[k - 1 - i] : OfPast(parameters, i, state, i - k);
            }

            for (int j = 0; j < parameters.Beta.Count; j++)
            {
                variance += parameters.Beta[j] * (j < k ? path[k - 1 - j] : FromEnd(state.LastVariances, j - k));
            }

            path[k] = variance;
            if (!double.IsFinite(variance))
            {
                return ForecastStatus.Overflow;
            }

            // A GJR model may have a negative alpha: its variances are positive in the sample, and need not be beyond it.
            if (!(variance > 0))
            {
                return ForecastStatus.InvalidInput;
            }
        }

        return ForecastStatus.Computed;
    }

    /// <summary>The unconditional variance omega / (1 - persistence), or why there is none.</summary>
    internal static ForecastStatus Unconditional(GarchParameters parameters, out double variance)
    {
        double persistence = Persistence.Sum(parameters.Alpha) + (Persistence.Sum(parameters.Gamma) / 2) + Persistence.Sum(parameters.Beta);
        variance = parameters.Omega / (1 - persistence);
        return persistence < 1 && double.IsFinite(variance) && variance > 0 ? ForecastStatus.Computed : ForecastStatus.NotStationary;
    }

    private static double OfPast(GarchParameters parameters, int lag, VarianceState state, int back)
    {
        double z = FromEnd(state.LastStandardizedResiduals, back);
        return (parameters.Alpha[lag] + (z < 0 ? Gamma(parameters, lag) : 0)) * z * z * FromEnd(state.LastVariances, back);
    }

    private static double Gamma(GarchParameters parameters, int lag) => lag < parameters.Gamma.Count ? parameters.Gamma[lag] : 0;

    private static double FromEnd(IReadOnlyList<double> values, int back) => values[values.Count - 1 - back];
}
