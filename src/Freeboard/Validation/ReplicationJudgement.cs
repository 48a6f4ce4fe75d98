namespace Freeboard.Validation;

/// <summary>The rule that turns numbers into a verdict. A verdict is always computed, never stored.</summary>
public static class ReplicationJudgement
{
    /// <summary>Judges one published figure.</summary>
    /// <param name="published">The published value.</param>
    /// <param name="right">The value by the right equations; null when it cannot be computed.</param>
    /// <param name="slipped">The value by the source's slip; null when there is none.</param>
    /// <param name="tolerance">Largest absolute difference that still counts as equal; finite and not negative.</param>
    /// <returns><see cref="ReplicationVerdict.Reproduced"/> when the right value is within the tolerance, else
    /// <see cref="ReplicationVerdict.ReproducedWithSlip"/> when the slipped one is, else <see cref="ReplicationVerdict.NotReproducible"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or not finite.</exception>
    public static ReplicationVerdict Decide(double published, double? right, double? slipped, double tolerance)
    {
        if (!double.IsFinite(tolerance) || tolerance < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "A tolerance must be finite and not negative.");
        }

        // A difference that is not a number fails both comparisons, so that nothing unfinished can pass.
        if (right is double r && Math.Abs(r - published) <= tolerance)
        {
            return ReplicationVerdict.Reproduced;
        }

        return slipped is double s && Math.Abs(s - published) <= tolerance
            ? ReplicationVerdict.ReproducedWithSlip
            : ReplicationVerdict.NotReproducible;
    }
}
