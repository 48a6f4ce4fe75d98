namespace Freeboard.Services.FirmYears;

/// <summary>Which distance a panel of firm-years is given.</summary>
public enum FirmYearDistanceKind
{
    /// <summary>d2 of the two equations: the assets drift at the rate.</summary>
    RiskNeutral = 0,

    /// <summary>The same assets with a drift of their own: the equity's drift of the policy, its excess over the rate times sigmaV / sigmaE.</summary>
    Physical,

    /// <summary>(V - DP) / (V sigmaV sqrt T).</summary>
    Kmv,

    /// <summary>Bharath and Shumway's naive distance: nothing is solved. Its published form takes the whole of last year's return as drift, weight 1.</summary>
    Naive,
}
