using Freeboard.Numerics;

namespace Freeboard.Tests.Numerics;

public sealed class PhiloxStreamTests
{
    // Source: Random123 1.14, file tests/kat_vectors, the three lines "philox4x32 10" (Salmon, Moraes, Dror, Shaw; D. E. Shaw Research):
    // counter and key all zeros; all ones; the digits of pi.
    public static TheoryData<uint[], uint[], uint[]> KnownAnswers => new()
    {
        { [0, 0, 0, 0], [0, 0], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
        { [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd] },
        { [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0], [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1] },
    };

    [Theory]
    [MemberData(nameof(KnownAnswers))]
    public void Block_gives_the_published_known_answers(uint[] counter, uint[] key, uint[] answer)
    {
        uint[] output = new uint[4];
        PhiloxStream.Block(counter, key, output);
        Assert.Equal(answer, output);
    }

    [Fact]
    public void Block_refuses_spans_of_other_lengths() =>
        Assert.Throws<ArgumentException>(() => PhiloxStream.Block(new uint[3], new uint[2], new uint[4]));

    [Fact]
    public void A_stream_hands_out_the_words_of_its_blocks_in_order()
    {
        PhiloxStream stream = new(seed: 0x299f31d0a4093822, stream: 5, substream: 9);
        uint[] block = new uint[4];
        for (uint number = 0; number < 3; number++)
        {
            PhiloxStream.Block([number, 0, 5, 9], [0xa4093822, 0x299f31d0], block);
            Assert.Equal(((ulong)block[1] << 32) | block[0], stream.NextBits());
            Assert.Equal(((ulong)block[3] << 32) | block[2], stream.NextBits());
        }
    }

    [Fact]
    public void Streams_differ_by_seed_stream_and_substream()
    {
        ulong[] first = [new PhiloxStream(1).NextBits(), new PhiloxStream(2).NextBits(), new PhiloxStream(1, 1).NextBits(), new PhiloxStream(1, 0, 1).NextBits(), new PhiloxStream(1UL << 32).NextBits()];
        Assert.Equal(first.Length, first.Distinct().Count());
    }

    [Fact]
    public void Uniforms_lie_strictly_inside_zero_and_one_and_are_even()
    {
        const int Count = 200_000;
        PhiloxStream stream = new(20261030, 3);
        int[] tenths = new int[10];
        for (int i = 0; i < Count; i++)
        {
            double u = stream.NextUniform();
            Assert.InRange(u, double.BitIncrement(0), double.BitDecrement(1));
            tenths[(int)(u * 10)]++;
        }

        // Chi-square with 9 degrees of freedom; 27.9 is its 99.9 % point, and the seed is fixed.
        double chiSquare = tenths.Sum(n => Math.Pow(n - (Count / 10.0), 2) / (Count / 10.0));
        Assert.True(chiSquare < 27.9, $"chi-square {chiSquare}");
    }

    [Fact]
    public void Normals_have_the_moments_of_the_standard_normal()
    {
        const int Count = 200_000;
        PhiloxStream stream = new(20261030, 4);
        double sum = 0, squares = 0, cubes = 0, fourths = 0;
        for (int i = 0; i < Count; i++)
        {
            double z = stream.NextNormal();
            sum += z;
            squares += z * z;
            cubes += z * z * z;
            fourths += z * z * z * z;
        }

        // Four standard errors of each sample moment: variances 1, 2, 15 and 96 over the count.
        Assert.InRange(sum / Count, -4 * Math.Sqrt(1.0 / Count), 4 * Math.Sqrt(1.0 / Count));
        Assert.InRange(squares / Count, 1 - (4 * Math.Sqrt(2.0 / Count)), 1 + (4 * Math.Sqrt(2.0 / Count)));
        Assert.InRange(cubes / Count, -4 * Math.Sqrt(15.0 / Count), 4 * Math.Sqrt(15.0 / Count));
        Assert.InRange(fourths / Count, 3 - (4 * Math.Sqrt(96.0 / Count)), 3 + (4 * Math.Sqrt(96.0 / Count)));
    }

    [Fact]
    public void Indices_stay_in_range_and_reach_both_ends()
    {
        PhiloxStream stream = new(7);
        HashSet<int> seen = [.. Enumerable.Range(0, 500).Select(_ => stream.NextIndex(6))];
        Assert.Equal([0, 1, 2, 3, 4, 5], seen.Order());
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.NextIndex(0));
    }
}
