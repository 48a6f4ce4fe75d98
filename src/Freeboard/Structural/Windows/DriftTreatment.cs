namespace Freeboard.Structural.Windows;

/// <summary>About which drift asset returns are centred.</summary>
public enum DriftTreatment
{
    /// <summary>The drift is estimated with the volatility: nu = sum of log returns / time, mu = nu + sigmaV^2/2 + q.</summary>
    Estimated = 0,

    /// <summary>The drift is the risk-free rate of the day on which each return begins.</summary>
    RiskFree,

    /// <summary>The drift is <see cref="WindowOptions.GivenDrift"/>.</summary>
    Given,
}
