namespace Freeboard.Bayes;

/// <summary>An asset beta drawn towards what is known of other firms' betas, by precision.</summary>
/// <remarks>Source: O. Vasicek, Journal of Finance 28 (1973). beta = (b/se^2 + m/tau^2) / (1/se^2 + 1/tau^2).</remarks>
/// <param name="Beta">The shrunk beta.</param>
/// <param name="StandardDeviation">Of the belief about it.</param>
/// <param name="WeightOfEstimate">Weight of the firm's own estimate, in (0, 1).</param>
public readonly record struct ShrunkBeta(double Beta, double StandardDeviation, double WeightOfEstimate)
{
    /// <summary>Shrinks an estimate.</summary>
    /// <param name="estimate">The firm's own beta b.</param>
    /// <param name="standardError">Its standard error; finite and positive.</param>
    /// <param name="priorMean">Mean m of the firms' betas.</param>
    /// <param name="priorDeviation">Standard deviation tau of the firms' betas; finite and positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static ShrunkBeta Of(double estimate, double standardError, double priorMean, double priorDeviation)
    {
        Require(double.IsFinite(estimate), nameof(estimate), estimate, "Must be finite.");
        Require(standardError > 0 && double.IsFinite(standardError), nameof(standardError), standardError, "Must be finite and positive.");
        Require(double.IsFinite(priorMean), nameof(priorMean), priorMean, "Must be finite.");
        Require(priorDeviation > 0 && double.IsFinite(priorDeviation), nameof(priorDeviation), priorDeviation, "Must be finite and positive.");
        double ratio = standardError / priorDeviation;
        double weight = 1 / (1 + (ratio * ratio));
        return new ShrunkBeta(priorMean + (weight * (estimate - priorMean)), standardError * Math.Sqrt(weight), weight);
    }

    private static void Require(bool holds, string name, double value, string range)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, range);
        }
    }
}
