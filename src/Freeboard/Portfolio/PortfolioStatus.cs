namespace Freeboard.Portfolio;

/// <summary>How the figures of a portfolio were found, or why there are none.</summary>
public enum PortfolioStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>By quadrature and convolution, to rounding.</summary>
    Exact,

    /// <summary>By simulation; standard errors stand beside the figures.</summary>
    Simulated,

    /// <summary>By the saddlepoint approximation; its error is not in the standard errors.</summary>
    Approximated,

    /// <summary>The method takes one factor and the portfolio has none or several.</summary>
    NotOneFactor,

    /// <summary>The losses are no multiples of one unit, or of too small a one: give a loss unit, or simulate.</summary>
    NotOnLattice,

    /// <summary>The method takes fixed losses given default.</summary>
    RecoveryNotFixed,

    /// <summary>The method takes the Gaussian copula.</summary>
    CopulaNotGaussian,

    /// <summary>Nothing can be lost: no exposure, no loss given default, or no default probability.</summary>
    NothingToLose,

    /// <summary>The search for the tail did not end.</summary>
    NumericalBreakdown,
}
