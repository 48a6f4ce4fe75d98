namespace Freeboard.Calibration;

/// <summary>A kernel regression of events on distances over a grid, with a bandwidth that widens where observations are few.</summary>
internal sealed class KernelCurve
{
    private const int MostGroups = 500;
    private const int Bandwidths = 25;

    private readonly double[] grid;
    private readonly double[][] weights;
    private readonly bool monotone;

    /// <summary>Prepares the kernel weights of a grid.</summary>
    internal KernelCurve(BinomialPoints points, double[] grid, double bandwidth, int minimumCount, bool monotone)
    {
        this.grid = grid;
        this.monotone = monotone;
        weights = [.. grid.Select(g => Weights(points, g, bandwidth, Math.Min(minimumCount, points.TrialTotal / 2)))];
    }

    /// <summary>Quantiles of the distance, rising strictly, from the smallest to the greatest.</summary>
    internal static double[] Grid(BinomialPoints points, int number) =>
        [.. Enumerable.Range(0, number).Select(i => points.X[(int)((long)i * (points.Count - 1) / (number - 1))]).Distinct()];

    /// <summary>ln of the frequency at each point of the grid, for given trials and events at the points.</summary>
    internal double[] LogRates(ReadOnlySpan<double> trials, ReadOnlySpan<double> events)
    {
        double total = 0;
        foreach (double n in trials)
        {
            total += n;
        }

        // No sample of n says less than half an event in n.
        double least = 0.5 / (total + 1);
        double[] rates = new double[grid.Length];
        for (int g = 0; g < grid.Length; g++)
        {
            double[] w = weights[g];
            double n = 0;
            double d = 0;
            for (int i = 0; i < w.Length; i++)
            {
                n += w[i] * trials[i];
                d += w[i] * events[i];
            }

            rates[g] = n > 0 ? Math.Max(least, d / n) : least;
        }

        if (monotone)
        {
            foreach (AdjacentViolators.Block block in AdjacentViolators.Fall(rates, [.. Enumerable.Repeat(1.0, rates.Length)]))
            {
                for (int i = block.First; i <= block.Last; i++)
                {
                    rates[i] = block.Mean;
                }
            }
        }

        return Array.ConvertAll(rates, static r => Math.Log(Math.Min(r, 1)));
    }

    /// <summary>0.9 min(sd, interquartile range / 1.34) n^(-1/5).</summary>
    internal static double RuleOfThumb(BinomialPoints points)
    {
        double spread = points.Standard().Scale;
        double range = (Quantile(points, 0.75) - Quantile(points, 0.25)) / 1.34;
        return 0.9 * (range > 0 ? Math.Min(spread, range) : spread) * Math.Pow(points.TrialTotal, -0.2);
    }

    /// <summary>The bandwidth of the greatest leave-one-out log-likelihood.</summary>
    internal static double CrossValidated(BinomialPoints points, int minimumCount)
    {
        double thumb = RuleOfThumb(points);
        (double[] x, double[] n, double[] d) = Groups(points);
        double best = thumb;
        double bestScore = double.NegativeInfinity;
        for (int k = 0; k < Bandwidths; k++)
        {
            double h = thumb * Math.Pow(2, (6.0 * k / (Bandwidths - 1)) - 3);
            double score = 0;
            for (int j = 0; j < x.Length; j++)
            {
                double sumN = 0;
                double sumD = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    double z = (x[i] - x[j]) / h;
                    double w = Math.Exp(-0.5 * z * z);
                    sumN += w * n[i];
                    sumD += w * d[i];
                }

                score += Left(d[j], sumD - 1, sumN - 1, points.TrialTotal, minimumCount) + LeftOther(n[j] - d[j], sumD, sumN - 1, points.TrialTotal, minimumCount);
            }

            if (score > bestScore)
            {
                (best, bestScore) = (h, score);
            }
        }

        return best;
    }

    private static double Left(double count, double events, double trials, double total, double minimum) => count == 0 ? 0 : count * Math.Log(Clamped(events, trials, total, minimum));

    private static double LeftOther(double count, double events, double trials, double total, double minimum) => count == 0 ? 0 : count * Math.Log(1 - Clamped(events, trials, total, minimum));

    /// <summary>A frequency of what is left, never 0 or 1; with almost nothing left, a half: a bandwidth that leaves firms alone is a bad one.</summary>
    private static double Clamped(double events, double trials, double total, double minimum)
    {
        double least = 0.5 / (total + 1);
        return trials < Math.Min(1, minimum) ? 0.5 : Math.Clamp(events / trials, least, 1 - least);
    }

    private static (double[] X, double[] N, double[] D) Groups(BinomialPoints points)
    {
        int groups = Math.Min(MostGroups, points.Count);
        double[] x = new double[groups];
        double[] n = new double[groups];
        double[] d = new double[groups];
        for (int i = 0; i < points.Count; i++)
        {
            int g = (int)((long)i * groups / points.Count);
            x[g] += points.Trials[i] * points.X[i];
            n[g] += points.Trials[i];
            d[g] += points.Events[i];
        }

        for (int g = 0; g < groups; g++)
        {
            x[g] /= n[g];
        }

        return (x, n, d);
    }

    private static double Quantile(BinomialPoints points, double share)
    {
        double wanted = share * points.TrialTotal;
        double sum = 0;
        for (int i = 0; i < points.Count; i++)
        {
            sum += points.Trials[i];
            if (sum >= wanted)
            {
                return points.X[i];
            }
        }

        return points.X[^1];
    }

    /// <summary>Gaussian weights about one distance, the nearest point's being 1; the bandwidth widens until they add up to the least count.</summary>
    private static double[] Weights(BinomialPoints points, double centre, double bandwidth, double minimumCount)
    {
        double[] w = new double[points.Count];
        for (double h = bandwidth; ; h *= 1.25)
        {
            double sum = 0;
            for (int i = 0; i < w.Length; i++)
            {
                double z = (points.X[i] - centre) / h;
                w[i] = Math.Exp(-0.5 * z * z);
                sum += w[i] * points.Trials[i];
            }

            if (sum >= minimumCount)
            {
                return w;
            }
        }
    }
}
