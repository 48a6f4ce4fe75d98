using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Freeboard.Numerics;

namespace Freeboard.Portfolio.Simulation;

/// <summary>Sixteen generators side by side: xoshiro128++, one a lane, all started from one Philox stream.</summary>
/// <remarks>Source: D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", ACM Transactions on Mathematical Software 47 (2021). Bits do not depend on the instruction set.</remarks>
internal struct LaneGenerator
{
    internal Vector512<uint> S0;
    internal Vector512<uint> S1;
    internal Vector512<uint> S2;
    internal Vector512<uint> S3;

    /// <summary>Starts the lanes; 512 bits a word of state.</summary>
    internal static LaneGenerator Start(PhiloxStream stream) => new() { S0 = Words(stream), S1 = Words(stream), S2 = Words(stream), S3 = Words(stream) };

    /// <summary>The next 32 bits of every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector512<uint> Next()
    {
        Vector512<uint> result = Left7(S0 + S3) + S0;
        Vector512<uint> shifted = S1 << 9;
        S2 ^= S0;
        S3 ^= S1;
        S1 ^= S2;
        S0 ^= S3;
        S2 ^= shifted;
        S3 = Left11(S3);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Left7(Vector512<uint> x) => Avx512F.IsSupported ? Avx512F.RotateLeft(x, 7) : (x << 7) | (x >>> 25);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Left11(Vector512<uint> x) => Avx512F.IsSupported ? Avx512F.RotateLeft(x, 11) : (x << 11) | (x >>> 21);

    private static Vector512<uint> Words(PhiloxStream stream)
    {
        Span<ulong> words = stackalloc ulong[8];
        foreach (ref ulong word in words)
        {
            word = stream.NextBits();
        }

        return Vector512.Create<ulong>(words).AsUInt32();
    }
}
