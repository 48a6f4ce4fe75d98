namespace Freeboard.Services.FirmYears;

/// <summary>Which distance a panel of firm-years is given.</summary>
public enum FirmYearDistanceKind
{
    /// <summary>d2 of the two equations: drift is the rate.</summary>
    RiskNeutral = 0,

    /// <summary>The same assets with the firm's own drift: its market value's move over the last year, shrunk as the policy says.</summary>
    Physical,

    /// <summary>(V - DP) / (V sigmaV sqrt T).</summary>
    Kmv,

    /// <summary>Bharath and Shumway's naive distance: nothing is solved, the drift is last year's return.</summary>
    Naive,
}
