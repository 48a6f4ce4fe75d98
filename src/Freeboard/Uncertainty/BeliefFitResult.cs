namespace Freeboard.Uncertainty;

/// <summary>A distribution fitted to an expert's answers.</summary>
/// <param name="Status">How the fit ended.</param>
/// <param name="Distribution">The distribution; null where there is none.</param>
/// <param name="Objective">Sum of squared differences between fitted and given beliefs, for either method; null where there is no distribution.</param>
/// <param name="LargestMiss">The largest such difference; null where there is no distribution.</param>
/// <param name="Iterations">Steps of the search.</param>
public sealed record BeliefFitResult(BeliefFitStatus Status, UncertaintyDistribution? Distribution, double? Objective, double? LargestMiss, int Iterations)
{
    internal static BeliefFitResult Without(BeliefFitStatus status, int iterations = 0) => new(status, null, null, null, iterations);

    internal static BeliefFitResult Of(UncertaintyDistribution distribution, ExpertData data, int iterations)
    {
        double sum = 0;
        double largest = 0;
        foreach (ExpertBelief point in data.Points)
        {
            double miss = distribution.Belief(point.Value) - point.Belief;
            sum += miss * miss;
            largest = Math.Max(largest, Math.Abs(miss));
        }

        return new BeliefFitResult(BeliefFitStatus.Converged, distribution, sum, largest, iterations);
    }
}
