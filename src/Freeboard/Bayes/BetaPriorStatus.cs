namespace Freeboard.Bayes;

/// <summary>How an estimate of what firms' betas have in common ended.</summary>
public enum BetaPriorStatus
{
    /// <summary>Nothing was estimated.</summary>
    NotRun = 0,

    /// <summary>The likelihood has its maximum at a spread above zero.</summary>
    Converged,

    /// <summary>Fewer than three firms: two betas do not show a spread beside their errors.</summary>
    NotEnoughData,

    /// <summary>The betas scatter no more than their errors do: the spread is zero and every beta is drawn to the mean.</summary>
    NoSpread,

    /// <summary>A beta is not finite, or an error is not finite and positive.</summary>
    InvalidInput,
}
