using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Freeboard.Structural.Batch;

namespace Freeboard.Structural.Windows;

/// <summary>The inversion of every day of a window with a day in each lane; the formulas of <see cref="AssetInversion"/>, which settles the lanes that do not.</summary>
/// <remarks>
/// Stage by stage over the window: a stage is short, so that the processor overlaps several days by itself and values stay in registers.
/// A stage runs over a list of vectors: at first all of them, then those whose last step was not small yet.
/// The 256-bit file is this one with the number replaced (eng/vector-twins.sh); a test holds the two together.
/// </remarks>
internal static unsafe class WindowInversion256
{
    /// <summary>Below this w the time value comes from its expansion about the midpoint: the difference of two Mills ratios would cancel.</summary>
    private const double NarrowWidth = 0.15;

    /// <summary>A last step this small leaves an error of its fourth power.</summary>
    internal const double FineStep = 3e-4;

    /// <summary>Enough for a pass that only points the way: an error of 1e-9.</summary>
    internal const double RoughStep = 5e-3;

    private const int MostSteps = 12;

    /// <summary>Inverts every day from the y that stands in the gaps (y - ln x), carried over a step of w.</summary>
    /// <param name="work">The window; all its days have debts that show and equities that are not vanishing.</param>
    /// <param name="w">sigmaV sqrt T.</param>
    /// <param name="previous">w of the pass that left its quantities, or 0 when only the gaps are meaningful.</param>
    /// <param name="lastStep">How short the last step must be in every lane: <see cref="FineStep"/> or <see cref="RoughStep"/>.</param>
    internal static bool Invert(WindowWorkspace work, double w, double previous, double lastStep)
    {
        int vectors = (work.Days + Vector256<double>.Count - 1) / Vector256<double>.Count;
        fixed (int* list = work.Vectors)
        fixed (double* scratch = work.Scratch)
        {
            for (int i = 0; i < vectors; i++)
            {
                list[i] = i * Vector256<double>.Count;
            }

            int stride = work.Capacity;
            Carry(work, w, previous);
            int left = vectors;
            for (int k = 0; k < MostSteps && left > 0; k++)
            {
                Exponentials(scratch, stride, list, left, w);
                Exercise(scratch, stride, list, left, w);
                if (w < NarrowWidth)
                {
                    NarrowTimeValue(scratch, stride, list, left, w);
                }
                else
                {
                    WideTimeValue(scratch, stride, list, left, w);
                }

                left = Finish(work, scratch, stride, list, left, w, lastStep);
            }

            for (int i = 0; i < left; i++)
            {
                if (!Settle(work, w, list[i]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>y of every day into the first column of the scratch: of the pass before, carried by three terms of its series in w.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Carry(WindowWorkspace work, double w, double previous)
    {
        double step = w - previous;
        fixed (double* scratch = work.Scratch, logs = work.LogRatios, gaps = work.Gaps, lambdas = work.Lambdas, products = work.LambdaH, hs = work.H)
        {
            for (int i = 0; i < work.Days; i += Vector256<double>.Count)
            {
                Vector256<double> y = Vector256.Load(logs + i) + Vector256.Load(gaps + i);
                if (previous > 0)
                {
                    // dy/dw = -lambda, d2y/dw2 = lambda h (1 - h/w) = lambda h s,
                    // d3y/dw3 = lambda (p - h^2) s^2 + lambda h (h/w - p s) / w.
                    Vector256<double> one = Vector256<double>.One;
                    Vector256<double> inverse = Vector256.Create(1 / previous);
                    Vector256<double> lambda = Vector256.Load(lambdas + i);
                    Vector256<double> product = Vector256.Load(products + i);
                    Vector256<double> h = Vector256.Load(hs + i);
                    Vector256<double> p = one - product;
                    Vector256<double> share = h * inverse;
                    Vector256<double> stretch = one - share;
                    Vector256<double> third = (lambda * (p - (h * h)) * stretch * stretch) + (product * (share - (p * stretch)) * inverse);
                    Vector256<double> bend = Vector256.FusedMultiplyAdd(Vector256.Create(step / 3), third, product * stretch);
                    y -= Vector256.Create(step) * (lambda - (Vector256.Create(0.5 * step) * bend));
                }

                y.Store(scratch + i);
            }
        }
    }

    /// <summary>phi(d2), exp(y) and exp(y) - 1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Exponentials(double* scratch, int stride, int* list, int count, double w)
    {
        Vector256<double> inverse = Vector256.Create(1 / w);
        Vector256<double> half = Vector256.Create(0.5 * w);
        double* table = VectorTables.Mills256;
        for (int j = 0; j < count; j++)
        {
            double* at = scratch + list[j];
            Vector256<double> y = Vector256.Load(at);
            Lanes256.Density((y * inverse) - half, table).Store(at + stride);
            Vector256<double> excess = Lanes256.ExpMinusOne(y, table, out Vector256<double> v);
            excess.Store(at + (2 * stride));
            v.Store(at + (3 * stride));
        }
    }

    /// <summary>v N(d1) = phi(d2) M(-d1) for d1 below zero, v - phi(d2) M(d1) above.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Exercise(double* scratch, int stride, int* list, int count, double w)
    {
        double* table = VectorTables.Mills256;
        Vector256<double> inverse = Vector256.Create(1 / w);
        Vector256<double> half = Vector256.Create(0.5 * w);
        Vector256<double> shift = Vector256.Create(BatchCoefficients.MillsShift);
        for (int j = 0; j < count; j++)
        {
            double* at = scratch + list[j];
            Vector256<double> d1 = (Vector256.Load(at) * inverse) + half;
            Vector256<double> mills = Lanes256.Mills(Vector256<double>.One / (Vector256.Abs(d1) + shift), table);
            Vector256<double> part = Vector256.Load(at + stride) * mills;
            Vector256<double> positive = Vector256.GreaterThan(d1, Vector256<double>.Zero);
            Vector256.ConditionalSelect(positive, Vector256.Load(at + (3 * stride)) - part, part).Store(at + (4 * stride));
            part.Store(at + (5 * stride));
        }
    }

    /// <summary>Intrinsic and time value, the latter as the difference of the Mills ratios at d1 and d2.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WideTimeValue(double* scratch, int stride, int* list, int count, double w)
    {
        double* table = VectorTables.Mills256;
        Vector256<double> inverse = Vector256.Create(1 / w);
        Vector256<double> half = Vector256.Create(0.5 * w);
        Vector256<double> shift = Vector256.Create(BatchCoefficients.MillsShift);
        Vector256<double> zero = Vector256<double>.Zero;
        for (int j = 0; j < count; j++)
        {
            double* at = scratch + list[j];
            Vector256<double> c = Vector256.Load(at) * inverse;
            Vector256<double> d2 = c - half;
            Vector256<double> part2 = Vector256.Load(at + stride) * Lanes256.Mills(Vector256<double>.One / (Vector256.Abs(d2) + shift), table);
            Vector256<double> part1 = Vector256.Load(at + (5 * stride));
            Vector256<double> positive1 = Vector256.GreaterThan(c + half, zero);
            Vector256<double> positive2 = Vector256.GreaterThan(d2, zero);
            Vector256<double> intrinsic = Vector256.ConditionalSelect(
                positive1, Vector256.ConditionalSelect(positive2, Vector256.Load(at + (2 * stride)), Vector256.Load(at + (3 * stride))), zero);
            intrinsic.Store(at + (2 * stride));
            (Vector256.ConditionalSelect(positive1, -part1, part1) + Vector256.ConditionalSelect(positive2, part2, -part2)).Store(at + (3 * stride));
        }
    }

    /// <summary>Intrinsic and time value, the latter by its expansion about c = (d1 + d2)/2: phi(d2) w [I1 + w^2/24 I3 + ... + w^8/92897280 I9].</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void NarrowTimeValue(double* scratch, int stride, int* list, int count, double w)
    {
        double* table = VectorTables.Mills256;
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> inverse = Vector256.Create(1 / w);
        Vector256<double> shift = Vector256.Create(BatchCoefficients.MillsShift);
        double w2 = w * w;
        for (int j = 0; j < count; j++)
        {
            double* at = scratch + list[j];
            Vector256<double> c = Vector256.Load(at) * inverse;
            Vector256<double> t = Vector256.Abs(c);
            Vector256<double> zeroth = Lanes256.Mills(one / (t + shift), table);
            Vector256<double> first = one - (t * zeroth);
            Vector256<double> second = zeroth - (t * first);
            Vector256<double> third = (first + first) - (t * second);
            Vector256<double> fourth = (Vector256.Create(3.0) * second) - (t * third);
            Vector256<double> fifth = (Vector256.Create(4.0) * third) - (t * fourth);
            Vector256<double> sixth = (Vector256.Create(5.0) * fourth) - (t * fifth);
            Vector256<double> seventh = (Vector256.Create(6.0) * fifth) - (t * sixth);
            Vector256<double> eighth = (Vector256.Create(7.0) * sixth) - (t * seventh);
            Vector256<double> ninth = (Vector256.Create(8.0) * seventh) - (t * eighth);
            Vector256<double> series = Vector256.FusedMultiplyAdd(Vector256.Create(w2 / 288), ninth, seventh);
            series = Vector256.FusedMultiplyAdd(Vector256.Create(w2 / 168), series, fifth);
            series = Vector256.FusedMultiplyAdd(Vector256.Create(w2 / 80), series, third);
            series = Vector256.FusedMultiplyAdd(Vector256.Create(w2 / 24), series, first);
            Vector256<double> positive = Vector256.GreaterThan(c, Vector256<double>.Zero);
            Vector256.ConditionalSelect(positive, Vector256.Load(at + (2 * stride)), Vector256<double>.Zero).Store(at + (2 * stride));
            (Vector256.Load(at + stride) * (Vector256.Create(w) * series)).Store(at + (3 * stride));
        }
    }

    /// <summary>The step of fourth order and the quantities after it.</summary>
    /// <returns>How many vectors had a lane whose step was not small; they stand at the front of the list.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Finish(WindowWorkspace work, double* scratch, int stride, int* list, int count, double w, double lastStep)
    {
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> inverseW = Vector256.Create(1 / w);
        Vector256<double> halfW = Vector256.Create(0.5 * w);
        Vector256<double> half = Vector256.Create(0.5);
        Vector256<double> sixth = Vector256.Create(1.0 / 6);
        int left = 0;
        fixed (double* ratios = work.Ratios, logs = work.LogRatios, gaps = work.Gaps, lambdas = work.Lambdas, products = work.LambdaH, hs = work.H, d1s = work.D1, elasticities = work.Elasticities)
        {
            for (int j = 0; j < count; j++)
            {
                int i = list[j];
                double* at = scratch + i;
                Vector256<double> y = Vector256.Load(at);
                Vector256<double> intrinsic = Vector256.Load(at + (2 * stride));
                Vector256<double> timeValue = Vector256.Load(at + (3 * stride));
                Vector256<double> exercised = Vector256.Load(at + (4 * stride));
                Vector256<double> x = Vector256.Load(ratios + i);
                Vector256<double> ratio = intrinsic + timeValue;

                // ln(x/X) = 2 artanh((x - X)/(x + X)): exact to rounding near the solution, and never too long a step far from it.
                Vector256<double> z = ((x - intrinsic) - timeValue) / (x + ratio);
                Vector256<double> z2 = z * z;
                Vector256<double> miss = (z + z) * Vector256.FusedMultiplyAdd(
                    z2, Vector256.FusedMultiplyAdd(z2, Vector256.FusedMultiplyAdd(z2, Vector256.Create(1.0 / 7), Vector256.Create(0.2)), Vector256.Create(1.0 / 3)), one);
                Vector256<double> both = one / (ratio * exercised);
                Vector256<double> elasticity = exercised * exercised * both;
                Vector256<double> newton = miss * (ratio * ratio * both);
                Vector256<double> lambda = Vector256.Load(at + stride) * (ratio * both);
                Vector256<double> a = Vector256.FusedMultiplyAdd(y, inverseW, halfW);
                Vector256<double> h = a + lambda;
                Vector256<double> product = lambda * h;
                Vector256<double> kappa = one + (lambda * inverseW) - elasticity;
                Vector256<double> third = (kappa * (kappa - elasticity)) - (product * (inverseW * inverseW));
                Vector256<double> inner = Vector256.FusedMultiplyAdd(newton, (half * kappa * kappa) - (third * sixth), -half * kappa);
                Vector256<double> size = Vector256.Abs(newton) * Vector256.Max(one, Vector256.Abs(kappa));
                Vector256<double> step = Vector256.ConditionalSelect(
                    Vector256.LessThan(size, Vector256.Create(0.3)), newton * Vector256.FusedMultiplyAdd(newton, inner, one), newton);
                y += step;
                y.Store(at);
                (y - Vector256.Load(logs + i)).Store(gaps + i);

                // The distances at the corrected y by three terms of their series.
                Vector256<double> d = step * inverseW;
                Vector256<double> p = one - product;
                Vector256<double> excess = Vector256.FusedMultiplyAdd(h, h, -p);
                Vector256<double> second = lambda * excess;
                Vector256<double> next = (product * ((p + p) - excess)) - (lambda * second);
                Vector256<double> tail = d * d * Vector256.FusedMultiplyAdd(d, next * sixth, half * second);
                (lambda - (product * d) + tail).Store(lambdas + i);
                (product - (d * Vector256.FusedMultiplyAdd(half * d, next, second))).Store(products + i);
                (h + (p * d) + tail).Store(hs + i);
                (a + d).Store(d1s + i);
                (elasticity * Vector256.FusedMultiplyAdd(step, Vector256.FusedMultiplyAdd(half * step, third, kappa), one)).Store(elasticities + i);

                // Without a branch: the list is rewritten in place, and grows only past a vector that is not done.
                list[left] = i;
                left += Vector256.LessThanAll(size, Vector256.Create(lastStep)) ? 0 : 1;
            }
        }

        return left;
    }

    /// <summary>The lanes of one vector by the scalar inversion.</summary>
    private static bool Settle(WindowWorkspace work, double w, int first)
    {
        for (int k = first; k < Math.Min(first + Vector256<double>.Count, work.Days); k++)
        {
            if (!WindowPass.Store(work, k, AssetInversion.Solve(work.Ratios[k], work.LogRatios[k], w, double.NaN)))
            {
                return false;
            }
        }

        return true;
    }
}
