using Freeboard.Numerics;

namespace Freeboard.Volatility.Garch;

/// <summary>E|z| of a distribution of variance 1, and its derivatives in the shape nu.</summary>
/// <param name="Value">E|z|.</param>
/// <param name="Slope">Its first derivative.</param>
/// <param name="Curvature">Its second derivative.</param>
internal readonly record struct AbsoluteMoment(double Value, double Slope, double Curvature)
{
    /// <summary>sqrt(2/pi).</summary>
    internal static AbsoluteMoment Normal { get; } = new(0.79788456080286535588, 0, 0);

    /// <summary>2 sqrt(nu - 2) Gamma((nu + 1)/2) / ((nu - 1) Gamma(nu/2) sqrt pi).</summary>
    internal static AbsoluteMoment StudentT(double nu)
    {
        const double halfLogPi = 0.57236494292470008707;
        double m = nu - 2;
        double half = 0.5 * nu;
        double log = Math.Log(2 * Math.Sqrt(m) / (nu - 1)) + GammaFunctions.LogGamma(half + 0.5) - GammaFunctions.LogGamma(half) - halfLogPi;
        double slope = (0.5 / m) - (1 / (nu - 1)) + (0.5 * (GammaFunctions.Digamma(half + 0.5) - GammaFunctions.Digamma(half)));
        double curvature = (-0.5 / (m * m)) + (1 / ((nu - 1) * (nu - 1))) + (0.25 * (GammaFunctions.Trigamma(half + 0.5) - GammaFunctions.Trigamma(half)));
        return FromLogarithm(log, slope, curvature);
    }

    /// <summary>Gamma(2/nu) / sqrt(Gamma(1/nu) Gamma(3/nu)).</summary>
    internal static AbsoluteMoment Ged(double nu)
    {
        GammaOfInverse one = new(1, nu);
        GammaOfInverse two = new(2, nu);
        GammaOfInverse three = new(3, nu);
        return FromLogarithm(
            two.Log - (0.5 * (one.Log + three.Log)),
            two.Slope - (0.5 * (one.Slope + three.Slope)),
            two.Curvature - (0.5 * (one.Curvature + three.Curvature)));
    }

    private static AbsoluteMoment FromLogarithm(double log, double slope, double curvature)
    {
        double value = Math.Exp(log);
        return new(value, value * slope, value * (curvature + (slope * slope)));
    }
}
