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

    /// <summary>The down-and-out barrier: its equations on the last day, or its likelihood on the window.</summary>
    Barrier,

    /// <summary>CreditGrades on the last day, with the equity volatility of the window.</summary>
    CreditGrades,

    /// <summary>Merton's jump-diffusion on the last day, with the equity volatility of the window.</summary>
    Jump,
}

/// <summary>How the barrier model is brought to a window.</summary>
public enum BarrierFit
{
    /// <summary>The two barrier equations on the last day, with the equity volatility of the window.</summary>
    Equations = 0,

    /// <summary>Maximum likelihood on the equity values of the window.</summary>
    Likelihood,
}
