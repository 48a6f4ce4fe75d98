namespace Freeboard.Portfolio.Correlation;

/// <summary>Whether a matrix is a correlation matrix, or was made one.</summary>
public enum CorrelationStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>It is one, as it was given.</summary>
    AsGiven,

    /// <summary>It had negative eigenvalues; the nearest correlation matrix stands in its place.</summary>
    Adjusted,

    /// <summary>It is no square matrix of finite numbers within [-1, 1], symmetric with a unit diagonal.</summary>
    InvalidInput,

    /// <summary>The search for the nearest one did not end.</summary>
    IterationLimit,
}
