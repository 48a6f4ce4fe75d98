namespace Freeboard.Portfolio;

/// <summary>Levels at which a tail is told.</summary>
public static class LossLevels
{
    /// <summary>0.95, 0.99, 0.999 and 0.9997.</summary>
    public static IReadOnlyList<double> Usual { get; } = [0.95, 0.99, 0.999, 0.9997];

    /// <summary>The levels themselves, when each lies in (0, 1).</summary>
    /// <param name="levels">The levels.</param>
    /// <exception cref="ArgumentException">There is none, or one is outside its range.</exception>
    public static IReadOnlyList<double> Checked(IReadOnlyList<double> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        return levels.Count > 0 && levels.All(level => level is > 0 and < 1) ? [.. levels] : throw new ArgumentException("Levels must lie in (0, 1), and there must be one.", nameof(levels));
    }
}
