namespace Freeboard.Volatility.Diagnostics;

/// <summary>Log-likelihoods made comparable between models of different size; the smaller the better.</summary>
/// <remarks>
/// Totals, not divided by n as some programs print: AIC = 2k - 2l (Akaike 1974), BIC = k ln n - 2l (Schwarz 1978), HQ = 2k ln ln n - 2l (Hannan and Quinn 1979).
/// Only models of the same returns in the same unit compare.
/// </remarks>
/// <param name="Akaike">AIC.</param>
/// <param name="Schwarz">BIC.</param>
/// <param name="HannanQuinn">HQ.</param>
public readonly record struct InformationCriteria(double Akaike, double Schwarz, double HannanQuinn)
{
    /// <summary>The criteria of a fit.</summary>
    /// <param name="logLikelihood">l, finite.</param>
    /// <param name="parameters">k, the parameters estimated; not negative.</param>
    /// <param name="observations">n; at least 3, so that ln ln n is positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static InformationCriteria Of(double logLikelihood, int parameters, int observations)
    {
        if (!double.IsFinite(logLikelihood))
        {
            throw new ArgumentOutOfRangeException(nameof(logLikelihood), logLikelihood, "Must be finite.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(parameters);
        ArgumentOutOfRangeException.ThrowIfLessThan(observations, 3);
        double logObservations = Math.Log(observations);
        return new InformationCriteria(
            (2.0 * parameters) - (2 * logLikelihood),
            (parameters * logObservations) - (2 * logLikelihood),
            (2.0 * parameters * Math.Log(logObservations)) - (2 * logLikelihood));
    }
}
