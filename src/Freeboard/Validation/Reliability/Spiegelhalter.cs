using Freeboard.Numerics;

namespace Freeboard.Validation.Reliability;

/// <summary>Whether the Brier score is what it should be if the predicted probabilities were true: a z test that needs no groups.</summary>
/// <remarks>
/// Source: D. J. Spiegelhalter, "Probabilistic prediction in patient management and clinical trials", Statistics in Medicine 5 (1986).
/// Method: z = sum (y - p)(1 - 2p) / sqrt(sum (1 - 2p)^2 p (1 - p)), standard normal under calibration. Errors: probabilities outside [0, 1] throw;
/// probabilities of 0, 1/2 and 1 only leave nothing to test.
/// </remarks>
public sealed record Spiegelhalter
{
    /// <summary>Why there is, or is not, a test.</summary>
    public required ValidationStatus Status { get; init; }

    /// <summary>The statistic; positive when the score is worse than it should be.</summary>
    public double? Z { get; init; }

    /// <summary>Two-sided p value.</summary>
    public double? Probability { get; init; }

    /// <summary>Tests predictions.</summary>
    /// <param name="probability">Predicted probabilities, decimal; n rows.</param>
    /// <param name="hasEvent">Whether the event followed, n rows.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability lies outside [0, 1].</exception>
    public static Spiegelhalter Of(ReadOnlySpan<double> probability, ReadOnlySpan<bool> hasEvent)
    {
        ScoredEvents.CheckProbabilities(probability, hasEvent);
        double sum = 0;
        double variance = 0;
        for (int i = 0; i < probability.Length; i++)
        {
            double p = probability[i];
            double weight = 1 - (2 * p);
            sum += ((hasEvent[i] ? 1 : 0) - p) * weight;
            variance += weight * weight * p * (1 - p);
        }

        if (!(variance > 0))
        {
            return new Spiegelhalter { Status = probability.Length == 0 ? ValidationStatus.NoObservations : ValidationStatus.NoVariance };
        }

        double z = sum / Math.Sqrt(variance);
        return new Spiegelhalter { Status = ValidationStatus.Estimated, Z = z, Probability = 2 * StandardNormal.Cumulative(-Math.Abs(z)) };
    }
}
