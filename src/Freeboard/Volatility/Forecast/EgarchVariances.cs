using Freeboard.Volatility.Garch;

namespace Freeboard.Volatility.Forecast;

/// <summary>Exact expected variances of EGARCH of any order.</summary>
/// <remarks>
/// ln h is linear in the shocks, so that with the responses (a_m, g_m) of <see cref="ShockResponses"/> and shocks that are independent
/// E h_(T+k) = exp(m_k) prod_(m=1)^(k-1) E exp(a_m (|z| - c) + g_m z), m_k being the path of ln h without further shocks. Source: Nelson (1991), theorem A1.2,
/// for the unconditional variance; the k-step form by the same argument.
/// </remarks>
internal static class EgarchVariances
{
    /// <summary>A response below this moves a variance by less than 1e-18.</summary>
    private const double NoResponse = 1e-9;

    private const int LongestProduct = 4_000_000;

    /// <summary>Fills the expected variances of the next periods, the first of which the state gives.</summary>
    internal static ForecastStatus Path(GarchSpecification specification, GarchParameters parameters, VarianceState state, Span<double> path)
    {
        double centre = ExponentialMoment.CentreOf(specification, parameters.Shape);
        var moment = ExponentialMoment.Of(specification.Distribution, parameters.Shape ?? double.NaN);
        var responses = new ShockResponses(parameters.Alpha, parameters.Gamma, parameters.Beta);
        double[] centred = new double[path.Length];
        double logProduct = 0;
        path[0] = state.NextVariance;
        centred[0] = Math.Log(state.NextVariance);
        for (int k = 1; k < path.Length; k++)
        {
            double log = parameters.Omega;
            for (int i = k; i < parameters.Alpha.Count; i++)
            {
                // A shock that has happened already.
                double z = FromEnd(state.LastStandardizedResiduals, i - k);
                log += (parameters.Alpha[i] * (Math.Abs(z) - centre)) + (parameters.Gamma[i] * z);
            }

            for (int j = 0; j < parameters.Beta.Count; j++)
            {
                log += parameters.Beta[j] * (j < k ? centred[k - 1 - j] : Math.Log(FromEnd(state.LastVariances, j - k)));
            }

            centred[k] = log;
            logProduct += LogMoment(responses.Next(), centre, moment);
            path[k] = Math.Exp(log + logProduct);
            if (!double.IsFinite(path[k]))
            {
                return Refusal(specification, parameters, logProduct);
            }
        }

        return ForecastStatus.Computed;
    }

    /// <summary>The unconditional variance, or why there is none.</summary>
    internal static ForecastStatus Unconditional(GarchSpecification specification, GarchParameters parameters, out double variance)
    {
        variance = double.NaN;
        if (!Persistence.Fades(parameters.Beta))
        {
            return ForecastStatus.NotStationary;
        }

        // Centred on E|z| whatever the specification takes off, so that the factors of far lags differ from 1 by squares of the responses only.
        double size = ExponentialMoment.SizeOf(specification.Distribution, parameters.Shape);
        double moved = Persistence.Sum(parameters.Alpha) * (size - ExponentialMoment.CentreOf(specification, parameters.Shape));
        var moment = ExponentialMoment.Of(specification.Distribution, parameters.Shape ?? double.NaN);
        var responses = new ShockResponses(parameters.Alpha, parameters.Gamma, parameters.Beta);
        double log = (parameters.Omega + moved) / (1 - Persistence.Sum(parameters.Beta));
        int quiet = 0;
        for (int m = 0; m < LongestProduct && quiet < 2; m++)
        {
            (double Size, double Sign) response = responses.Next();
            log += LogMoment(response, size, moment);
            if (!double.IsFinite(log))
            {
                return Refusal(specification, parameters, log);
            }

            // Of two lags, because a complex pair of roots makes the responses swing through zero.
            quiet = m + 1 >= parameters.Alpha.Count && Math.Abs(response.Size) + Math.Abs(response.Sign) < NoResponse ? quiet + 1 : 0;
        }

        variance = Math.Exp(log);
        return quiet < 2 || !double.IsFinite(variance) ? ForecastStatus.Overflow : ForecastStatus.Computed;
    }

    private static double LogMoment((double Size, double Sign) response, double centre, ExponentialMoment moment) =>
        Math.Log((moment.At(response.Size + response.Sign) + moment.At(response.Size - response.Sign)) / 2) - (response.Size * centre);

    private static ForecastStatus Refusal(GarchSpecification specification, GarchParameters parameters, double logProduct) => specification.Distribution switch
    {
        InnovationDistribution.StudentT when double.IsPositiveInfinity(logProduct) => ForecastStatus.InfiniteVariance,
        InnovationDistribution.Ged when parameters.Shape <= 1 && double.IsPositiveInfinity(logProduct) => ForecastStatus.ShapeAtOrBelowOne,
        _ => ForecastStatus.Overflow,
    };

    private static double FromEnd(IReadOnlyList<double> values, int back) => values[values.Count - 1 - back];
}
