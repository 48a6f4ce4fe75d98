namespace Freeboard.Structural;

/// <summary>Settings of <see cref="TwoEquations"/>. The defaults serve every valid input; use <c>with</c> to change one.</summary>
public sealed record SolverOptions
{
    /// <summary>The defaults.</summary>
    public static SolverOptions Default { get; } = new();

    /// <summary>Relative tolerance on the equity-value equation, not on the unknowns; in (0, 1).</summary>
    /// <remarks>
    /// The iteration itself runs on until its steps vanish in rounding. A solution whose residual is still above this is reported as
    /// <see cref="SolverStatus.NumericalBreakdown"/>. A double cannot carry the distance finely enough for less than about 2e-13
    /// where the equity is worth 1e300 times the debt; ordinary firms reach 1e-15.
    /// </remarks>
    /// <value>The default value is 1e-12.</value>
    public double RelativeTolerance
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    } = 1e-12;

    /// <summary>Most iterations before giving up; at least 1.</summary>
    /// <remarks>Ordinary firms take 2 or 3; the most over the whole valid domain is stated in docs/structural.md.</remarks>
    /// <value>The default value is 100.</value>
    public int MaximumIterations
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 100;
}
