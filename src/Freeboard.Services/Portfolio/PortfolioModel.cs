namespace Freeboard.Services.Portfolio;

/// <summary>Which model the losses come from.</summary>
public enum PortfolioModel
{
    /// <summary>Defaults under factors, by any <see cref="PortfolioMethod"/>.</summary>
    DefaultMode = 0,

    /// <summary>Values at the horizon after migrations or moves of distances; losses are counted from the value without a move.</summary>
    MarkToMarket,

    /// <summary>CreditRisk+.</summary>
    CreditRiskPlus,

    /// <summary>The infinitely fine portfolio under one factor.</summary>
    Asymptotic,
}
