namespace Freeboard.Bayes;

/// <summary>How the estimate of a prior's strength ended.</summary>
public enum PriorStrengthStatus
{
    /// <summary>Nothing was estimated.</summary>
    NotRun = 0,

    /// <summary>The marginal likelihood has its maximum there.</summary>
    Converged,

    /// <summary>Fewer than two groups with firm-years, or no default at all.</summary>
    NotEnoughData,

    /// <summary>The likelihood rises without end: groups scatter no more than chance, so nothing contradicts the EDF and no finite strength follows.</summary>
    NoOverdispersion,

    /// <summary>The likelihood rises towards strength zero: the EDF says nothing about these groups.</summary>
    NoInformation,

    /// <summary>A group has an EDF outside (0, 1) or more defaults than firm-years.</summary>
    InvalidInput,
}
