namespace Freeboard.Volatility;

/// <summary>How far apart the closes are between which returns are taken.</summary>
public enum SamplingFrequency
{
    /// <summary>Every trading day.</summary>
    Daily = 0,

    /// <summary>The last close of each ISO week (Monday to Sunday).</summary>
    Weekly,

    /// <summary>The last close of each calendar month.</summary>
    Monthly,
}
