using Freeboard.Numerics;
using Freeboard.Portfolio.Saddlepoint;

namespace Freeboard.Portfolio.Importance;

/// <summary>Scenarios of one level, drawn where the losses of its tail are, with their weights.</summary>
internal sealed class WeightedScenarios
{
    private const int Block = 64;

    // Sums of contributions are made in so many parts and added in order, so that threads never show.
    private const int Shares = 16;
    private const int FewestAtVar = 100;

    private readonly ConditionalLoss loss;
    private readonly double target;
    private readonly uint run;
    private readonly ImportanceOptions options;
    private readonly double[] shift;
    private readonly double halfSquare;

    internal WeightedScenarios(ConditionalLoss loss, double target, uint run, ImportanceOptions options)
    {
        (this.loss, this.target, this.run, this.options) = (loss, target, run, options);
        shift = FactorShift.Find(loss, target);
        halfSquare = 0.5 * shift.Sum(value => value * value);
        Losses = new double[options.Scenarios];
        Weights = new double[options.Scenarios];
    }

    /// <summary>Losses, in units.</summary>
    internal double[] Losses { get; }

    /// <summary>Weights: likelihood ratios.</summary>
    internal double[] Weights { get; }

    internal void Draw(CancellationToken cancellationToken)
    {
        int blocks = (Losses.Length + Block - 1) / Block;
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.MaximumThreads, CancellationToken = cancellationToken };
        Parallel.For(0, blocks, parallel, () => loss.Clone(), (block, _, own) =>
        {
            DrawBlock(own, block, null, null);
            return own;
        }, static _ => { });
    }

    /// <summary>Contributions: the scenarios are drawn again, with the obligors that default in them.</summary>
    internal RiskContributions Contributions(WeightedTail tail, CancellationToken cancellationToken)
    {
        int n = loss.Count;
        (double low, double high) = Around(tail);
        double[][] shares = new double[Shares][];
        int blocks = (Losses.Length + Block - 1) / Block;
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.MaximumThreads, CancellationToken = cancellationToken };
        Parallel.For(0, Shares, parallel, share =>
        {
            double[] sums = new double[3 * n];
            ConditionalLoss own = loss.Clone();
            int last = (int)((long)blocks * (share + 1) / Shares);
            for (int block = (int)((long)blocks * share / Shares); block < last; block++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                DrawBlock(own, block, sums, (scenario, obligor) =>
                {
                    double l = own.Losses[obligor];
                    double part = Weights[scenario] * tail.ShareOf(Losses[scenario]) * l;
                    sums[obligor] += part;
                    sums[n + obligor] += part * part;
                    sums[(2 * n) + obligor] += Losses[scenario] >= low && Losses[scenario] <= high ? Weights[scenario] * l : 0;
                });
            }

            shares[share] = sums;
        });
        double[] atRisk = new double[n];
        double[] shortfall = new double[n];
        double[] errors = new double[n];
        double mass = options.Scenarios;
        double worst = 1 - tail.ShareLevel;
        for (int i = 0; i < n; i++)
        {
            double mean = shares.Sum(sums => sums[i]) / mass;
            double square = shares.Sum(sums => sums[n + i]) / mass;
            shortfall[i] = mean / worst * loss.Unit;
            errors[i] = Math.Sqrt(Math.Max(0, square - (mean * mean)) / mass) / worst * loss.Unit;
            atRisk[i] = shares.Sum(sums => sums[(2 * n) + i]);
        }

        double total = atRisk.Sum();
        for (int i = 0; i < n; i++)
        {
            atRisk[i] *= total > 0 ? tail.ValueAtRisk * loss.Unit / total : 0;
        }

        return new RiskContributions { Level = tail.ShareLevel, ValueAtRisk = atRisk, ExpectedShortfall = shortfall, ExpectedShortfallStandardErrors = errors };
    }

    // The scenarios at VaR, or, where they are few, as many around it.
    private (double Low, double High) Around(WeightedTail tail)
    {
        double[] near = [.. Losses.Order()];
        int first = Array.BinarySearch(near, tail.ValueAtRisk);
        first = first < 0 ? ~first : first;
        int atom = Losses.Count(value => value == tail.ValueAtRisk);
        return atom >= FewestAtVar
            ? (tail.ValueAtRisk, tail.ValueAtRisk)
            : (near[Math.Max(0, first - (FewestAtVar / 2))], near[Math.Min(near.Length - 1, first + (FewestAtVar / 2))]);
    }

    private void DrawBlock(ConditionalLoss own, int block, double[]? again, Action<int, int>? record)
    {
        PhiloxStream stream = new(options.Seed, (uint)block, 0x100 + run);
        int first = block * Block;
        int last = Math.Min(Losses.Length, first + Block);
        double[] z = new double[shift.Length];
        double[] twisted = new double[own.Count];
        for (int s = first; s < last; s++)
        {
            double exponent = halfSquare;
            for (int f = 0; f < z.Length; f++)
            {
                z[f] = shift[f] + stream.NextNormal();
                exponent -= shift[f] * z[f];
            }

            own.SetFactors(z);
            double theta = 0;
            double cumulant = 0;
            if (own.Moments().Mean < target && own.Tilt(target, 0, out Cumulants at) is { } tilt)
            {
                (theta, cumulant) = (tilt, at.Value);
            }

            own.Twist(theta, twisted);
            XoshiroStream uniform = new(stream.NextBits(), stream.NextBits(), stream.NextBits(), stream.NextBits());
            double sum = 0;
            for (int i = 0; i < twisted.Length; i++)
            {
                if (uniform.NextUniform() < twisted[i])
                {
                    sum += own.Losses[i];
                    record?.Invoke(s, i);
                }
            }

            if (again is null)
            {
                Losses[s] = sum;
                Weights[s] = Math.Exp(exponent + cumulant - (theta * sum));
            }
        }
    }
}
