using Freeboard.Numerics;

namespace Freeboard.Portfolio.Simulation;

/// <summary>The upper end of many equally likely losses, without sorting them all.</summary>
/// <remarks>
/// VaR is the ceil(N level)-th loss in order; its interval is that of the binomial number of losses below it, by order statistics. ES is the mean of the worst
/// N (1 - level), the loss at VaR taken in part. Its standard error is that of the mean of max(L - VaR, 0) over 1 - level: to first order the
/// error of VaR itself does not enter (Y. Hong and G. Liu, Operations Research 57 (2009)).
/// </remarks>
internal sealed class EmpiricalTail
{
    private const int SampleStep = 64;

    private readonly double[] sorted;
    private readonly int count;

    /// <summary>Takes the losses.</summary>
    /// <param name="losses">The losses, any order.</param>
    /// <param name="least">The least level that will be asked for.</param>
    internal EmpiricalTail(ReadOnlySpan<double> losses, double least)
    {
        count = losses.Length;

        // As many as the least level and the lower end of any interval need.
        int needed = (int)Math.Min(count, Math.Ceiling(count * (1 - least)) + (8 * Math.Sqrt(count * least * (1 - least))) + 16);
        double bound = Guess(losses, needed);
        sorted = AtLeast(losses, bound);
        if (sorted.Length < needed)
        {
            sorted = losses.ToArray();
        }

        Array.Sort(sorted);
    }

    /// <summary>The loss of a rank, 1 the least of all; null below what was kept.</summary>
    internal double? Ranked(long rank)
    {
        long index = rank - 1 - (count - sorted.Length);
        return index >= 0 && index < sorted.Length ? sorted[index] : null;
    }

    /// <summary>The rank of VaR.</summary>
    internal long RankOf(double level) => Math.Clamp((long)Math.Ceiling((count * level) - 1e-7), 1, count);

    /// <summary>VaR, ES and their errors.</summary>
    internal LossLevel At(double level, double confidence)
    {
        long rank = RankOf(level);
        double valueAtRisk = Ranked(rank)!.Value;
        double sum = 0;
        double excess = 0;
        double square = 0;
        for (long r = rank + 1; r <= count; r++)
        {
            double loss = Ranked(r)!.Value;
            double over = loss - valueAtRisk;
            sum += loss;
            excess += over;
            square += over * over;
        }

        double n = count;
        double tail = n * (1 - level);
        double half = NormalQuantile.FromProbability(0.5 + (0.5 * confidence)) * Math.Sqrt(n * level * (1 - level));
        long low = (long)Math.Floor((n * level) - half);
        long high = (long)Math.Ceiling((n * level) + half) + 1;
        double mean = excess / n;
        return new LossLevel
        {
            Level = level,
            ValueAtRisk = valueAtRisk,
            ExpectedShortfall = (sum + (valueAtRisk * (tail - (n - rank)))) / tail,
            ValueAtRiskLow = low >= 1 ? Ranked(low) : null,
            ValueAtRiskHigh = high <= count ? Ranked(high) : null,
            ExpectedShortfallStandardError = Math.Sqrt(Math.Max(0, (square / n) - (mean * mean)) / n) / (1 - level),
        };
    }

    // A sample's quantile, a little low, so that what lies above it is enough and not much more.
    private static double Guess(ReadOnlySpan<double> losses, int needed)
    {
        int size = losses.Length / SampleStep;
        if (size < 1000)
        {
            return double.NegativeInfinity;
        }

        double[] sample = new double[size];
        for (int i = 0; i < size; i++)
        {
            sample[i] = losses[i * SampleStep];
        }

        Array.Sort(sample);
        double share = (double)needed / losses.Length;
        double above = (size * share) + (4 * Math.Sqrt(size * share * (1 - share))) + 2;
        return above >= size ? double.NegativeInfinity : sample[size - 1 - (int)above];
    }

    private static double[] AtLeast(ReadOnlySpan<double> losses, double bound)
    {
        int kept = 0;
        foreach (double loss in losses)
        {
            kept += loss >= bound ? 1 : 0;
        }

        double[] tail = new double[kept];
        int next = 0;
        foreach (double loss in losses)
        {
            if (loss >= bound)
            {
                tail[next++] = loss;
            }
        }

        return tail;
    }
}
