namespace Freeboard.Portfolio.Pricing;

/// <summary>A loan that might join a portfolio.</summary>
public sealed record NewLoan
{
    /// <summary>Exposure at default, currency units; positive.</summary>
    public required double Exposure { get; init; }

    /// <summary>Loss given default, decimal in [0, 1].</summary>
    public required double LossGivenDefault { get; init; }

    /// <summary>Default probability over the horizon, decimal in [0, 1].</summary>
    public required double DefaultProbability { get; init; }

    /// <summary>Loadings on the portfolio's factors, k.</summary>
    public required IReadOnlyList<double> Loadings { get; init; }

    /// <summary>The portfolio with the loan at its end.</summary>
    /// <param name="portfolio">The portfolio without it.</param>
    /// <exception cref="ArgumentException">The loan's figures cannot be used, or its loadings are not as many as the factors.</exception>
    internal CreditPortfolio Joined(CreditPortfolio portfolio) => Loadings.Count != portfolio.FactorCount
        ? throw new ArgumentException($"The portfolio has {portfolio.FactorCount} factors and the loan {Loadings.Count} loadings.", nameof(portfolio))
        : CreditPortfolio.Create(
            [.. portfolio.Ids, "new loan"],
            [.. portfolio.Exposures, Exposure],
            [.. portfolio.LossesGivenDefault, LossGivenDefault],
            [.. portfolio.DefaultProbabilities, DefaultProbability],
            [.. portfolio.Loadings, .. Loadings],
            portfolio.FactorCount);
}
