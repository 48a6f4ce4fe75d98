using Freeboard.Numerics;

namespace Freeboard.Structural.CreditGrades;

/// <summary>The two legs of a default swap under CreditGrades, per unit of claim and of premium.</summary>
internal static class CreditGradesLegs
{
    private const double SmallestRateTime = 0.01;

    /// <summary>protection = 1 - P(t) e^(-rt) - r A, annuity A = integral of P(u) e^(-ru) over [0, t].</summary>
    internal static (double Protection, double Annuity) Of(in CreditGradesCurve curve, double logRatio, double dispersion, double years, double rate)
    {
        double sigma = curve.AssetVolatility;
        double z = Math.Sqrt(0.25 + (2 * rate / (sigma * sigma)));
        double xi = dispersion * dispersion / (sigma * sigma);
        if (rate * years >= SmallestRateTime && rate * xi < 50)
        {
            // e^(r xi) [G(t + xi) - G(xi)]: the discounted probability of a default in (0, t].
            double later = Math.Exp(rate * xi) * (G(years + xi) - G(xi));
            double discount = Math.Exp(-rate * years);

            // P(0) = 1 - q0, so that r A = P(0) - P(t) e^(-rt) - later is a difference of safe sizes, and protection a sum of small positive parts.
            double immediate = curve.DefaultProbability(0);
            double annuity = (1 - immediate - (curve.Survival(years) * discount) - later) / rate;
            return (immediate + later, annuity);
        }

        return Quadrature(curve, years, rate);

        double G(double u)
        {
            if (u == 0)
            {
                return 0;
            }

            double width = sigma * Math.Sqrt(u);
            double near = -logRatio / width;
            double up = (logRatio * (z + 0.5)) + StandardNormal.LogCumulative(near - (z * width));
            double down = (logRatio * (0.5 - z)) + StandardNormal.LogCumulative(near + (z * width));
            return Math.Exp(up) + Math.Exp(down);
        }
    }

    private static (double Protection, double Annuity) Quadrature(CreditGradesCurve curve, double years, double rate)
    {
        // Both legs through F = 1 - P, which keeps a safe firm's digits: with B = integral of F e^(-ru),
        // A = (1 - e^(-rt))/r - B and protection = F(t) e^(-rt) + r B.
        double lost = GaussLegendre.Integrate(
            root =>
            {
                // u = t root^2 spreads the steep beginning of the curve.
                double u = years * root * root;
                return 2 * years * root * curve.DefaultProbability(u) * Math.Exp(-rate * u);
            },
            0,
            1,
            pieces: 8);
        double discount = Math.Exp(-rate * years);
        double certain = years * ExpMinusOne.OverArgument(-rate * years, discount);
        return ((curve.DefaultProbability(years) * discount) + (rate * lost), certain - lost);
    }
}
