using Freeboard.Numerics;

namespace Freeboard.Portfolio.Capital;

/// <summary>The portfolio as if it were infinitely fine, and what its names' own risk adds to first order.</summary>
/// <remarks>
/// <para>mu(x) = sum of w p(x) and sigma^2(x) = sum of EAD^2 (E[LGD^2] p(x) - LGD^2 p(x)^2) given the factor x. VaR = mu(x) at x = N^-1(1 - level); its granularity adjustment
/// -(1/2 phi(x)) d/dx (phi(x) sigma^2(x)/mu'(x)); that of the expected shortfall -phi(x) sigma^2(x)/(2 (1 - level) mu'(x)). Sources: Wilde (2001); Martin and Wilde (2002);
/// Emmer and Tasche (2005). Contributions are Euler's, exact for these formulas.</para>
/// <para>Accuracy: sums of contributions 1e-12 relative. The adjustment is an expansion in 1/n: on even portfolios with exact answers (tests) the adjusted expected shortfall misses by
/// 2 % to 4 % at 50 names, below 0.5 % at 100 and 0.05 % at 1,000. Where a few names dominate it is no number to use: take the exact method or simulation.</para>
/// </remarks>
public static class AsymptoticPortfolio
{
    /// <summary>Measures a portfolio.</summary>
    /// <param name="loans">The loans; at least one.</param>
    /// <param name="levels">Levels, each in (0, 1).</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A level is outside its range.</exception>
    public static AsymptoticMeasures Measure(IReadOnlyList<SingleFactorLoan> loans, IReadOnlyList<double> levels, AsymptoticOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(loans);
        ArgumentNullException.ThrowIfNull(levels);
        foreach (double level in levels)
        {
            AsymptoticSingleFactor.CheckLevel(level);
        }

        if (loans.Count == 0 || loans.Any(loan => !loan.IsPossible) || !double.IsFinite(loans.Sum(loan => loan.Exposure)))
        {
            return new AsymptoticMeasures { Status = AsymptoticStatus.InvalidInput };
        }

        AsymptoticTerms terms = new(loans, (options ?? AsymptoticOptions.Default).LossGivenDefaultVariance);
        (double fine, double whole) = terms.Variances();
        return new AsymptoticMeasures
        {
            Status = terms.DependsOnFactor ? AsymptoticStatus.Computed : AsymptoticStatus.NoFactor,
            ExpectedLoss = terms.ExpectedLoss,
            AsymptoticStandardDeviation = Math.Sqrt(fine),
            StandardDeviation = Math.Sqrt(whole),
            Levels = [.. levels.Select(level => LevelOf(terms, level))],
        };
    }

    private static AsymptoticLevel LevelOf(AsymptoticTerms terms, double level)
    {
        int n = terms.Count;
        double x = -NormalQuantile.FromProbability(level);
        FactorPoint[] points = new FactorPoint[n];
        FactorPoint all = default;
        double shortfall = 0;
        double[] tails = new double[n];
        for (int i = 0; i < n; i++)
        {
            points[i] = terms.At(i, x);
            all += points[i];
            tails[i] = terms.ShortfallOf(i, level);
            shortfall += tails[i];
        }

        // a = (sigma^2)' - x sigma^2, b = sigma^2: the adjustment is -(a/mu' - b mu''/mu'^2)/2, homogeneous of degree one in the exposures.
        double slope = all.Slope;
        double a = all.VarianceSlope - (x * all.Variance);
        double b = all.Variance;
        bool adjusts = terms.DependsOnFactor && slope < 0;
        double tailFactor = StandardNormal.Density(x) / (2 * (1 - level));
        AsymptoticContribution[] contributions = new AsymptoticContribution[n];
        for (int i = 0; i < n; i++)
        {
            FactorPoint own = points[i];
            double ownA = own.VarianceSlope - (x * own.Variance);
            double? valueAtRisk = adjusts
                ? -0.5 * ((2 * ownA / slope) - (a * own.Slope / (slope * slope)) - (2 * own.Variance * all.Curvature / (slope * slope)) - (b * own.Curvature / (slope * slope))
                    + (2 * b * all.Curvature * own.Slope / (slope * slope * slope)))
                : null;
            double? tail = adjusts ? -tailFactor * ((2 * own.Variance / slope) - (b * own.Slope / (slope * slope))) : null;
            contributions[i] = new AsymptoticContribution(terms.ExpectedLossOf(i), own.Mean, tails[i], valueAtRisk, tail);
        }

        return new AsymptoticLevel
        {
            Level = level,
            ValueAtRisk = all.Mean,
            ExpectedShortfall = shortfall,
            ValueAtRiskAdjustment = adjusts ? -0.5 * ((a / slope) - (b * all.Curvature / (slope * slope))) : null,
            ExpectedShortfallAdjustment = adjusts ? -tailFactor * b / slope : null,
            Contributions = contributions,
        };
    }
}
