using Freeboard.Structural.Windows;

namespace Freeboard.Structural.Rolling;

/// <summary>The KMV / Vassalou-Xing fixed point of every day's window, for a whole history: the sigma whose implied asset returns have volatility sigma.</summary>
/// <remarks>
/// Source: Crosbie and Bohn (2003); Vassalou and Xing (2004). Method: docs/rolling.md.
/// Cost per day independent of the window's length. Shape: n days in, n elements out.
/// Determinism: work is cut at fixed calendar dates, so a day's bits do not depend on where a history starts, as long as it holds a window
/// and a calendar block before that day; nor on any day after it; nor on the width of the processor's registers.
/// Errors: one firm's data give statuses; spans of unequal length, dates out of order and a horizon or payout out of range throw.
/// Accuracy: measured in docs/rolling.md; sigma within 1e-10 of the single-window fixed point.
/// </remarks>
public static class RollingKmv
{
    /// <summary>Estimates every day's window.</summary>
    /// <param name="history">The firm's days, oldest first; days without trade absent, or NaN.</param>
    /// <param name="dates">The calendar date of each day, strictly ascending: they place the anchors. Empty: anchors are counted from the first row, and depend on it.</param>
    /// <param name="results">Columns of at least the history's length.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <returns>How many days have an estimate.</returns>
    /// <exception cref="ArgumentException">Spans differ in length, or dates do not ascend.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Horizon or payout rate out of range.</exception>
    public static int Estimate(in EquityWindow history, ReadOnlySpan<DateOnly> dates, in RollingColumns results, RollingOptions? options = null) =>
        RollingCalls.Run<FixedPointMethod>(history, dates, results, options ?? RollingOptions.Default);
}
