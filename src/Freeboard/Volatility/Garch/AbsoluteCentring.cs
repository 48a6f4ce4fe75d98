namespace Freeboard.Volatility.Garch;

/// <summary>The constant c that EGARCH takes off |z|. It only moves omega, but printed omegas cannot be compared without it.</summary>
public enum AbsoluteCentring
{
    /// <summary>E|z| of the fitted distribution (Nelson 1991, rugarch).</summary>
    FittedDistribution = 0,

    /// <summary>sqrt(2/pi) whatever the distribution (arch).</summary>
    NormalExpectation,
}
