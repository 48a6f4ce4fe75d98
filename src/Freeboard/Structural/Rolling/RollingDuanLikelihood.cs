using Freeboard.Structural.Windows;

namespace Freeboard.Structural.Rolling;

/// <summary>Duan's maximum-likelihood estimate of every day's window, for a whole history.</summary>
/// <remarks>
/// Source: Duan (1994, 2000); the drift is concentrated out. Method: docs/rolling.md.
/// The estimate differs from the KMV fixed point: the likelihood has the Jacobian of the equity in the assets.
/// Cost per day independent of the window's length. Shape: n days in, n elements out.
/// Determinism, errors: as <see cref="RollingKmv"/>. Where a window's likelihood has several maxima, one of them is found, not necessarily the highest.
/// Accuracy: measured in docs/rolling.md; sigma within 1e-9 of the single-window estimate.
/// </remarks>
public static class RollingDuanLikelihood
{
    /// <summary>Estimates every day's window.</summary>
    /// <param name="history">The firm's days, oldest first; days without trade absent, or NaN.</param>
    /// <param name="dates">The calendar date of each day, strictly ascending: they place the anchors. Empty: anchors are counted from the first row, and depend on it.</param>
    /// <param name="results">Columns of at least the history's length.</param>
    /// <param name="options">Settings; null for the defaults. The divisor does not matter here.</param>
    /// <returns>How many days have an estimate.</returns>
    /// <exception cref="ArgumentException">Spans differ in length, or dates do not ascend.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Horizon or payout rate out of range.</exception>
    public static int Estimate(in EquityWindow history, ReadOnlySpan<DateOnly> dates, in RollingColumns results, RollingOptions? options = null) =>
        RollingCalls.Run<LikelihoodMethod>(history, dates, results, options ?? RollingOptions.Default);
}
