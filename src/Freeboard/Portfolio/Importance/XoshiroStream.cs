using System.Numerics;

namespace Freeboard.Portfolio.Importance;

/// <summary>xoshiro256++: fast uniform numbers from a state that a Philox stream gives.</summary>
/// <remarks>Source: D. Blackman and S. Vigna (2021).</remarks>
internal struct XoshiroStream(ulong s0, ulong s1, ulong s2, ulong s3)
{
    private ulong s0 = s0;
    private ulong s1 = s1;
    private ulong s2 = s2;
    private ulong s3 = s3;

    /// <summary>The next number, strictly between 0 and 1.</summary>
    internal double NextUniform()
    {
        ulong result = BitOperations.RotateLeft(s0 + s3, 23) + s0;
        ulong t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return ((result >> 12) + 0.5) * (1.0 / (1UL << 52));
    }
}
