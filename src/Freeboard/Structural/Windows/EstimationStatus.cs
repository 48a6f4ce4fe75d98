namespace Freeboard.Structural.Windows;

/// <summary>Why an estimation on a window stopped. Zero is never success.</summary>
public enum EstimationStatus
{
    /// <summary>The estimator was not called.</summary>
    NotRun = 0,

    /// <summary>The estimating equation holds to the requested tolerance, strictly inside the bounds.</summary>
    Converged,

    /// <summary>A figure is infinite, negative, zero where it must be positive, or out of order; <see cref="WindowEstimate.OffendingInput"/> names it.</summary>
    InvalidInput,

    /// <summary>Too few days are left, see <see cref="WindowOptions.MinimumReturns"/>.</summary>
    NotEnoughData,

    /// <summary>The equity hardly ever moved (a suspended share): what moves is only the debt, which says nothing about the assets' volatility.</summary>
    NoMovement,

    /// <summary>The estimate would lie outside the bounds; <see cref="WindowEstimate.BindingBound"/> names which. A bound is never an estimate.</summary>
    BoundBinds,

    /// <summary>The iteration limit was reached before the tolerance; no numbers are given.</summary>
    IterationLimit,

    /// <summary>Arithmetic broke down (a not-a-number appeared, or no maximum where there must be one); no numbers are given.</summary>
    NumericalBreakdown,

    /// <summary>A finite figure lies beyond the range that double precision can carry; <see cref="WindowEstimate.OffendingInput"/> names it.</summary>
    Underflow,

    /// <summary>The firm has no debt on the last day: asset value, volatility and drift hold, the distances are infinite.</summary>
    DegenerateNoDebt,

    /// <summary>No firm of the model has this equity value and volatility; no numbers are given.</summary>
    NoSolution,

    /// <summary>More than one firm of the model has this equity value and volatility; no numbers are given.</summary>
    NotUnique,

    /// <summary>The likelihood does not tell a parameter of the model from its absence; the numbers are those without it, and it has none itself.</summary>
    NotIdentified,
}
