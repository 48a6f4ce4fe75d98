namespace Freeboard.Volatility.Garch;

/// <summary>From what the covariance of the estimates is computed; H is the Hessian of the log-likelihood, G the sum of the outer products of the scores.</summary>
public enum CovarianceKind
{
    /// <summary>H^-1 G H^-1: right also when the distribution is wrong (Bollerslev and Wooldridge 1992).</summary>
    Robust = 0,

    /// <summary>(-H)^-1: the observed information.</summary>
    Hessian,

    /// <summary>G^-1 (Berndt, Hall, Hall and Hausman 1974).</summary>
    OuterProduct,
}
