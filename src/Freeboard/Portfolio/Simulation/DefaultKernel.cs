using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Freeboard.Numerics;

namespace Freeboard.Portfolio.Simulation;

/// <summary>Draws who defaults, 64 scenarios at a time: exact in law, and the same bits on every instruction set.</summary>
/// <remarks>
/// <para>Obligor i defaults when e_i &lt; x_i = (t_i g - sum a_if Z_f) / sqrt(1 - sum a_if^2), e_i standard normal, g = sqrt(W/nu) under a t copula and 1 under the Gaussian.</para>
/// <para>Method: 16 random bits k of e_i's uniform number a pair of scenario and obligor, two scenarios a 32-bit word. A bound below N^-1(k 2^-16) from vector
/// arithmetic against x_i leaves few candidates. A candidate is settled by the table of N^-1 at k and k + 1 with a margin for the rounding of x_i; the rare one
/// between them draws 52 more bits, keyed by block, scenario and obligor, and is compared in double precision. So rounding in the vectors can only cost time.</para>
/// <para>Shape: obligors in groups of 16 lanes; the loop over scenarios is inside that over groups, so that a portfolio of any length passes through the cache once a block.</para>
/// </remarks>
internal sealed unsafe class DefaultKernel
{
    /// <summary>Scenarios that share a random stream.</summary>
    internal const int Block = 64;
    private const int Lanes = 16;

    /// <summary>Bits of a scenario's number in a default's key.</summary>
    internal const int BlockBits = 6;

    // A normal number by inversion of 2^-53 stays within 8.3; a chi-square over its degrees of freedom within 144.
    private const double FactorReach = 8.5;
    private const double ScaleReach = 12;

    private readonly int count;
    private readonly int factors;
    private readonly int terms;
    private readonly double? degreesOfFreedom;
    private readonly double[] exactBase;
    private readonly double[] exactTerms;
    private readonly float[] bases;
    private readonly float[] margins;
    private readonly float[] coefficients;

    internal DefaultKernel(CreditPortfolio portfolio, double? degreesOfFreedom)
    {
        count = portfolio.Count;
        factors = portfolio.FactorCount;
        this.degreesOfFreedom = degreesOfFreedom;
        int scale = degreesOfFreedom is null ? 0 : 1;
        terms = factors + scale;
        int groups = (count + Lanes - 1) / Lanes;
        exactBase = new double[count];
        exactTerms = new double[(long)count * terms];
        bases = new float[groups * Lanes];
        margins = new float[groups * Lanes];
        coefficients = new float[(long)groups * Lanes * terms];
        bases.AsSpan().Fill((float)-CopulaThresholds.Certain);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> loadings = portfolio.LoadingsOf(i);
            double own = 1;
            foreach (double a in loadings)
            {
                own -= a * a;
            }

            own = Math.Sqrt(own);
            double threshold = CopulaThresholds.Of(portfolio.DefaultProbabilities[i], degreesOfFreedom) / own;
            double size = Math.Abs(threshold) * (scale == 1 ? ScaleReach : 1);
            Span<double> exact = exactTerms.AsSpan(i * terms, terms);
            for (int f = 0; f < factors; f++)
            {
                exact[f] = -loadings[f] / own;
                size += Math.Abs(exact[f]) * FactorReach;
            }

            if (scale == 1)
            {
                exact[factors] = threshold;
            }
            else
            {
                exactBase[i] = threshold;
            }

            // Each of terms + 3 roundings loses at most 2^-24 of the largest partial sum; 1e-6 covers the table's own rounding.
            margins[i] = (float)(((terms + 4) * size * (1.0 / (1 << 23))) + 1e-6);
            bases[i] = (float)(exactBase[i] + margins[i]);
            for (int f = 0; f < terms; f++)
            {
                coefficients[(((i / Lanes * terms) + f) * Lanes) + (i % Lanes)] = (float)exact[f];
            }
        }
    }

    /// <summary>Values a scenario needs: a scratch is made for so many.</summary>
    internal int Terms => Math.Max(1, terms);

    /// <summary>Draws the defaults of one block.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="block">Which block.</param>
    /// <param name="scratch">Receives the defaults, group of obligors by group, scenario by scenario within.</param>
    internal void Draw(ulong seed, uint block, KernelScratch scratch)
    {
        PhiloxStream stream = new(seed, block, 0);
        LaneGenerator lanes = LaneGenerator.Start(stream);
        DrawFactors(seed, block, ref lanes, scratch);
        scratch.Count = 0;
        int groups = bases.Length / Lanes;
        fixed (float* firstBase = bases, firstCoefficient = coefficients)
        {
            for (int group = 0; group < groups; group++)
            {
                DefaultCandidates.Find(ref lanes, firstBase + (group * Lanes), firstCoefficient + ((nint)group * Lanes * terms), terms, scratch);
                Settle(seed, block, group, scratch);
            }
        }
    }

    /// <summary>The conditional threshold x of an obligor in a scenario of the block in the scratch.</summary>
    internal double Threshold(int obligor, int scenario, KernelScratch scratch)
    {
        double x = exactBase[obligor];
        int first = obligor * terms;
        for (int f = 0; f < terms; f++)
        {
            x += exactTerms[first + f] * scratch.ExactFactors[(f * Block) + scenario];
        }

        return x;
    }

    /// <summary>What multiplies the unconditional threshold of an obligor in a scenario, over sqrt(1 - sum a^2): g.</summary>
    internal double ScaleOf(int scenario, KernelScratch scratch) => degreesOfFreedom is null ? 1 : scratch.ExactFactors[(factors * Block) + scenario];

    private void DrawFactors(ulong seed, uint block, ref LaneGenerator lanes, KernelScratch scratch)
    {
        Span<uint> words = stackalloc uint[2 * Lanes];
        for (int first = 0; first < factors * Block; first += Lanes)
        {
            lanes.Next().CopyTo(words);
            lanes.Next().CopyTo(words[Lanes..]);
            for (int j = 0; j < Lanes; j++)
            {
                ulong bits = ((ulong)words[j] << 20) | (words[Lanes + j] >> 12);
                scratch.ExactFactors[first + j] = NormalQuantile.FromProbability((bits + 0.5) * (1.0 / (1UL << 52)));
            }
        }

        if (degreesOfFreedom is { } nu)
        {
            GammaDraws chiSquares = new(new PhiloxStream(seed, block, 1));
            for (int s = 0; s < Block; s++)
            {
                scratch.ExactFactors[(factors * Block) + s] = Math.Min(ScaleReach, Math.Sqrt(2 * chiSquares.Next(0.5 * nu) / nu));
            }
        }

        for (int i = 0; i < terms * Block; i++)
        {
            scratch.Factors[i] = (float)scratch.ExactFactors[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Settle(ulong seed, uint block, int group, KernelScratch scratch)
    {
        scratch.Reserve();
        int* places = scratch.Places;
        int candidates = DefaultCandidates.Places(scratch.Masks, places);
        int found = scratch.Count;
        ushort* halves = (ushort*)scratch.Random;
        float* thresholds = scratch.Thresholds;
        int first = group * Lanes;
        fixed (float* table = QuantileBounds.At, margin = &margins[first])
        fixed (int* defaults = scratch.Defaults)
        {
            // Without a branch but for the rare one: whether a candidate defaults is a coin that no processor guesses.
            for (int c = 0; c < candidates; c++)
            {
                int place = places[c];
                int scenario = place >> 4;
                int lane = place & (Lanes - 1);
                float high = thresholds[place];
                int k = halves[((place >> 5) * 2 * Lanes) + (2 * lane) + (scenario & 1)];
                bool surely = table[k + 1] < high - (2 * margin[lane]);
                defaults[found] = ((first + lane) << BlockBits) | scenario;
                found += surely ? 1 : 0;
                if (!surely & table[k] < high)
                {
                    found += IsBelow(seed, block, scenario, first + lane, k, scratch) ? 1 : 0;
                }
            }
        }

        scratch.Count = found;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsBelow(ulong seed, uint block, int scenario, int obligor, int k, KernelScratch scratch)
    {
        if (obligor >= count)
        {
            return false;
        }

        Span<uint> words = stackalloc uint[4];
        PhiloxStream.Block([(uint)obligor, (uint)scenario, block, 2], [(uint)seed, (uint)(seed >> 32)], words);
        double rest = ((((ulong)words[0] << 20) | (words[1] >> 12)) + 0.5) * (1.0 / (1UL << 52));
        double x = Threshold(obligor, scenario, scratch);

        // From the nearer end, so that a number near one keeps its digits too.
        return k < 32768
            ? (k + rest) * (1.0 / 65536) < StandardNormal.Cumulative(x)
            : (65536 - k - rest) * (1.0 / 65536) > StandardNormal.Complement(x);
    }
}
