namespace Freeboard.Numerics;

/// <summary>ln Gamma(x) for positive x: Stirling's series, the argument raised to 16 first.</summary>
/// <remarks>Accuracy: a few 1e-16 absolute below 16, relative above.</remarks>
internal static class LogGamma
{
    private const double SeriesFrom = 16;
    private const double HalfLogTwoPi = 0.91893853320467274178;

    internal static double Of(double x)
    {
        double product = 1;
        while (x < SeriesFrom)
        {
            product *= x;
            x++;
        }

        double r = 1 / (x * x);
        double series = ((1.0 / 12) - (r * ((1.0 / 360) - (r * ((1.0 / 1260) - (r * ((1.0 / 1680) - (r * ((1.0 / 1188) - (r * (691.0 / 360360))))))))))) / x;
        return ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + series - Math.Log(product);
    }
}
