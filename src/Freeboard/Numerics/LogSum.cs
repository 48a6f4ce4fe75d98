namespace Freeboard.Numerics;

/// <summary>ln(e^a + e^b), without overflow or underflow.</summary>
internal static class LogSum
{
    internal static double Of(double a, double b)
    {
        double high = Math.Max(a, b);
        return double.IsNegativeInfinity(high) ? high : high + StandardNormal.LogOnePlus(Math.Exp(Math.Min(a, b) - high));
    }
}
