namespace Freeboard.Validation.Reliability;

/// <summary>Mean negative log-likelihood of the outcomes under the predicted probabilities, natural logarithm.</summary>
/// <remarks>
/// Method: -mean [y ln p + (1 - y) ln(1 - p)], with ln(1 - p) accurate at small p. A certain prediction that was wrong makes the loss infinite:
/// it is counted and no number is given, never clipped in silence. Errors: probabilities outside [0, 1] throw.
/// </remarks>
public sealed record LogLoss
{
    /// <summary>Why there is, or is not, a loss.</summary>
    public required ValidationStatus Status { get; init; }

    /// <summary>The loss in nats per observation; 0 is perfect. Null when it is infinite.</summary>
    public double? Loss { get; init; }

    /// <summary>Rows predicted with certainty that turned out otherwise.</summary>
    public int Refuted { get; init; }

    /// <summary>Loss over the rows that were not refuted; equals <see cref="Loss"/> when there are none.</summary>
    public double? LossWithoutRefuted { get; init; }

    /// <summary>Scores predictions.</summary>
    /// <param name="probability">Predicted probabilities, decimal; n rows.</param>
    /// <param name="hasEvent">Whether the event followed, n rows.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability lies outside [0, 1].</exception>
    public static LogLoss Of(ReadOnlySpan<double> probability, ReadOnlySpan<bool> hasEvent)
    {
        ScoredEvents.CheckProbabilities(probability, hasEvent);
        if (probability.Length == 0)
        {
            return new LogLoss { Status = ValidationStatus.NoObservations };
        }

        double sum = 0;
        int refuted = 0;
        for (int i = 0; i < probability.Length; i++)
        {
            double p = probability[i];
            if (hasEvent[i] ? p == 0 : p == 1)
            {
                refuted++;
            }
            else
            {
                sum -= hasEvent[i] ? Math.Log(p) : Numerics.StandardNormal.LogOnePlus(-p);
            }
        }

        double? rest = refuted == probability.Length ? null : sum / (probability.Length - refuted);
        return new LogLoss
        {
            Status = refuted > 0 ? ValidationStatus.CertaintyRefuted : ValidationStatus.Estimated,
            Loss = refuted > 0 ? null : rest,
            Refuted = refuted,
            LossWithoutRefuted = rest,
        };
    }
}
