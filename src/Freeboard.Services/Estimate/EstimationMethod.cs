namespace Freeboard.Services.Estimate;

/// <summary>The estimators that a table can be put through. A new one is a member here, a word in <see cref="EstimationMethods"/> and a line in the switch of the estimator.</summary>
public enum EstimationMethod
{
    /// <summary>The two equations on the last day, with the equity volatility of the window.</summary>
    TwoEquation = 0,

    /// <summary>The KMV fixed point.</summary>
    Kmv,

    /// <summary>Duan's maximum likelihood.</summary>
    Mle,

    /// <summary>The NUS variant of the likelihood, with delta of other liabilities.</summary>
    Nus,

    /// <summary>Bharath and Shumway's naive distance.</summary>
    Naive,
}
