using Freeboard.Numerics;

namespace Freeboard.Bayes;

/// <summary>The upper bound of a yearly default probability from firms followed for several years under a factor that remembers.</summary>
/// <remarks>
/// Pluto and Tasche (2005), multi-year: the factors of the years are normal with correlation theta^|i - j|; given a path a firm defaults within it with
/// 1 - product of (1 - p_t), independently of the others. The mean over paths is simulated with antithetic counter-based random numbers, the same for every p,
/// so that the bound is a smooth root; its error from the simulation is stated.
/// </remarks>
/// <param name="Bound">The bound of the yearly PD, decimal.</param>
/// <param name="StandardError">Standard error of the simulation.</param>
/// <param name="Paths">Paths simulated.</param>
public readonly record struct MultiYearBound(double Bound, double StandardError, int Paths)
{
    private const uint Stream = 0x504C;

    /// <summary>Finds the bound.</summary>
    /// <param name="firms">Firms at the start n, at least 1.</param>
    /// <param name="defaults">Defaults over all years d, below n.</param>
    /// <param name="years">Years, in [1, 50].</param>
    /// <param name="level">Confidence, in (0, 1).</param>
    /// <param name="correlation">Asset correlation rho, in [0, 1).</param>
    /// <param name="memory">Correlation theta of the factor from year to year, in [0, 1).</param>
    /// <param name="paths">Paths, even, at least 100.</param>
    /// <param name="seed">Seed of the random numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static MultiYearBound Of(int firms, int defaults, int years, double level, double correlation, double memory, int paths = 20_000, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(firms, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(defaults);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(defaults, firms);
        ArgumentOutOfRangeException.ThrowIfLessThan(years, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(years, 50);
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 100);
        LowDefaultPortfolio.CheckLevel(level);
        LowDefaultPortfolio.CheckCorrelation(correlation);
        if (!(memory is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(memory), memory, "The correlation from year to year must lie in [0, 1).");
        }

        if (paths % 2 != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(paths), paths, "Paths come in pairs: give an even number.");
        }

        double[] factors = Factors(years, memory, paths, seed);
        double wanted = 1 - level;
        double Miss(double logOdds) => Chance(factors, years, firms, defaults, 1 / (1 + Math.Exp(-logOdds)), correlation).Mean - wanted;
        double low = -30;
        double high = 10;
        double root = BracketedRoot.Find(Miss, low, Miss(low), high, Miss(high)).Root;
        double bound = 1 / (1 + Math.Exp(-root));
        double error = Chance(factors, years, firms, defaults, bound, correlation).Error;
        double slope = (Miss(root + 1e-3) - Miss(root - 1e-3)) / 2e-3;
        return new MultiYearBound(bound, Math.Abs(error / slope) * bound * (1 - bound), paths);
    }

    private static double[] Factors(int years, double memory, int paths, ulong seed)
    {
        double[] factors = new double[paths * years];
        var random = new PhiloxStream(seed, Stream);
        double fresh = Math.Sqrt(1 - (memory * memory));
        for (int path = 0; path < paths; path += 2)
        {
            double factor = 0;
            for (int year = 0; year < years; year++)
            {
                double shock = random.NextNormal();
                factor = year == 0 ? shock : (memory * factor) + (fresh * shock);
                factors[(path * years) + year] = factor;
                factors[((path + 1) * years) + year] = -factor;
            }
        }

        return factors;
    }

    /// <summary>P(at most so many defaults), and the standard error of its simulation over pairs of paths.</summary>
    private static (double Mean, double Error) Chance(double[] factors, int years, int firms, int defaults, double yearly, double correlation)
    {
        double threshold = NormalQuantile.FromProbability(yearly);
        double load = Math.Sqrt(correlation);
        double rest = Math.Sqrt(1 - correlation);
        int pairs = factors.Length / (2 * years);
        double sum = 0;
        double squares = 0;
        for (int pair = 0; pair < pairs; pair++)
        {
            double both = 0;
            for (int side = 0; side < 2; side++)
            {
                int first = ((2 * pair) + side) * years;
                double survives = 1;
                for (int year = 0; year < years; year++)
                {
                    survives *= StandardNormal.Cumulative(-(threshold - (load * factors[first + year])) / rest);
                }

                both += survives >= 1 ? 1 : survives <= 0 ? 0 : IncompleteBeta.Regularized(firms - defaults, defaults + 1, survives, 1 - survives);
            }

            sum += 0.5 * both;
            squares += 0.25 * both * both;
        }

        double mean = sum / pairs;
        return (mean, Math.Sqrt(Math.Max(0, (squares / pairs) - (mean * mean)) / pairs));
    }
}
