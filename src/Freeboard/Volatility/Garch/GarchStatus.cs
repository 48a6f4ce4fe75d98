namespace Freeboard.Volatility.Garch;

/// <summary>Why a fit has, or has not, numbers. Zero is never success; only <see cref="Converged"/> carries numbers.</summary>
public enum GarchStatus
{
    /// <summary>Nothing was fitted.</summary>
    NotRun = 0,

    /// <summary>The likelihood is at its maximum; read <see cref="GarchFit.Flags"/> for warnings.</summary>
    Converged,

    /// <summary>Fewer returns than <see cref="GarchOptions.MinimumObservations"/> (or its twin for EWMA).</summary>
    NotEnoughData,

    /// <summary>A return is NaN or infinite, or too large or small to be squared.</summary>
    InvalidInput,

    /// <summary>Returns do not move: all the same, or nearly all zero (a suspended share).</summary>
    NoMovement,

    /// <summary>The sample does not determine this model; <see cref="GarchFit.Flags"/> names how.</summary>
    IllPosed,

    /// <summary>The evaluations ran out before the maximum was reached.</summary>
    IterationLimit,

    /// <summary>Arithmetic broke down: no start has a finite likelihood.</summary>
    NumericalBreakdown,
}
