using Freeboard.Numerics;

namespace Freeboard.Volatility.Garch;

/// <summary>ln Gamma(k/nu) with its first two derivatives in nu.</summary>
internal readonly struct GammaOfInverse
{
    /// <summary>Evaluates.</summary>
    internal GammaOfInverse(double k, double nu)
    {
        double x = k / nu;
        double digamma = GammaFunctions.Digamma(x);
        Log = GammaFunctions.LogGamma(x);
        Slope = -x / nu * digamma;
        Curvature = ((2 * x * digamma) + (x * x * GammaFunctions.Trigamma(x))) / (nu * nu);
    }

    internal double Log { get; }

    internal double Slope { get; }

    internal double Curvature { get; }
}
