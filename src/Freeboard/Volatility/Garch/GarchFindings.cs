namespace Freeboard.Volatility.Garch;

/// <summary>What is remarkable about a fit. The first group are warnings beside numbers; the second group makes a fit <see cref="GarchStatus.IllPosed"/>.</summary>
[Flags]
public enum GarchFindings
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Warning: fewer observations than <see cref="GarchOptions.WarnBelow"/>.</summary>
    FewObservations = 1 << 0,

    /// <summary>Warning: the maximum is at a kink of the EGARCH likelihood, where a residual is exactly zero (errors of the mean are those of the piece with that residual positive), or at a cusp of a GED, found by a scan.</summary>
    AtKink = 1 << 1,

    /// <summary>Warning: persistence is 1 or more (alpha + gamma/2 + beta in GARCH and GJR), so that no unconditional variance exists.</summary>
    NonStationary = 1 << 2,

    /// <summary>Warning: another start ended at a different maximum whose log-likelihood is within 0.1 of the best.</summary>
    SeveralMaxima = 1 << 3,

    /// <summary>Ill-posed: the maximum lies on a bound: no reaction to shocks (alpha = 0 or below), or beta at an end of its range.</summary>
    AtBoundary = 1 << 8,

    /// <summary>Ill-posed: a shock to ln h has a half-life longer than the sample, so that beta cannot be told from 1.</summary>
    NearUnitRoot = 1 << 9,

    /// <summary>Ill-posed: the EGARCH filter does not forget where it started (its Lyapunov exponent on the sample is not negative).</summary>
    NotInvertible = 1 << 10,

    /// <summary>Ill-posed: the shape is at an end of its range. A Student t whose degrees of freedom run away is a normal: fit that.</summary>
    ShapeAtBoundary = 1 << 11,

    /// <summary>Ill-posed: the Hessian is not negative definite at the maximum, so that a parameter is not determined.</summary>
    SingularInformation = 1 << 12,

    /// <summary>Ill-posed: one return makes up most of the sum of squares.</summary>
    DominantReturn = 1 << 13,

    /// <summary>Ill-posed by request: persistence is 1 or more and <see cref="GarchOptions.RequireStationarity"/> is set.</summary>
    StationarityRefused = 1 << 14,
}
