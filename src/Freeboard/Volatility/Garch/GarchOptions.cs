namespace Freeboard.Volatility.Garch;

/// <summary>Settings of <see cref="GarchEstimator"/>. Use <c>with</c> to change one.</summary>
public sealed record GarchOptions
{
    /// <summary>The defaults.</summary>
    public static GarchOptions Default { get; } = new();

    /// <summary>Fewest returns for GARCH, GJR and EGARCH; at least 30. Below it the status is <see cref="GarchStatus.NotEnoughData"/>.</summary>
    /// <value>The default value is 500: in one year of days the size effect is hardly identified, and most optima are artefacts.</value>
    public int MinimumObservations { get; init => field = AtLeastThirty(value); } = 500;

    /// <summary>Fewest returns for EWMA; at least 30.</summary>
    /// <value>The default value is 60.</value>
    public int MinimumEwmaObservations { get; init => field = AtLeastThirty(value); } = 60;

    /// <summary>Below this many returns a fit of GARCH, GJR or EGARCH is flagged <see cref="GarchFindings.FewObservations"/>.</summary>
    /// <value>The default value is 750.</value>
    public int WarnBelow { get; init => field = AtLeastThirty(value); } = 750;

    /// <summary>Points of the grid, best first, from which the likelihood is climbed; from 1 to 16. The fixed grid itself is always evaluated whole.</summary>
    /// <value>The default value is 2.</value>
    public int Starts
    {
        get;
        init => field = value is >= 1 and <= 16 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 1 to 16.");
    } = 2;

    /// <summary>Most evaluations of the likelihood with its derivatives for one climb; at least 10.</summary>
    /// <value>The default value is 200.</value>
    public int MaximumEvaluations
    {
        get;
        init => field = value >= 10 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 10.");
    } = 200;

    /// <summary>Whether a maximum with a persistence of 1 or more counts as ill-posed. Otherwise it is reported with the flag <see cref="GarchFindings.NonStationary"/>.</summary>
    /// <value>The default value is false: the unconstrained maximum is the estimate.</value>
    public bool RequireStationarity { get; init; }

    private static int AtLeastThirty(int value) =>
        value >= 30 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 30 returns.");
}
