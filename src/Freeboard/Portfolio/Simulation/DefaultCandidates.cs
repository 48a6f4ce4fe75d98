using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Freeboard.Portfolio.Simulation;

/// <summary>The pairs of scenario and obligor that may be defaults, sixteen obligors and four scenarios at a time.</summary>
internal static unsafe class DefaultCandidates
{
    private const int Lanes = 16;

    /// <summary>Finds them in one group of obligors: thresholds, random bits and masks of candidates go into the scratch.</summary>
    // Optimised at once: a run may be over before the runtime would have got round to it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Find(ref LaneGenerator state, float* bases, float* coefficients, int terms, KernelScratch scratch)
    {
        LaneGenerator lanes = state;
        Vector512<float> start = Vector512.Load(bases);
        Vector512<uint> low = Vector512.Create(0xFFFFu);
        float* factor = scratch.Factors;
        float* thresholds = scratch.Thresholds;
        uint* random = scratch.Random;
        ulong* masks = scratch.Masks;
        for (int s = 0; s < DefaultKernel.Block; s += 4)
        {
            Vector512<float> x0 = start;
            Vector512<float> x1 = start;
            Vector512<float> x2 = start;
            Vector512<float> x3 = start;
            float* coefficient = coefficients;
            float* value = factor + s;
            for (int f = 0; f < terms; f++)
            {
                Vector512<float> a = Vector512.Load(coefficient);
                x0 = Vector512.FusedMultiplyAdd(a, Vector512.Create(value[0]), x0);
                x1 = Vector512.FusedMultiplyAdd(a, Vector512.Create(value[1]), x1);
                x2 = Vector512.FusedMultiplyAdd(a, Vector512.Create(value[2]), x2);
                x3 = Vector512.FusedMultiplyAdd(a, Vector512.Create(value[3]), x3);
                coefficient += Lanes;
                value += DefaultKernel.Block;
            }

            Vector512<uint> first = lanes.Next();
            Vector512<uint> second = lanes.Next();
            first.Store(random);
            second.Store(random + Lanes);
            x0.Store(thresholds);
            x1.Store(thresholds + Lanes);
            x2.Store(thresholds + (2 * Lanes));
            x3.Store(thresholds + (3 * Lanes));
            *masks++ = Below(first & low, x0) | (Below(first >>> 16, x1) << 16) | (Below(second & low, x2) << 32) | (Below(second >>> 16, x3) << 48);
            random += 2 * Lanes;
            thresholds += 4 * Lanes;
        }

        state = lanes;
    }

    /// <summary>Bits of the lanes whose uniform number may lie below the threshold; <see cref="QuantileBounds.Below"/> in lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Below(Vector512<uint> k, Vector512<float> x)
    {
        Vector512<float> y = Vector512.ConvertToSingle(Vector512.ConvertToSingle(k.AsInt32()).AsInt32() - Vector512.Create(QuantileBounds.Offset));
        Vector512<float> bound = Vector512.FusedMultiplyAdd(Vector512.Create(QuantileBounds.C3), y, Vector512.Create(QuantileBounds.C2));
        bound = Vector512.FusedMultiplyAdd(bound, y, Vector512.Create(QuantileBounds.C1));
        bound = Vector512.FusedMultiplyAdd(bound, y, Vector512.Create(QuantileBounds.C0));
        return Vector512.LessThan(bound, x).ExtractMostSignificantBits();
    }

    /// <summary>Where the bits of the masks are: scenario times 16 plus lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Places(ulong* masks, int* places)
    {
        int* next = places;
        for (int start = 0; start < DefaultKernel.Block * Lanes; start += 64)
        {
            // Most masks have none, one or two: these are written without asking, and what was too much is written over.
            ulong mask = *masks++;
            int count = BitOperations.PopCount(mask);
            next[0] = start + BitOperations.TrailingZeroCount(mask);
            mask &= mask - 1;
            next[1] = start + BitOperations.TrailingZeroCount(mask);
            for (int more = 2; more < count; more++)
            {
                mask &= mask - 1;
                next[more] = start + BitOperations.TrailingZeroCount(mask);
            }

            next += count;
        }

        return (int)(next - places);
    }
}
