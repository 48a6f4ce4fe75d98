namespace Freeboard.Volatility.Garch;

/// <summary>How tomorrow's variance follows from today's.</summary>
public enum VarianceModel
{
    /// <summary>h_t = omega + alpha e_(t-1)^2 + beta h_(t-1) (Bollerslev 1986).</summary>
    Garch = 0,

    /// <summary>GARCH with gamma 1[e_(t-1) &lt; 0] e_(t-1)^2 added: bad news weighs more (Glosten, Jagannathan and Runkle 1993).</summary>
    Gjr,

    /// <summary>ln h_t = omega + alpha (|z_(t-1)| - c) + gamma z_(t-1) + beta ln h_(t-1) (Nelson 1991).</summary>
    Egarch,

    /// <summary>h_t = (1 - lambda) e_(t-1)^2 + lambda h_(t-1), exponentially weighted (RiskMetrics 1996); lambda fixed or estimated.</summary>
    Ewma,
}
