namespace Freeboard.Tests;

/// <summary>A fixed-seed source of uniform numbers for the tests (SplitMix64): the same points on every machine.</summary>
internal sealed class SplitMix(ulong seed)
{
    private ulong state = seed;

    /// <summary>A number in [low, high).</summary>
    internal double Uniform(double low, double high)
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        z ^= z >> 31;
        return low + ((high - low) * ((z >> 11) * (1.0 / (1UL << 53))));
    }

    /// <summary>A number whose decimal logarithm is uniform in [low, high).</summary>
    internal double LogUniform(double low, double high) => Math.Pow(10, Uniform(low, high));
}
