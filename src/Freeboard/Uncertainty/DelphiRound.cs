using System.Collections.Immutable;

namespace Freeboard.Uncertainty;

/// <summary>A round of several experts: the pooled distribution, how far each stands from it, and whether another round is needed.</summary>
/// <remarks>
/// Source: Wang, Gao and Guo (2012): every expert's answers become an empirical distribution, these are pooled by weight, and the rounds end when every
/// answer lies within a tolerance of the pooled belief. Beliefs should begin at 0 and end at 1: a distribution jumps at a first answer above 0, and
/// two jumps apart from each other are a disagreement of their own.
/// </remarks>
public sealed class DelphiRound
{
    private DelphiRound(PooledUncertainty pooled, ImmutableArray<DelphiDistance> distances, double tolerance)
    {
        Pooled = pooled;
        Distances = distances;
        Tolerance = tolerance;
    }

    /// <summary>The pooled distribution.</summary>
    public PooledUncertainty Pooled { get; }

    /// <summary>Each expert's distance from it, in the order of the answers.</summary>
    public ImmutableArray<DelphiDistance> Distances { get; }

    /// <summary>How far an answer may lie from the pooled belief.</summary>
    public double Tolerance { get; }

    /// <summary>The largest distance of any answer.</summary>
    public double LargestDistance => Distances.Max(distance => distance.Largest);

    /// <summary>Whether every answer lies within the tolerance: the rounds are over.</summary>
    public bool Agrees => LargestDistance <= Tolerance;

    /// <summary>Pools the answers of a round.</summary>
    /// <param name="answers">At least one.</param>
    /// <param name="tolerance">How far an answer may lie from the pooled belief; in (0, 1).</param>
    /// <exception cref="ArgumentException">There is no answer, or a weight is not finite and positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is outside (0, 1).</exception>
    public static DelphiRound Of(IReadOnlyList<DelphiAnswer> answers, double tolerance = 0.05)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (!(tolerance is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "The tolerance must lie between 0 and 1, both excluded.");
        }

        PooledUncertainty pooled = new(answers.Select(answer => (answer.Weight, (UncertaintyDistribution)new EmpiricalUncertainty(answer.Data))));
        return new DelphiRound(pooled, [.. answers.Select(answer => DelphiDistance.Of(answer, pooled))], tolerance);
    }
}

/// <summary>How far one expert stands from the pooled distribution.</summary>
/// <param name="Expert">The expert.</param>
/// <param name="Largest">The largest difference of a belief, absolute.</param>
/// <param name="At">The value at which it is.</param>
/// <param name="Signed">The difference there, the expert's belief less the pooled one: positive where the expert expects smaller values.</param>
/// <param name="Mean">The mean absolute difference.</param>
public readonly record struct DelphiDistance(string Expert, double Largest, double At, double Signed, double Mean)
{
    internal static DelphiDistance Of(DelphiAnswer answer, PooledUncertainty pooled)
    {
        double[] misses = [.. answer.Data.Points.Select(point => point.Belief - pooled.Belief(point.Value))];
        int worst = 0;
        for (int i = 1; i < misses.Length; i++)
        {
            worst = Math.Abs(misses[i]) > Math.Abs(misses[worst]) ? i : worst;
        }

        return new DelphiDistance(answer.Expert, Math.Abs(misses[worst]), answer.Data.Points[worst].Value, misses[worst], misses.Average(Math.Abs));
    }
}
