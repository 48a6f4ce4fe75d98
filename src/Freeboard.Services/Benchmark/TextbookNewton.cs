using MathNet.Numerics.Distributions;

namespace Freeboard.Services.Benchmark;

/// <summary>The two equations as textbooks solve them: Newton's method in V and sigmaV on Math.NET's normal distribution. A peer to time, never an answer.</summary>
/// <remarks>
/// Start V = E + D exp(-rT), sigmaV = sigmaE E / V; the Jacobian is analytic; the step is halved while it would leave the positive
/// quadrant; stops when both relative steps are below the tolerance. No bracket: distressed firms may not converge.
/// </remarks>
public static class TextbookNewton
{
    private const int MaximumIterations = 100;

    /// <summary>Solves one firm.</summary>
    /// <param name="equityValue">E.</param>
    /// <param name="equityVolatility">sigmaE.</param>
    /// <param name="defaultPoint">D.</param>
    /// <param name="riskFreeRate">r, continuous.</param>
    /// <param name="horizonYears">T.</param>
    /// <param name="tolerance">Largest relative step that counts as none.</param>
    /// <param name="assetValue">V.</param>
    /// <param name="assetVolatility">sigmaV.</param>
    /// <returns>Whether the steps vanished.</returns>
    public static bool Solve(double equityValue, double equityVolatility, double defaultPoint, double riskFreeRate, double horizonYears, double tolerance, out double assetValue, out double assetVolatility)
    {
        double discounted = defaultPoint * Math.Exp(-riskFreeRate * horizonYears);
        double rootT = Math.Sqrt(horizonYears);
        double v = equityValue + discounted;
        double sigma = equityVolatility * equityValue / v;
        for (int i = 0; i < MaximumIterations; i++)
        {
            double width = sigma * rootT;
            double d1 = (Math.Log(v / discounted) / width) + (0.5 * width);
            double d2 = d1 - width;
            double n1 = Normal.CDF(0, 1, d1);
            double n2 = Normal.CDF(0, 1, d2);
            double density = Math.Exp(-0.5 * d1 * d1) / Math.Sqrt(2 * Math.PI);
            double f = (v * n1) - (discounted * n2) - equityValue;
            double g = (v * n1 * sigma) - (equityVolatility * equityValue);

            // Partial derivatives: delta and vega of the call, and of V N(d1) sigmaV.
            double fv = n1;
            double fs = v * density * rootT;
            double gv = (n1 * sigma) + (density / rootT);
            double gs = (v * n1) - (v * density * d2);
            double determinant = (fv * gs) - (fs * gv);
            double stepV = ((f * gs) - (fs * g)) / determinant;
            double stepS = ((fv * g) - (f * gv)) / determinant;
            double share = 1;
            while (v - (share * stepV) <= 0 || sigma - (share * stepS) <= 0)
            {
                share *= 0.5;
            }

            v -= share * stepV;
            sigma -= share * stepS;
            if (!double.IsFinite(v) || !double.IsFinite(sigma))
            {
                break;
            }

            if (Math.Abs(stepV) < tolerance * v && Math.Abs(stepS) < tolerance * sigma)
            {
                assetValue = v;
                assetVolatility = sigma;
                return true;
            }
        }

        assetValue = double.NaN;
        assetVolatility = double.NaN;
        return false;
    }
}
