using Freeboard.Numerics;

namespace Freeboard.Portfolio.Capital;

/// <summary>Vasicek's law of the default rate of an infinitely fine portfolio under one factor.</summary>
/// <remarks>
/// Given the factor s, normal and low in bad times, the default rate is p(s) = N((N^-1(p) - sqrt(rho) s)/sqrt(1 - rho)). Source: O. Vasicek, "Loan portfolio value", Risk 15 (2002).
/// Units: decimals. Accuracy: 1e-13 relative against an independent program of 30 digits (tests).
/// </remarks>
public static class AsymptoticSingleFactor
{
    /// <summary>The default rate given the factor.</summary>
    /// <param name="defaultProbability">p, in [0, 1].</param>
    /// <param name="correlation">Asset correlation rho, the squared loading; in [0, 1).</param>
    /// <param name="factor">s, standard normal; low is bad.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double ConditionalDefaultProbability(double defaultProbability, double correlation, double factor)
    {
        Check(defaultProbability, correlation);
        return defaultProbability is 0 or 1 ? defaultProbability : StandardNormal.Cumulative((NormalQuantile.FromProbability(defaultProbability) - (Math.Sqrt(correlation) * factor)) / Math.Sqrt(1 - correlation));
    }

    /// <summary>The default rate that is not exceeded with a probability: the worst-case default rate.</summary>
    /// <param name="defaultProbability">p, in [0, 1].</param>
    /// <param name="correlation">rho, in [0, 1).</param>
    /// <param name="level">Level, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Quantile(double defaultProbability, double correlation, double level)
    {
        CheckLevel(level);
        return ConditionalDefaultProbability(defaultProbability, correlation, -NormalQuantile.FromProbability(level));
    }

    /// <summary>The mean default rate of the worst 1 - level of all outcomes: N2(N^-1(p), N^-1(1 - level); sqrt(rho))/(1 - level).</summary>
    /// <param name="defaultProbability">p, in [0, 1].</param>
    /// <param name="correlation">rho, in [0, 1).</param>
    /// <param name="level">Level, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double ExpectedShortfall(double defaultProbability, double correlation, double level)
    {
        Check(defaultProbability, correlation);
        CheckLevel(level);
        return defaultProbability is 0 or 1 ? defaultProbability
            : BivariateNormal.Cumulative(NormalQuantile.FromProbability(defaultProbability), -NormalQuantile.FromProbability(level), Math.Sqrt(correlation)) / (1 - level);
    }

    /// <summary>Probability that the default rate is at most a number.</summary>
    /// <param name="rate">The rate; any number.</param>
    /// <param name="defaultProbability">p, in [0, 1].</param>
    /// <param name="correlation">rho, in [0, 1); at 0 the rate is p for certain.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Cumulative(double rate, double defaultProbability, double correlation)
    {
        Check(defaultProbability, correlation);
        if (correlation == 0 || defaultProbability is 0 or 1)
        {
            return rate >= defaultProbability ? 1 : 0;
        }

        return rate <= 0 ? 0 : rate >= 1 ? 1
            : StandardNormal.Cumulative(((Math.Sqrt(1 - correlation) * NormalQuantile.FromProbability(rate)) - NormalQuantile.FromProbability(defaultProbability)) / Math.Sqrt(correlation));
    }

    /// <summary>Standard deviation of the default rate: the root of the covariance of two defaults.</summary>
    /// <param name="defaultProbability">p, in [0, 1].</param>
    /// <param name="correlation">rho, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double StandardDeviation(double defaultProbability, double correlation)
    {
        Check(defaultProbability, correlation);
        return Math.Sqrt(DefaultCovariance(defaultProbability, defaultProbability, correlation));
    }

    /// <summary>Probability that two firms both default.</summary>
    /// <param name="first">PD of the one, in [0, 1].</param>
    /// <param name="second">PD of the other, in [0, 1].</param>
    /// <param name="assetCorrelation">Correlation of their asset returns, in (-1, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double JointDefaultProbability(double first, double second, double assetCorrelation) => Math.Max(0, (first * second) + DefaultCovariance(first, second, assetCorrelation));

    /// <summary>Correlation of the defaults of two firms; null where one of them never or surely defaults.</summary>
    /// <param name="first">PD of the one, in [0, 1].</param>
    /// <param name="second">PD of the other, in [0, 1].</param>
    /// <param name="assetCorrelation">Correlation of their asset returns, in (-1, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double? DefaultCorrelation(double first, double second, double assetCorrelation)
    {
        double covariance = DefaultCovariance(first, second, assetCorrelation);
        return first is 0 or 1 || second is 0 or 1 ? null : covariance / Math.Sqrt(first * (1 - first) * second * (1 - second));
    }

    private static double DefaultCovariance(double first, double second, double assetCorrelation)
    {
        CheckProbability(first, nameof(first));
        CheckProbability(second, nameof(second));
        if (!(assetCorrelation is > -1 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(assetCorrelation), assetCorrelation, "A correlation must lie between -1 and 1, both excluded.");
        }

        return first is 0 or 1 || second is 0 or 1 ? 0 : BivariateNormal.Excess(NormalQuantile.FromProbability(first), NormalQuantile.FromProbability(second), assetCorrelation);
    }

    internal static void Check(double defaultProbability, double correlation)
    {
        CheckProbability(defaultProbability, nameof(defaultProbability));
        if (!(correlation is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "A correlation must lie in [0, 1).");
        }
    }

    internal static void CheckLevel(double level)
    {
        if (!(level is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level must lie between 0 and 1, both excluded; 0.999 is 99.9 %.");
        }
    }

    private static void CheckProbability(double probability, string name)
    {
        if (!(probability is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, probability, "A probability must lie in [0, 1].");
        }
    }
}
