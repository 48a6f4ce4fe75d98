namespace Freeboard.Structural;

/// <summary>Why one of the models beside the two equations (barrier, jumps, CreditGrades, inverse questions) stopped. Zero is never success.</summary>
/// <remarks>The existence of exactly one solution is a theorem for the two equations only; these models can have none, or several, and say so.</remarks>
public enum ModelStatus
{
    /// <summary>The model was not called.</summary>
    NotRun = 0,

    /// <summary>The equations hold; every number is good.</summary>
    Converged,

    /// <summary>A figure is not finite, or not positive where it must be; the result names it.</summary>
    InvalidInput,

    /// <summary>No firm of this model has these figures; no numbers are given.</summary>
    NoSolution,

    /// <summary>More than one firm of this model has these figures; no numbers are given.</summary>
    NotUnique,

    /// <summary>The default point is zero: there is nothing to default on.</summary>
    DegenerateNoDebt,

    /// <summary>The equity volatility is zero: no distance is defined.</summary>
    DegenerateNoVolatility,

    /// <summary>A finite figure, or the answer, lies beyond the range that double precision can carry.</summary>
    Underflow,

    /// <summary>The iteration limit was reached before the tolerance; no numbers are given.</summary>
    IterationLimit,

    /// <summary>Arithmetic broke down, or the equations are left with too large a residual; no numbers are given.</summary>
    NumericalBreakdown,
}
