namespace Freeboard.Structural.Windows;

/// <summary>Whether the likelihood knows that a firm in the sample has survived it.</summary>
public enum SurvivorshipCorrection
{
    /// <summary>The likelihood of the equity values as they are.</summary>
    None = 0,

    /// <summary>The likelihood given that the assets are above the default point when the window ends.</summary>
    AtWindowEnd,
}
