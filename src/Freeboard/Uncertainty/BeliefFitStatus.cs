namespace Freeboard.Uncertainty;

/// <summary>How a fit to an expert's answers ended.</summary>
public enum BeliefFitStatus
{
    /// <summary>Nothing was fitted.</summary>
    NotRun = 0,

    /// <summary>The parameters solve the fitting equations.</summary>
    Converged,

    /// <summary>Fewer different points than parameters.</summary>
    NotEnoughData,

    /// <summary>A lognormal variable was asked for and a value is not positive.</summary>
    InvalidInput,

    /// <summary>The answers have no distribution of this family: beliefs that do not rise, or moments that the family cannot have.</summary>
    NoSolution,

    /// <summary>The search did not end.</summary>
    IterationLimit,
}
