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
internal static unsafe class WindowInversion512
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
        int vectors = (work.Days + Vector512<double>.Count - 1) / Vector512<double>.Count;
        fixed (int* list = work.Vectors)
        fixed (double* scratch = work.Scratch)
        {
            for (int i = 0; i < vectors; i++)
            {
                list[i] = i * Vector512<double>.Count;
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
            for (int i = 0; i < work.Days; i += Vector512<double>.Count)
            {
                Vector512<double> y = Vector512.Load(logs + i) + Vector512.Load(gaps + i);
                if (previous > 0)
                {
                    // dy/dw = -lambda, d2y/dw2 = lambda h (1 - h/w) = lambda h s,
                    // d3y/dw3 = lambda (p - h^2) s^2 + lambda h (h/w - p s) / w.
                    Vector512<double> one = Vector512<double>.One;
                    Vector512<double> inverse = Vector512.Create(1 / previous);
                    Vector512<double> lambda = Vector512.Load(lambdas + i);
                    Vector512<double> product = Vector512.Load(products + i);
                    Vector512<double> h = Vector512.Load(hs + i);
                    Vector512<double> p = one - product;
                    Vector512<double> share = h * inverse;
                    Vector512<double> stretch = one - share;
                    Vector512<double> third = (lambda * (p - (h * h)) * stretch * stretch) + (product * (share - (p * stretch)) * inverse);
                    Vector512<double> bend = Vector512.FusedMultiplyAdd(Vector512.Create(step / 3), third, product * stretch);
                    y -= Vector512.Create(step) * (lambda - (Vector512.Create(0.5 * step) * bend));
                }

                y.Store(scratch + i);
            }
        }
    }

    /// <summary>phi(d2), exp(y) and exp(y) - 1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Exponentials(double* scratch, int stride, int* list, int count, double w)
    {
        Vector512<double> inverse = Vector512.Create(1 / w);
        Vector512<double> half = Vector512.Create(0.5 * w);
        double* table = VectorTables.Mills512;
        for (int j = 0; j < count; j++)
        {
            double* at = scratch + list[j];
            Vector512<double> y = Vector512.Load(at);
            Lanes512.Density((y * inverse) - half, table).Store(at + stride);
            Vector512<double> excess = Lanes512.ExpMinusOne(y, table, out Vector512<double> v);
            excess.Store(at + (2 * stride));
            v.Store(at + (3 * stride));
        }
    }

    /// <summary>v N(d1) = phi(d2) M(-d1) for d1 below zero, v - phi(d2) M(d1) above.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Exercise(double* scratch, int stride, int* list, int count, double w)
    {
        double* table = VectorTables.Mills512;
        Vector512<double> inverse = Vector512.Create(1 / w);
        Vector512<double> half = Vector512.Create(0.5 * w);
        Vector512<double> shift = Vector512.Create(BatchCoefficients.MillsShift);
        for (int j = 0; j < count; j++)
        {
            double* at = scratch + list[j];
            Vector512<double> d1 = (Vector512.Load(at) * inverse) + half;
            Vector512<double> mills = Lanes512.Mills(Vector512<double>.One / (Vector512.Abs(d1) + shift), table);
            Vector512<double> part = Vector512.Load(at + stride) * mills;
            Vector512<double> positive = Vector512.GreaterThan(d1, Vector512<double>.Zero);
            Vector512.ConditionalSelect(positive, Vector512.Load(at + (3 * stride)) - part, part).Store(at + (4 * stride));
            part.Store(at + (5 * stride));
        }
    }

    /// <summary>Intrinsic and time value, the latter as the difference of the Mills ratios at d1 and d2.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WideTimeValue(double* scratch, int stride, int* list, int count, double w)
    {
        double* table = VectorTables.Mills512;
        Vector512<double> inverse = Vector512.Create(1 / w);
        Vector512<double> half = Vector512.Create(0.5 * w);
        Vector512<double> shift = Vector512.Create(BatchCoefficients.MillsShift);
        Vector512<double> zero = Vector512<double>.Zero;
        for (int j = 0; j < count; j++)
        {
            double* at = scratch + list[j];
            Vector512<double> c = Vector512.Load(at) * inverse;
            Vector512<double> d2 = c - half;
            Vector512<double> part2 = Vector512.Load(at + stride) * Lanes512.Mills(Vector512<double>.One / (Vector512.Abs(d2) + shift), table);
            Vector512<double> part1 = Vector512.Load(at + (5 * stride));
            Vector512<double> positive1 = Vector512.GreaterThan(c + half, zero);
            Vector512<double> positive2 = Vector512.GreaterThan(d2, zero);
            Vector512<double> intrinsic = Vector512.ConditionalSelect(
                positive1, Vector512.ConditionalSelect(positive2, Vector512.Load(at + (2 * stride)), Vector512.Load(at + (3 * stride))), zero);
            intrinsic.Store(at + (2 * stride));
            (Vector512.ConditionalSelect(positive1, -part1, part1) + Vector512.ConditionalSelect(positive2, part2, -part2)).Store(at + (3 * stride));
        }
    }

    /// <summary>Intrinsic and time value, the latter by its expansion about c = (d1 + d2)/2: phi(d2) w [I1 + w^2/24 I3 + ... + w^8/92897280 I9].</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void NarrowTimeValue(double* scratch, int stride, int* list, int count, double w)
    {
        double* table = VectorTables.Mills512;
        Vector512<double> one = Vector512<double>.One;
        Vector512<double> inverse = Vector512.Create(1 / w);
        Vector512<double> shift = Vector512.Create(BatchCoefficients.MillsShift);
        double w2 = w * w;
        for (int j = 0; j < count; j++)
        {
            double* at = scratch + list[j];
            Vector512<double> c = Vector512.Load(at) * inverse;
            Vector512<double> t = Vector512.Abs(c);
            Vector512<double> zeroth = Lanes512.Mills(one / (t + shift), table);
            Vector512<double> first = one - (t * zeroth);
            Vector512<double> second = zeroth - (t * first);
            Vector512<double> third = (first + first) - (t * second);
            Vector512<double> fourth = (Vector512.Create(3.0) * second) - (t * third);
            Vector512<double> fifth = (Vector512.Create(4.0) * third) - (t * fourth);
            Vector512<double> sixth = (Vector512.Create(5.0) * fourth) - (t * fifth);
            Vector512<double> seventh = (Vector512.Create(6.0) * fifth) - (t * sixth);
            Vector512<double> eighth = (Vector512.Create(7.0) * sixth) - (t * seventh);
            Vector512<double> ninth = (Vector512.Create(8.0) * seventh) - (t * eighth);
            Vector512<double> series = Vector512.FusedMultiplyAdd(Vector512.Create(w2 / 288), ninth, seventh);
            series = Vector512.FusedMultiplyAdd(Vector512.Create(w2 / 168), series, fifth);
            series = Vector512.FusedMultiplyAdd(Vector512.Create(w2 / 80), series, third);
            series = Vector512.FusedMultiplyAdd(Vector512.Create(w2 / 24), series, first);
            Vector512<double> positive = Vector512.GreaterThan(c, Vector512<double>.Zero);
            Vector512.ConditionalSelect(positive, Vector512.Load(at + (2 * stride)), Vector512<double>.Zero).Store(at + (2 * stride));
            (Vector512.Load(at + stride) * (Vector512.Create(w) * series)).Store(at + (3 * stride));
        }
    }

    /// <summary>The step of fourth order and the quantities after it.</summary>
    /// <returns>How many vectors had a lane whose step was not small; they stand at the front of the list.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Finish(WindowWorkspace work, double* scratch, int stride, int* list, int count, double w, double lastStep)
    {
        Vector512<double> one = Vector512<double>.One;
        Vector512<double> inverseW = Vector512.Create(1 / w);
        Vector512<double> halfW = Vector512.Create(0.5 * w);
        Vector512<double> half = Vector512.Create(0.5);
        Vector512<double> sixth = Vector512.Create(1.0 / 6);
        int left = 0;
        fixed (double* ratios = work.Ratios, logs = work.LogRatios, gaps = work.Gaps, lambdas = work.Lambdas, products = work.LambdaH, hs = work.H, d1s = work.D1, elasticities = work.Elasticities)
        {
            for (int j = 0; j < count; j++)
            {
                int i = list[j];
                double* at = scratch + i;
                Vector512<double> y = Vector512.Load(at);
                Vector512<double> intrinsic = Vector512.Load(at + (2 * stride));
                Vector512<double> timeValue = Vector512.Load(at + (3 * stride));
                Vector512<double> exercised = Vector512.Load(at + (4 * stride));
                Vector512<double> x = Vector512.Load(ratios + i);
                Vector512<double> ratio = intrinsic + timeValue;

                // ln(x/X) = 2 artanh((x - X)/(x + X)): exact to rounding near the solution, and never too long a step far from it.
                Vector512<double> z = ((x - intrinsic) - timeValue) / (x + ratio);
                Vector512<double> z2 = z * z;
                Vector512<double> miss = (z + z) * Vector512.FusedMultiplyAdd(
                    z2, Vector512.FusedMultiplyAdd(z2, Vector512.FusedMultiplyAdd(z2, Vector512.Create(1.0 / 7), Vector512.Create(0.2)), Vector512.Create(1.0 / 3)), one);
                Vector512<double> both = one / (ratio * exercised);
                Vector512<double> elasticity = exercised * exercised * both;
                Vector512<double> newton = miss * (ratio * ratio * both);
                Vector512<double> lambda = Vector512.Load(at + stride) * (ratio * both);
                Vector512<double> a = Vector512.FusedMultiplyAdd(y, inverseW, halfW);
                Vector512<double> h = a + lambda;
                Vector512<double> product = lambda * h;
                Vector512<double> kappa = one + (lambda * inverseW) - elasticity;
                Vector512<double> third = (kappa * (kappa - elasticity)) - (product * (inverseW * inverseW));
                Vector512<double> inner = Vector512.FusedMultiplyAdd(newton, (half * kappa * kappa) - (third * sixth), -half * kappa);
                Vector512<double> size = Vector512.Abs(newton) * Vector512.Max(one, Vector512.Abs(kappa));
                Vector512<double> step = Vector512.ConditionalSelect(
                    Vector512.LessThan(size, Vector512.Create(0.3)), newton * Vector512.FusedMultiplyAdd(newton, inner, one), newton);
                y += step;
                y.Store(at);
                (y - Vector512.Load(logs + i)).Store(gaps + i);

                // The distances at the corrected y by three terms of their series.
                Vector512<double> d = step * inverseW;
                Vector512<double> p = one - product;
                Vector512<double> excess = Vector512.FusedMultiplyAdd(h, h, -p);
                Vector512<double> second = lambda * excess;
                Vector512<double> next = (product * ((p + p) - excess)) - (lambda * second);
                Vector512<double> tail = d * d * Vector512.FusedMultiplyAdd(d, next * sixth, half * second);
                (lambda - (product * d) + tail).Store(lambdas + i);
                (product - (d * Vector512.FusedMultiplyAdd(half * d, next, second))).Store(products + i);
                (h + (p * d) + tail).Store(hs + i);
                (a + d).Store(d1s + i);
                (elasticity * Vector512.FusedMultiplyAdd(step, Vector512.FusedMultiplyAdd(half * step, third, kappa), one)).Store(elasticities + i);

                // Without a branch: the list is rewritten in place, and grows only past a vector that is not done.
                list[left] = i;
                left += Vector512.LessThanAll(size, Vector512.Create(lastStep)) ? 0 : 1;
            }
        }

        return left;
    }

    /// <summary>The lanes of one vector by the scalar inversion.</summary>
    private static bool Settle(WindowWorkspace work, double w, int first)
    {
        for (int k = first; k < Math.Min(first + Vector512<double>.Count, work.Days); k++)
        {
            if (!WindowPass.Store(work, k, AssetInversion.Solve(work.Ratios[k], work.LogRatios[k], w, double.NaN)))
            {
                return false;
            }
        }

        return true;
    }
}
