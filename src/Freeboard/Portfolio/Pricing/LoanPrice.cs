namespace Freeboard.Portfolio.Pricing;

/// <summary>The interest rate at which a one-year loan earns what its risk asks for, part by part.</summary>
/// <remarks>
/// A loan of 1 is funded by debt 1 - k at the rate f and capital k that wants h. It pays 1 + R, or 1 - LGD in default; costs are c. From
/// (1 - p)(1 + R) + p(1 - LGD) - c = (1 - k)(1 + f) + k(1 + h): R = (f + (h - f) k + c + p LGD)/(1 - p). All per unit of exposure and year, simple rates.
/// Source: risk-adjusted return on capital, e.g. M. Ong, "Internal credit risk models" (1999). The capital is the contribution to ES or VaR less the expected loss, not below zero.
/// </remarks>
/// <param name="Rate">R.</param>
/// <param name="Funding">f/(1 - p).</param>
/// <param name="ExpectedLoss">p LGD/(1 - p).</param>
/// <param name="CapitalCharge">(h - f) k/(1 - p).</param>
/// <param name="Cost">c/(1 - p).</param>
/// <param name="Capital">k.</param>
public sealed record LoanPrice(double Rate, double Funding, double ExpectedLoss, double CapitalCharge, double Cost, double Capital)
{
    /// <summary>Prices a loan.</summary>
    /// <param name="loan">The loan; its default probability is below 1 and its exposure positive.</param>
    /// <param name="contribution">Its contribution to the portfolio's ES or VaR, currency units.</param>
    /// <param name="fundingRate">f, simple, per year.</param>
    /// <param name="hurdleRate">h, the return that capital wants, simple, per year.</param>
    /// <param name="cost">c, share of the exposure per year.</param>
    /// <exception cref="ArgumentOutOfRangeException">The default is certain, or there is no exposure.</exception>
    public static LoanPrice Of(NewLoan loan, double contribution, double fundingRate, double hurdleRate, double cost)
    {
        ArgumentNullException.ThrowIfNull(loan);
        double p = loan.DefaultProbability;
        if (!(p is >= 0 and < 1) || !(loan.Exposure > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(loan), p, "A loan has a price where it has an exposure and may survive.");
        }

        double expected = p * loan.LossGivenDefault;
        double capital = Math.Max(0, (contribution / loan.Exposure) - expected);
        double survives = 1 - p;
        double charge = (hurdleRate - fundingRate) * capital;
        return new LoanPrice((fundingRate + charge + cost + expected) / survives, fundingRate / survives, expected / survives, charge / survives, cost / survives, capital);
    }

    /// <summary>The return on capital that a rate brings; null where the loan binds no capital.</summary>
    /// <param name="loan">The loan.</param>
    /// <param name="rate">R.</param>
    /// <param name="fundingRate">f.</param>
    /// <param name="cost">c.</param>
    public double? ReturnOnCapital(NewLoan loan, double rate, double fundingRate, double cost)
    {
        ArgumentNullException.ThrowIfNull(loan);
        double p = loan.DefaultProbability;
        return Capital > 0 ? fundingRate + ((((1 - p) * rate) - fundingRate - cost - (p * loan.LossGivenDefault)) / Capital) : null;
    }
}
