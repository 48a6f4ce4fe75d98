namespace Freeboard.Collections;

/// <summary>A test of whether effects stay as they are while an account grows older.</summary>
/// <param name="LikelihoodRatio">Twice the gain of letting each effect drift with the logarithm of the period.</param>
/// <param name="DegreesOfFreedom">Columns.</param>
/// <param name="Probability">p value of "no effect drifts".</param>
public sealed record ContactDrift(double LikelihoodRatio, int DegreesOfFreedom, double Probability);
