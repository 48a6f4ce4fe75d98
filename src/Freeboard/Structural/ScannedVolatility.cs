using Freeboard.Numerics;

namespace Freeboard.Structural;

/// <summary>The one volatility below sigmaE at which an equation that need not be monotone changes its sign, or why there is none.</summary>
internal static class ScannedVolatility
{
    /// <summary>Looks at volatilities equally far apart in their logarithm up to sigmaE, then closes in on the one change of sign by Brent's method.</summary>
    /// <param name="excess">The equation at a logarithm of a volatility; NaN where it has no value.</param>
    /// <param name="equityVolatility">sigmaE: where the excess is never negative.</param>
    /// <param name="smallestShare">The smallest volatility looked at, as a share of sigmaE.</param>
    /// <param name="count">How many are looked at.</param>
    /// <param name="logVolatility">The root; NaN where the status is not Converged.</param>
    /// <param name="iterations">Evaluations of Brent's method.</param>
    /// <returns>Converged, or NoSolution, NotUnique, IterationLimit, NumericalBreakdown.</returns>
    internal static ModelStatus Find(Func<double, double> excess, double equityVolatility, double smallestShare, int count, out double logVolatility, out int iterations)
    {
        double top = Math.Log(equityVolatility);
        double step = -Math.Log(smallestShare) / (count - 1);
        double previous = double.NaN;
        (double Low, double AtLow, double High, double AtHigh) bracket = default;
        int crossings = 0;
        for (int i = count - 1; i >= 0; i--)
        {
            // At sigmaV = sigmaE the excess is never negative; a hair more lets rounding of a firm with hardly any debt pass.
            double at = i == 0 ? top + 1e-9 : top - (i * step);
            double value = excess(at);
            if (!double.IsNaN(previous) && !double.IsNaN(value) && (previous < 0) != (value < 0))
            {
                crossings++;
                bracket = (top - ((i + 1) * step), previous, at, value);
            }

            previous = value;
        }

        (logVolatility, iterations) = (double.NaN, 0);
        if (crossings != 1)
        {
            return crossings == 0 ? ModelStatus.NoSolution : ModelStatus.NotUnique;
        }

        (logVolatility, iterations) = BracketedRoot.Find(excess, bracket.Low, bracket.AtLow, bracket.High, bracket.AtHigh);
        return !double.IsNaN(logVolatility) ? ModelStatus.Converged
            : iterations >= 200 ? ModelStatus.IterationLimit
            : ModelStatus.NumericalBreakdown;
    }
}
