namespace Freeboard.Monitoring;

/// <summary>When an alert begins and when it ends: two thresholds, so that a figure that wavers about one of them makes one alert and not many, and days for which each must hold.</summary>
public sealed record TriggerThresholds
{
    /// <summary>Makes thresholds.</summary>
    /// <param name="direction">Which way is worse.</param>
    /// <param name="raise">Where an alert begins, in the unit of the watched figure; finite.</param>
    /// <param name="clear">Where it ends: the raise threshold or a better value; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A threshold is not finite, or clear lies on the worse side of raise.</exception>
    public TriggerThresholds(RiskDirection direction, double raise, double clear)
    {
        if (!double.IsFinite(raise))
        {
            throw new ArgumentOutOfRangeException(nameof(raise), raise, "Must be finite.");
        }

        if (!double.IsFinite(clear) || (direction == RiskDirection.FallingIsWorse ? clear < raise : clear > raise))
        {
            throw new ArgumentOutOfRangeException(nameof(clear), clear, "Must be finite, and not on the worse side of the raise threshold.");
        }

        Direction = direction;
        Raise = raise;
        Clear = clear;
    }

    /// <summary>Which way is worse.</summary>
    public RiskDirection Direction { get; }

    /// <summary>An alert begins at this value or a worse one.</summary>
    public double Raise { get; }

    /// <summary>An alert ends at this value or a better one.</summary>
    public double Clear { get; }

    /// <summary>Calendar days from the first day at or beyond the raise threshold to the day of the alert, on all of whose observations the figure stays there; 0 raises at once.</summary>
    /// <value>The default value is 0.</value>
    public int RaiseDays
    {
        get;
        init => field = value is >= 0 and <= 3660 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 0 to 3660.");
    }

    /// <summary>Calendar days from the first day at or beyond the clear threshold to the end of the alert; 0 clears at once.</summary>
    /// <value>The default value is 25: two month-ends, the shortest too.</value>
    public int ClearDays
    {
        get;
        init => field = value is >= 0 and <= 3660 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 0 to 3660.");
    } = 25;

    /// <summary>Longest gap between two figures over which days are counted on; after a longer one counting begins anew.</summary>
    /// <value>The default value is 45 days, so that month-ends follow each other.</value>
    public int LongestGapDays
    {
        get;
        init => field = value is >= 1 and <= 3660 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 1 to 3660.");
    } = 45;

    /// <summary>Whether a value is at or beyond the raise threshold.</summary>
    /// <param name="value">The watched figure.</param>
    public bool IsBeyondRaise(double value) => Direction == RiskDirection.FallingIsWorse ? value <= Raise : value >= Raise;

    /// <summary>Whether a value is at or beyond the clear threshold, on the good side.</summary>
    /// <param name="value">The watched figure.</param>
    public bool IsClear(double value) => Direction == RiskDirection.FallingIsWorse ? value >= Clear : value <= Clear;
}
