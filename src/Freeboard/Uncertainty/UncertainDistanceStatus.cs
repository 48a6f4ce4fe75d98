namespace Freeboard.Uncertainty;

/// <summary>How the distribution of a distance was found.</summary>
public enum UncertainDistanceStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>Every figure stands.</summary>
    Converged,

    /// <summary>The distances at beliefs stand; the expected one diverges or was not found to 1e-8.</summary>
    NoExpectedValue,

    /// <summary>The distance does not move one way with every uncertain figure, so belief degrees do not carry over.</summary>
    NotMonotone,

    /// <summary>The two equations have no solution at the middle belief of the figures.</summary>
    InvalidInput,
}
