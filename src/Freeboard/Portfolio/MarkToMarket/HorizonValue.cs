using Freeboard.Numerics;

namespace Freeboard.Portfolio.MarkToMarket;

/// <summary>What a bond is worth at the horizon.</summary>
/// <remarks>
/// By state: V_n = sum over i = 0..N of D_i/(1 + r(n, i))^i + F/(1 + r(n, N))^N; i = 0 is the payment at the horizon. Source: J.P. Morgan, CreditMetrics technical document (1997), section 1.3.
/// By distance: the same payments at riskless rates, each weighted by 1 - LGD Q(i), Q the risk-neutral probability that the assets pass the default point within i years (Black and Cox 1976).
/// Accuracy: 17 published state values within the printed digits of their curves (tests).
/// </remarks>
public static class HorizonValue
{
    /// <summary>The value in a state that is not default.</summary>
    /// <param name="bond">The bond.</param>
    /// <param name="curves">Forward curves by state.</param>
    /// <param name="state">The state's name.</param>
    /// <exception cref="ArgumentException">The bond is impossible, or the state has no curve.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The curve ends before the bond does.</exception>
    public static double InState(in BondTerms bond, ForwardCurves curves, string state)
    {
        ArgumentNullException.ThrowIfNull(curves);
        bond.Check(nameof(bond));
        double value = 0;
        for (int i = 0; i <= bond.YearsAfterHorizon; i++)
        {
            value += bond.Payment * curves.Discount(state, i);
        }

        return value + (bond.Face * curves.Discount(state, bond.YearsAfterHorizon));
    }

    /// <summary>The value of a surviving borrower's bond by its distance at the horizon.</summary>
    /// <param name="loan">The bond and its borrower.</param>
    /// <param name="assetReturn">Standardised asset return x over the horizon; the borrower survives above -<see cref="DistanceLoan.DistanceToDefault"/>.</param>
    /// <exception cref="ArgumentException">The loan is impossible.</exception>
    public static double AtDistance(in DistanceLoan loan, double assetReturn)
    {
        loan.Check(nameof(loan));
        double logCover = loan.AssetVolatility * (loan.DistanceToDefault + assetReturn);
        double lgd = 1 - loan.Bond.RecoveryMean;
        double value = loan.Bond.Payment;
        double discount = 1;
        double passed = 0;
        for (int i = 1; i <= loan.Bond.YearsAfterHorizon; i++)
        {
            discount = Math.Pow(1 + loan.RisklessRate, -i);
            passed = PassageProbability(logCover, loan.AssetVolatility, loan.RisklessRate, i);
            value += loan.Bond.Payment * discount * (1 - (lgd * passed));
        }

        return value + (loan.Bond.Face * discount * (1 - (lgd * passed)));
    }

    /// <summary>Probability that ln(V/K), now b, falls to 0 within so many years under the risk-neutral drift.</summary>
    private static double PassageProbability(double b, double volatility, double rate, double years)
    {
        if (b <= 0)
        {
            return 1;
        }

        double drift = StandardNormal.LogOnePlus(rate) - (0.5 * volatility * volatility);
        double spread = volatility * Math.Sqrt(years);
        double straight = StandardNormal.Cumulative((-b - (drift * years)) / spread);
        double reflected = Math.Exp((-2 * drift * b / (volatility * volatility)) + StandardNormal.LogCumulative((-b + (drift * years)) / spread));
        return Math.Min(1, straight + reflected);
    }
}
