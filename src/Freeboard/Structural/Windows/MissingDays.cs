namespace Freeboard.Structural.Windows;

/// <summary>What happens to a day on which a figure is NaN.</summary>
public enum MissingDays
{
    /// <summary>The day is left out and counted; the return spans the gap.</summary>
    Skip = 0,

    /// <summary>The window is <see cref="EstimationStatus.InvalidInput"/>.</summary>
    Reject,
}
