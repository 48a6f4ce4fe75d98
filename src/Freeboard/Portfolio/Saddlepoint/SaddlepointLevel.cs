using Freeboard.Numerics;

namespace Freeboard.Portfolio.Saddlepoint;

/// <summary>One level of a saddlepoint solution.</summary>
internal sealed class SaddlepointLevel
{
    private const int MostRounds = 12;

    // A Newton step on ln P as short as this leaves an error of its square.
    private const double ShortStep = 0.002;

    private readonly ConditionalLoss loss;
    private readonly ShiftedLattice lattice;
    private readonly int each;
    private readonly double level;
    private readonly SaddlepointOptions options;
    private readonly Sums[] copies = new Sums[FactorSaddlepoint.CopyCount];
    private readonly double[][] tilts = new double[FactorSaddlepoint.CopyCount][];
    private double[] shift = [];
    private double length;
    private double valueAtRisk;

    internal SaddlepointLevel(ConditionalLoss loss, ShiftedLattice lattice, int each, double level, SaddlepointOptions options)
    {
        (this.loss, this.lattice, this.each, this.level, this.options) = (loss, lattice, each, level, options);
        for (int copy = 0; copy < tilts.Length; copy++)
        {
            tilts[copy] = new double[each];
        }
    }

    /// <summary>Finds VaR; false where the search did not end.</summary>
    internal bool Solve()
    {
        double x = Math.Max(FactorShift.Pilot(loss, level), 1e-9);
        SetShift(x);
        bool moved = false;
        bool all = false;
        for (int round = 0; round < MostRounds; round++)
        {
            Sums sums = Evaluate(x, all, withContributions: false);
            double tail = sums.Tail;
            if (!(tail > 0) || !(sums.Density > 0))
            {
                x *= tail > 0 ? 1.5 : 0.7;
                continue;
            }

            double step = tail / sums.Density * Math.Log(tail / (1 - level));
            double next = Math.Max(x + Math.Clamp(step, -0.5 * x, x), 1e-3 * x);

            // One copy leads the way; all of them decide. The move is made anew where the pilot was far off.
            if (!moved && Math.Abs(next - x) < 0.1 * x)
            {
                SetShift(next);
                moved = true;
                all = true;
                x = next;
                continue;
            }

            if (all && Math.Abs(next - x) <= ShortStep * x)
            {
                valueAtRisk = next;
                Evaluate(next, true, options.WithContributions);
                return true;
            }

            x = next;
        }

        return false;
    }

    /// <summary>VaR and ES with the errors of the points.</summary>
    internal LossLevel Level()
    {
        double[] tails = [.. copies.Select(copy => copy.Tail)];
        double[] shortfalls = [.. copies.Select(copy => valueAtRisk + (copy.Excess / (1 - level)))];
        double density = copies.Average(copy => copy.Density);
        double t = TailProbability.TwoSidedTQuantile(options.Confidence, copies.Length - 1);
        double error = Error(tails) / density;
        return new LossLevel
        {
            Level = level,
            ValueAtRisk = valueAtRisk * loss.Unit,
            ExpectedShortfall = Shortfall() * loss.Unit,
            ValueAtRiskLow = Math.Max(0, valueAtRisk - (t * error)) * loss.Unit,
            ValueAtRiskHigh = (valueAtRisk + (t * error)) * loss.Unit,
            ExpectedShortfallStandardError = Error(shortfalls) * loss.Unit,
        };
    }

    /// <summary>The contributions, which add up to the measures.</summary>
    internal RiskContributions Contributions()
    {
        int n = loss.Count;
        double density = copies.Average(copy => copy.Density);
        double rest = 1 - level - copies.Average(copy => copy.Tail);
        double[] atRisk = new double[n];
        double[] shortfall = new double[n];
        for (int i = 0; i < n; i++)
        {
            double at = copies.Average(copy => copy.AtRisk[i]) / density;
            atRisk[i] = at * loss.Unit;
            shortfall[i] = (copies.Average(copy => copy.Beyond[i]) + (at * rest)) / (1 - level) * loss.Unit;
        }

        // The saddlepoint's density weighs means that are exactly VaR, and its tail sums are exactly those of ES; scaling takes off the rounding of the search.
        Scale(atRisk, valueAtRisk * loss.Unit);
        Scale(shortfall, Shortfall() * loss.Unit);
        return new RiskContributions { Level = level, ValueAtRisk = atRisk, ExpectedShortfall = shortfall };
    }

    private static void Scale(double[] parts, double whole)
    {
        double sum = parts.Sum();
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] *= whole / sum;
        }
    }

    private double Shortfall() => valueAtRisk + (copies.Average(copy => copy.Excess) / (1 - level));

    private static double Error(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
    }

    private void SetShift(double x)
    {
        shift = FactorShift.Find(loss, x);
        length = Math.Sqrt(shift.Sum(value => value * value));
    }

    private Sums Evaluate(double x, bool all, bool withContributions)
    {
        int wanted = all ? copies.Length : 1;
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.MaximumThreads };
        Parallel.For(0, wanted, parallel, copy => copies[copy] = Evaluate(copy, x, withContributions));
        return all ? new Sums([], []) { Tail = copies.Average(copy => copy.Tail), Density = copies.Average(copy => copy.Density) } : copies[0];
    }

    private Sums Evaluate(int copy, double x, bool withContributions)
    {
        ConditionalLoss own = loss.Clone();
        double[] direction = length > 0 ? [.. shift.Select(value => value / length)] : [.. shift.Select((_, f) => f == 0 ? 1.0 : 0)];
        double[] start = FactorSaddlepoint.Shift(options.Seed, copy, shift.Length);
        double[] normals = new double[shift.Length];
        Sums sums = new(withContributions ? new double[own.Count] : [], withContributions ? new double[own.Count] : []);
        for (int i = 0; i < each; i++)
        {
            lattice.Point(i, start, normals);
            double weight = Math.Exp((-length * normals[0]) - (0.5 * length * length)) / each;
            FactorSaddlepoint.Rotate(normals, direction);
            for (int f = 0; f < normals.Length; f++)
            {
                normals[f] += shift[f];
            }

            own.SetFactors(normals);
            double mean = own.Moments().Mean;
            TailSaddlepoint at = TailSaddlepoint.At(own, x, mean, tilts[copy][i]);
            tilts[copy][i] = at.Theta;
            sums.Tail += weight * at.Tail;
            sums.Density += weight * at.Density;
            sums.Excess += weight * at.Excess;
            if (withContributions && (at.Density > 0 || at.Tail > 0))
            {
                Divide(own, at, weight, sums);
            }
        }

        return sums;
    }

    private static void Divide(ConditionalLoss own, TailSaddlepoint at, double weight, Sums sums)
    {
        ReadOnlySpan<double> losses = own.Losses;
        ReadOnlySpan<double> probabilities = own.Probabilities;
        double byTail = weight * at.Tail;
        double byDensity = weight * at.Density;
        bool near = Math.Abs(at.Theta) < 1e-6;
        for (int i = 0; i < losses.Length; i++)
        {
            double p = probabilities[i];
            double tilted = p / (p + ((1 - p) * Math.Exp(-at.Theta * losses[i])));
            double lean = near ? losses[i] * p * (1 - p) : (tilted - p) / at.Theta;
            sums.AtRisk[i] += byDensity * losses[i] * tilted;
            sums.Beyond[i] += losses[i] * ((byTail * p) + (byDensity * lean));
        }
    }

    private sealed class Sums(double[] atRisk, double[] beyond)
    {
        internal double Tail { get; set; }

        internal double Density { get; set; }

        internal double Excess { get; set; }

        internal double[] AtRisk { get; } = atRisk;

        internal double[] Beyond { get; } = beyond;
    }
}
