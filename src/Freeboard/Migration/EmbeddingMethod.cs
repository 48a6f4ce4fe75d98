namespace Freeboard.Migration;

/// <summary>How a generator is had from a transition matrix whose logarithm is none.</summary>
public enum EmbeddingMethod
{
    /// <summary>Negative rates of the logarithm are set to 0 and the diagonal takes the difference (Israel, Rosenthal and Wei 2001).</summary>
    DiagonalAdjustment = 0,

    /// <summary>Negative rates are set to 0 and all other entries of the row take the difference, in proportion to their size (Israel, Rosenthal and Wei 2001).</summary>
    WeightedAdjustment,

    /// <summary>The generator nearest to the logarithm, row by row, in squared distance: quasi-optimisation of the generator (Kreinin and Sidelnikova 2001).</summary>
    QuasiOptimization,

    /// <summary>g_ii = ln p_ii and g_ij = p_ij ln p_ii / (p_ii - 1): at most one change of state a period (Jarrow, Lando and Turnbull 1997). Needs no logarithm of the matrix.</summary>
    JarrowLandoTurnbull,
}
