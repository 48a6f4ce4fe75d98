namespace Freeboard.Portfolio;

/// <summary>Whether an obligor's figures can be used, and if not, which cannot.</summary>
public enum ObligorStatus
{
    /// <summary>Not checked.</summary>
    NotChecked = 0,

    /// <summary>All figures can be used.</summary>
    Valid,

    /// <summary>The exposure is negative or not finite.</summary>
    ExposureOutOfRange,

    /// <summary>The loss given default lies outside [0, 1].</summary>
    LossGivenDefaultOutOfRange,

    /// <summary>The default probability lies outside [0, 1].</summary>
    ProbabilityOutOfRange,

    /// <summary>A loading is not finite, or the squared loadings add up to 1 or more: nothing of the obligor's own would be left.</summary>
    LoadingsTooLong,
}
