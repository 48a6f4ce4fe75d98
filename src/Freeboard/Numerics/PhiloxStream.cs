using System.Diagnostics.CodeAnalysis;

namespace Freeboard.Numerics;

/// <summary>A counter-based random stream, Philox4x32-10: the numbers of one (seed, stream, substream), in order.</summary>
/// <remarks>
/// <para>Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011), section 3.3.</para>
/// <para>Method: the 64-bit seed is the key; the 128-bit counter is (block number, 64 bits; stream, 32 bits; substream, 32 bits).
/// Streams of one seed never overlap, and a number depends only on its place in its own stream: never on threads or on other streams.</para>
/// <para>Accuracy: pinned by the known-answer vectors of Random123 (the authors' library) for ten rounds.</para>
/// <para>A stream is not safe for use by several threads at once: give each block of work a stream of its own.</para>
/// </remarks>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "A random stream is the field's word; no System.IO.Stream is meant.")]
public sealed class PhiloxStream
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    private readonly ulong seed;
    private readonly uint stream;
    private readonly uint substream;
    private ulong block;
    private ulong spare;
    private bool hasSpare;

    /// <summary>Starts a stream at its first number.</summary>
    /// <param name="seed">The seed: the key of the generator; any value.</param>
    /// <param name="stream">Which stream of the seed, for instance the firm's number; any value.</param>
    /// <param name="substream">Which part of the stream, for instance the purpose or the block of scenarios; any value.</param>
    public PhiloxStream(ulong seed, uint stream = 0, uint substream = 0)
    {
        this.seed = seed;
        this.stream = stream;
        this.substream = substream;
    }

    /// <summary>The generator itself: one 128-bit block of random bits from a counter and a key.</summary>
    /// <param name="counter">Four 32-bit words of counter.</param>
    /// <param name="key">Two 32-bit words of key.</param>
    /// <param name="output">Receives four 32-bit random words.</param>
    /// <exception cref="ArgumentException">A span has not the length asked for.</exception>
    public static void Block(ReadOnlySpan<uint> counter, ReadOnlySpan<uint> key, Span<uint> output)
    {
        if (counter.Length != 4 || key.Length != 2 || output.Length != 4)
        {
            throw new ArgumentException($"A block takes 4 counter words, 2 key words and 4 output words; got {counter.Length}, {key.Length}, {output.Length}.");
        }

        uint c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
        uint k0 = key[0], k1 = key[1];
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * c0;
            ulong product1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(product1 >> 32) ^ c1 ^ k0, (uint)product1, (uint)(product0 >> 32) ^ c3 ^ k1, (uint)product0);
            unchecked
            {
                k0 += Weyl0;
                k1 += Weyl1;
            }
        }

        output[0] = c0;
        output[1] = c1;
        output[2] = c2;
        output[3] = c3;
    }

    /// <summary>The next 64 random bits: two per block, the first two words first.</summary>
    public ulong NextBits()
    {
        if (hasSpare)
        {
            hasSpare = false;
            return spare;
        }

        Span<uint> words = stackalloc uint[4];
        Block([(uint)block, (uint)(block >> 32), stream, substream], [(uint)seed, (uint)(seed >> 32)], words);
        block++;
        spare = ((ulong)words[3] << 32) | words[2];
        hasSpare = true;
        return ((ulong)words[1] << 32) | words[0];
    }

    /// <summary>The next uniform number, strictly between 0 and 1.</summary>
    /// <returns>An odd multiple of 2^-53: 2^52 equally likely values, symmetric about 1/2, so that neither 0 nor 1 can occur.</returns>
    public double NextUniform() => ((NextBits() >> 12) + 0.5) * (1.0 / (1UL << 52));

    /// <summary>The next standard normal number, by inversion: one uniform number each, so that a stream's place is known without its values.</summary>
    /// <returns>A number in about [-8.2, 8.2], the quantiles of 2^-53 and 1 - 2^-53; see <see cref="NormalQuantile"/> for the accuracy.</returns>
    public double NextNormal() => NormalQuantile.FromProbability(NextUniform());

    /// <summary>The next whole number from 0 to one less than a count.</summary>
    /// <param name="count">How many values; positive.</param>
    /// <returns>A number in [0, count); the bias of the multiplication is below count / 2^32.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public int NextIndex(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return (int)(((NextBits() >> 32) * (ulong)count) >> 32);
    }
}
