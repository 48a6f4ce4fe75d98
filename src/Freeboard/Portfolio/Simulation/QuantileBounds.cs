using Freeboard.Numerics;

namespace Freeboard.Portfolio.Simulation;

/// <summary>Normal quantiles at the 65,536 multiples of 2^-16, and a bound from below that vectors can compute.</summary>
/// <remarks>
/// A uniform number's first 16 bits k put it in [k, k + 1) 2^-16, so its normal quantile in [At(k), At(k + 1)). The bound is a cubic, of our own, in the
/// linear interpolation of log2 k that a floating-point number's bits are; at k = 0 it is far below every threshold. The tests hold it below At(k) for all k.
/// </remarks>
internal static class QuantileBounds
{
    internal const float Scale = 1f / (1 << 23);
    internal const int Offset = 143 << 23;
    internal const float C0 = 0.11862739716492318f;
    internal const float C1 = 0.4959391419665954f * Scale;
    internal const float C2 = 0.022553507741311166f * Scale * Scale;
    internal const float C3 = 0.0005256099862910123f * Scale * Scale * Scale;

    /// <summary>N^-1(k 2^-16), k from 0 to 65,536; infinite at both ends.</summary>
    internal static readonly float[] At = Table();

    /// <summary>The bound, number by number.</summary>
    internal static float Below(int k)
    {
        float y = BitConverter.SingleToInt32Bits((float)k) - Offset;
        return (((((C3 * y) + C2) * y) + C1) * y) + C0;
    }

    private static float[] Table()
    {
        float[] table = new float[65537];
        table[0] = float.NegativeInfinity;
        table[^1] = float.PositiveInfinity;
        for (int k = 1; k < 65536; k++)
        {
            table[k] = (float)NormalQuantile.FromProbability(k / 65536.0);
        }

        return table;
    }
}
