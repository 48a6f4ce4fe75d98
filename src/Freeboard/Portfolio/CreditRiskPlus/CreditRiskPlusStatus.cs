namespace Freeboard.Portfolio.CreditRiskPlus;

/// <summary>Why a distribution is, or is not, there. Zero is never success.</summary>
public enum CreditRiskPlusStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>The distribution holds.</summary>
    Computed,

    /// <summary>A column, a weight or a rate is impossible; <see cref="CreditRiskPlusDistribution.Fault"/> says which.</summary>
    InvalidInput,

    /// <summary>The loss unit is so small that the distribution has more points than allowed: take a larger unit, fewer bands, or allow more points.</summary>
    TooManyPoints,
}
