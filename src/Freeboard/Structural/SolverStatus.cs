namespace Freeboard.Structural;

/// <summary>Why a solver stopped. Zero is never success.</summary>
public enum SolverStatus
{
    /// <summary>The solver was not called.</summary>
    NotRun = 0,

    /// <summary>The equations hold to the requested tolerance.</summary>
    Converged,

    /// <summary>An input is not finite, or not positive where it must be; <see cref="MertonSolution.OffendingInput"/> names it.</summary>
    InvalidInput,

    /// <summary>The default point is zero: assets are the equity, asset volatility is the equity volatility, the distance to default is infinite.</summary>
    DegenerateNoDebt,

    /// <summary>The equity volatility is zero: assets are equity plus discounted debt and do not move. The distance is infinite as a limit, which says nothing about the firm.</summary>
    DegenerateNoVolatility,

    /// <summary>A finite positive input lies beyond the range that double precision can carry (see <see cref="MertonInputs"/>).</summary>
    Underflow,

    /// <summary>The iteration limit was reached before the tolerance; no numbers are given.</summary>
    IterationLimit,

    /// <summary>Arithmetic broke down (a not-a-number appeared); no numbers are given.</summary>
    NumericalBreakdown,
}
