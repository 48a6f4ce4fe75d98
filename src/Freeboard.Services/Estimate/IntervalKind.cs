namespace Freeboard.Services.Estimate;

/// <summary>By what confidence intervals of the likelihood are made.</summary>
public enum IntervalKind
{
    /// <summary>Estimate -+ quantile x standard error (delta method).</summary>
    Wald = 0,

    /// <summary>The profile of the likelihood: the values at which it is, best in all else, within half the chi-square quantile of its maximum.</summary>
    Profile,
}
