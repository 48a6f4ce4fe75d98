using Freeboard.Structural.Windows;

namespace Freeboard.Structural.Rolling;

/// <summary>Settings of the rolling estimators. Use <c>with</c> to change one.</summary>
public sealed record RollingOptions
{
    /// <summary>The defaults.</summary>
    public static RollingOptions Default { get; } = new();

    /// <summary>Days with figures in each window; at least 3. The window of a day ends on it; days that are absent or NaN do not count.</summary>
    /// <value>The default value is 250.</value>
    public int WindowDays
    {
        get;
        init => field = value is >= 3 and <= 1_000_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [3, 1000000].");
    } = 250;

    /// <summary>An estimate on every day (1) or on every n-th day with figures of each calendar block, counted from the block's first; at least 1.</summary>
    /// <value>The default value is 1.</value>
    /// <remarks>Counting starts anew with each block, so that the days chosen do not depend on where the history starts.</remarks>
    public int Step
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 1;

    /// <summary>Divisor, fewest returns and moves, bounds. Tolerance and iteration limit do not matter here: the accuracy is that of the interpolation.</summary>
    /// <value>The default value is <see cref="WindowOptions.Default"/>.</value>
    /// <remarks>Rolling estimates know <see cref="DriftTreatment.Estimated"/> and <see cref="SurvivorshipCorrection.None"/> only.</remarks>
    public WindowOptions Window
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value is { Drift: DriftTreatment.Estimated, Survivorship: SurvivorshipCorrection.None }
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "Rolling estimates need an estimated drift and no survivorship correction; use the single-window estimators for others.");
        }
    } = WindowOptions.Default;
}
