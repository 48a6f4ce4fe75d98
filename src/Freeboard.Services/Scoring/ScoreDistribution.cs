using Freeboard.Validation.Comparison;

namespace Freeboard.Services.Scoring;

/// <summary>How the points of the rows of a fit were spread: ten bins of about equal number. A saved card carries it, so that later samples can be held against it.</summary>
/// <param name="Edges">Points between the bins, rising; each belongs to the bin above it.</param>
/// <param name="Counts">Rows of each bin: one more than edges.</param>
public sealed record ScoreDistribution(IReadOnlyList<double> Edges, IReadOnlyList<int> Counts)
{
    internal static ScoreDistribution Of(double[] points)
    {
        IReadOnlyList<StabilityBin> bins = PopulationStability.Of(points, points).Bins;
        return new ScoreDistribution([.. bins.Skip(1).Select(static bin => bin.From)], [.. bins.Select(static bin => bin.ReferenceCount)]);
    }
}
