using Freeboard.Numerics;

namespace Freeboard.Validation.Reliability;

/// <summary>Whether observed events in groups of rising probability are as many as predicted: a chi-square test.</summary>
/// <remarks>
/// <para>Source: D. W. Hosmer and S. Lemeshow, "Goodness of fit tests for the multiple logistic regression model", Communications in Statistics A9 (1980).</para>
/// <para>Method: rows sorted by probability, equal ones in their order; rank r of n goes to group floor(r k / n); statistic = sum of (O - E)^2 / [m p (1 - p)], p = E/m.
/// Degrees of freedom k - 2 for probabilities fitted on these very rows, k for rows that the fit has not seen: both p values are given, and which one holds is the caller's knowledge.</para>
/// <para>The grouping is a convention that moves the statistic, and independence is supposed: read it beside <see cref="CalibrationLine"/>.</para>
/// <para>Errors: probabilities outside [0, 1] throw; fewer than three groups have no test on fitted rows.</para>
/// </remarks>
public sealed record HosmerLemeshow
{
    /// <summary>Why there is, or is not, a test.</summary>
    public required ValidationStatus Status { get; init; }

    /// <summary>The statistic.</summary>
    public double? ChiSquare { get; init; }

    /// <summary>Groups used.</summary>
    public int Groups { get; init; }

    /// <summary>p value for rows on which the probabilities were fitted: k - 2 degrees of freedom.</summary>
    public double? ProbabilityFitted { get; init; }

    /// <summary>p value for rows that the fit has not seen: k degrees of freedom.</summary>
    public double? ProbabilityFresh { get; init; }

    /// <summary>Tests predictions.</summary>
    /// <param name="probability">Predicted probabilities, decimal; n rows.</param>
    /// <param name="hasEvent">Whether the event followed, n rows.</param>
    /// <param name="groups">Number of groups k; at least 1.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability lies outside [0, 1], or there is no group.</exception>
    public static HosmerLemeshow Of(ReadOnlySpan<double> probability, ReadOnlySpan<bool> hasEvent, int groups = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        ScoredEvents.CheckProbabilities(probability, hasEvent);
        if (probability.Length == 0)
        {
            return new HosmerLemeshow { Status = ValidationStatus.NoObservations };
        }

        int[] rows = ScoredEvents.Ascending(probability);
        double statistic = 0;
        int used = 0;
        bool refuted = false;
        foreach ((int from, int to) in RankGroups.Of(rows, probability, groups))
        {
            int size = to - from;
            double expected = 0;
            int observed = 0;
            for (int at = from; at < to; at++)
            {
                expected += probability[rows[at]];
                observed += hasEvent[rows[at]] ? 1 : 0;
            }

            double rate = expected / size;
            double variance = size * rate * (1 - rate);
            used++;
            if (variance > 0)
            {
                statistic += (observed - expected) * (observed - expected) / variance;
            }
            else
            {
                refuted |= observed != expected;
            }
        }

        return refuted
            ? new HosmerLemeshow { Status = ValidationStatus.CertaintyRefuted, Groups = used }
            : new HosmerLemeshow
            {
                Status = ValidationStatus.Estimated,
                ChiSquare = statistic,
                Groups = used,
                ProbabilityFitted = used > 2 ? TailProbability.ChiSquare(statistic, used - 2) : null,
                ProbabilityFresh = TailProbability.ChiSquare(statistic, used),
            };
    }
}
