namespace Freeboard.Services.Assess;

/// <summary>How the value and volatility of the assets are implied from equity.</summary>
public enum AssetMethod
{
    /// <summary>Two equations a day: equity value and equity volatility.</summary>
    TwoEquation = 0,

    /// <summary>The KMV fixed point over the window of trading days that ends on the day, rolled through each firm's history.</summary>
    Kmv,
}
