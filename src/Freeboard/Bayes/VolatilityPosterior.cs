using Freeboard.Numerics;

namespace Freeboard.Bayes;

/// <summary>What an asset volatility estimated from n returns leaves open, carried to the EDF.</summary>
/// <remarks>
/// Normal returns and Jeffreys' prior: sigma^2 given s is (n - 1) s^2 / chi-square of n - 1. With EDF(sigma) = N(-DD(sigma)) at fixed V, D, mu, T.
/// Where V exp(mu T) &gt; D the EDF rises in sigma and its quantiles are those of sigma, mapped; below that it falls first and rises after, and quantiles
/// come from the probability of the range of sigma in between. Mean by Gauss-Legendre quadrature over the quantile of a normal variable: 1e-9.
/// </remarks>
public sealed class VolatilityPosterior
{
    private readonly double logLeverage;
    private readonly double horizon;
    private readonly double degrees;

    /// <summary>Describes a firm.</summary>
    /// <param name="assetValue">V, currency units; finite and positive.</param>
    /// <param name="defaultPoint">D, same units; finite and positive.</param>
    /// <param name="drift">mu, continuous per year; finite.</param>
    /// <param name="horizonYears">T; finite and positive.</param>
    /// <param name="volatility">s, decimal per sqrt-year; finite and positive.</param>
    /// <param name="returns">Number of returns n, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public VolatilityPosterior(double assetValue, double defaultPoint, double drift, double horizonYears, double volatility, int returns)
    {
        Require(assetValue > 0 && double.IsFinite(assetValue), nameof(assetValue), assetValue);
        Require(defaultPoint > 0 && double.IsFinite(defaultPoint), nameof(defaultPoint), defaultPoint);
        Require(double.IsFinite(drift), nameof(drift), drift);
        Require(horizonYears > 0 && double.IsFinite(horizonYears), nameof(horizonYears), horizonYears);
        Require(volatility > 0 && double.IsFinite(volatility), nameof(volatility), volatility);
        ArgumentOutOfRangeException.ThrowIfLessThan(returns, 2);
        logLeverage = Math.Log(assetValue / defaultPoint) + (drift * horizonYears);
        horizon = horizonYears;
        Volatility = volatility;
        degrees = returns - 1;
    }

    /// <summary>s.</summary>
    public double Volatility { get; }

    /// <summary>The EDF at s itself.</summary>
    public double PlugIn => EdfAt(Volatility);

    /// <summary>Whether the EDF rises in sigma everywhere.</summary>
    public bool RisesInVolatility => logLeverage >= 0;

    /// <summary>Mean of the EDF.</summary>
    public double Mean => GaussLegendre.Integrate(z => StandardNormal.Density(z) * EdfAt(VolatilityAt(StandardNormal.Cumulative(-z), StandardNormal.Cumulative(z))), -8.2, 8.2, 40);

    /// <summary>Standard deviation of the EDF by the delta method: |dEDF/dsigma| s / sqrt(2 (n - 1)).</summary>
    public double DeltaStandardDeviation
    {
        get
        {
            double root = Math.Sqrt(horizon);
            double slope = (-logLeverage / (Volatility * Volatility * root)) - (0.5 * root);
            return StandardNormal.Density(DistanceAt(Volatility)) * Math.Abs(slope) * Volatility / Math.Sqrt(2 * degrees);
        }
    }

    /// <summary>N(-DD) at a volatility.</summary>
    /// <param name="volatility">sigma; positive.</param>
    public double EdfAt(double volatility) => StandardNormal.Cumulative(-DistanceAt(volatility));

    /// <summary>Quantile of the volatility.</summary>
    /// <param name="level">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside (0, 1).</exception>
    public double VolatilityQuantile(double level)
    {
        LowDefaultPortfolio.CheckLevel(level);
        return VolatilityAt(1 - level, level);
    }

    /// <summary>Quantile of the EDF.</summary>
    /// <param name="level">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside (0, 1).</exception>
    public double EdfQuantile(double level)
    {
        LowDefaultPortfolio.CheckLevel(level);
        if (RisesInVolatility)
        {
            return EdfAt(VolatilityQuantile(level));
        }

        // DD = -a/sigma - b sigma has its greatest value at sqrt(a/b); DD at least d between the roots of b sigma^2 + d sigma + a.
        double a = -logLeverage / Math.Sqrt(horizon);
        double b = 0.5 * Math.Sqrt(horizon);
        double top = -2 * Math.Sqrt(a * b);
        double low = 0;
        double high = 1;
        double Within(double depth)
        {
            double d = top - depth;
            double root = Math.Sqrt(Math.Max(0, (d * d) - (4 * a * b)));
            double larger = (-d + root) / (2 * b);
            double smaller = a / b / larger;
            return Cumulative(larger) - Cumulative(smaller);
        }

        while (Within(high) < level)
        {
            high *= 2;
        }

        for (int i = 0; i < 200 && high - low > 1e-15 * high; i++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = Within(middle) < level ? (middle, high) : (low, middle);
        }

        return StandardNormal.Cumulative(-(top - (0.5 * (low + high))));
    }

    /// <summary>P(sigma &lt;= x).</summary>
    private double Cumulative(double x) => TailProbability.ChiSquare(degrees * (Volatility / x) * (Volatility / x), degrees);

    /// <summary>sigma whose chi-square has the given lower tail.</summary>
    private double VolatilityAt(double lower, double upper)
    {
        double chi = ChiSquareQuantile(lower, upper);
        return Volatility * Math.Sqrt(degrees / chi);
    }

    private double ChiSquareQuantile(double lower, double upper)
    {
        // In the logarithm, from the tail that is the smaller one.
        double low = Math.Log(degrees) - 60;
        double high = Math.Log(degrees) + 60;
        for (int i = 0; i < 200; i++)
        {
            double middle = 0.5 * (low + high);
            if (middle <= low || middle >= high)
            {
                break;
            }

            double above = TailProbability.ChiSquare(Math.Exp(middle), degrees);
            bool left = upper <= lower ? above > upper : 1 - above < lower;
            (low, high) = left ? (middle, high) : (low, middle);
        }

        return Math.Exp(0.5 * (low + high));
    }

    private double DistanceAt(double sigma) => (logLeverage - (0.5 * sigma * sigma * horizon)) / (sigma * Math.Sqrt(horizon));

    private static void Require(bool holds, string name, double value)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, "Must be finite, and positive unless it is the drift.");
        }
    }
}
