namespace Freeboard.Portfolio.Concentration;

/// <summary>How much of the risk that the loans have one by one is gone in the portfolio.</summary>
/// <remarks>A single loan's loss is its loss in default with its default probability: deviation l sqrt(p(1 - p)), ES l min(1, p/(1 - level)). Fixed recoveries.</remarks>
public static class Diversification
{
    /// <summary>Sum of the loans' own standard deviations.</summary>
    /// <param name="portfolio">The portfolio.</param>
    public static double StandaloneDeviation(CreditPortfolio portfolio)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        double sum = 0;
        for (int i = 0; i < portfolio.Count; i++)
        {
            double p = portfolio.DefaultProbabilities[i];
            sum += portfolio.LossOf(i) * Math.Sqrt(p * (1 - p));
        }

        return sum;
    }

    /// <summary>ES of one loan alone.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="obligor">The loan's index.</param>
    /// <param name="level">The level, in (0, 1).</param>
    public static double StandaloneShortfall(CreditPortfolio portfolio, int obligor, double level)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        return portfolio.LossOf(obligor) * Math.Min(1, portfolio.DefaultProbabilities[obligor] / (1 - level));
    }

    /// <summary>Sum of the loans' own ES.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="level">The level, in (0, 1).</param>
    public static double StandaloneShortfall(CreditPortfolio portfolio, double level)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        double sum = 0;
        for (int i = 0; i < portfolio.Count; i++)
        {
            sum += StandaloneShortfall(portfolio, i, level);
        }

        return sum;
    }
}
