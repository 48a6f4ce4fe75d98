using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Freeboard.Structural.Batch;

namespace Freeboard.Structural.Windows;

/// <summary>A pass over a window with a day in each lane; the same formulas as <see cref="AssetInversion"/>, which settles the lanes that do not.</summary>
/// <remarks>The 256-bit file is this one with the number replaced (eng/vector-twins.sh); a test holds the two together.</remarks>
internal static unsafe class WindowLanes256
{
    /// <summary>Below this w the time value comes from its expansion about the midpoint: the difference of two Mills ratios would cancel.</summary>
    private const double NarrowWidth = 0.15;

    /// <summary>Below this E/K a window is left to the scalar inversion.</summary>
    private const double SmallestRatio = 1e-8;

    private const double LastStep = 1e-4;
    private const int MostSteps = 12;

    /// <summary>Inverts every day from the y that stands in the gaps (y - ln x), carried over a step of w.</summary>
    /// <param name="work">The window; all its days have debts that show and equities that are not vanishing.</param>
    /// <param name="w">sigmaV sqrt T.</param>
    /// <param name="previous">w of the pass that left its quantities, or 0 when only the gaps are meaningful.</param>
    [SkipLocalsInit]
    internal static bool Invert(WindowWorkspace work, double w, double previous)
    {
        bool narrow = w < NarrowWidth;
        bool carry = previous > 0;
        double step = carry ? w - previous : 0;
        double inversePrevious = carry ? 1 / previous : 0;
        double* table = VectorTables.Mills256;
        fixed (double* ratios = work.Ratios, logs = work.LogRatios, gaps = work.Gaps, lambdas = work.Lambdas, products = work.LambdaH, hs = work.H, d1s = work.D1, elasticities = work.Elasticities)
        {
            for (int i = 0; i < work.Days; i += Vector256<double>.Count)
            {
                Vector256<double> logX = Vector256.Load(logs + i);
                Vector256<double> y = logX + Vector256.Load(gaps + i);
                if (carry)
                {
                    // dy/dw = -lambda, d2y/dw2 = lambda h (1 - h/w).
                    Vector256<double> bend = Vector256.Load(products + i) * (Vector256<double>.One - (Vector256.Load(hs + i) * Vector256.Create(inversePrevious)));
                    y -= Vector256.Create(step) * (Vector256.Load(lambdas + i) - (Vector256.Create(0.5 * step) * bend));
                }

                Vector256<double> x = Vector256.Load(ratios + i);
                bool settled = false;
                for (int k = 0; k < MostSteps && !settled; k++)
                {
                    settled = narrow
                        ? Narrow(x, logX, ref y, w, table, gaps + i, lambdas + i, products + i, hs + i, d1s + i, elasticities + i)
                        : Wide(x, logX, ref y, w, table, gaps + i, lambdas + i, products + i, hs + i, d1s + i, elasticities + i);
                }

                if (!settled && !Settle(work, w, i))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Whether every day of a window is whole and ordinary, and if so x = E/K, 1/dt and the log returns of equity.</summary>
    /// <param name="window">A window of the right shape with at least two days.</param>
    /// <param name="work">Room for it; receives the figures.</param>
    /// <param name="moves">Returns in which the equity changed.</param>
    /// <returns>False where any day needs a closer look: nothing is meant by the figures then.</returns>
    [SkipLocalsInit]
    internal static bool TryReduce(in EquityWindow window, WindowWorkspace work, out int moves)
    {
        int days = window.EquityValues.Length;
        Vector256<double> horizon = Vector256.Create(window.HorizonYears);
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> good = Vector256.Equals(one, one);
        Vector256<double> changed = Vector256<double>.Zero;
        fixed (double* times = window.Times, equities = window.EquityValues, debts = window.DefaultPoints, rates = window.RiskFreeRates)
        fixed (double* ratios = work.Ratios, inverses = work.InverseGaps, returns = work.EquityReturns)
        {
            // The last vector overlaps the one before it: whole vectors only, and no reading beyond the caller's spans.
            for (int i = 1; i < days; i += Vector256<double>.Count)
            {
                int k = Math.Min(i, days - Vector256<double>.Count);
                Vector256<double> equity = Vector256.Load(equities + k);
                Vector256<double> before = Vector256.Load(equities + k - 1);
                Vector256<double> debt = Vector256.Load(debts + k);
                Vector256<double> growth = Vector256.Load(rates + k) * horizon;
                Vector256<double> gap = Vector256.Load(times + k) - Vector256.Load(times + k - 1);
                Vector256<double> difference = equity - before;
                Vector256<double> x = equity / debt * Lanes256.Exp(growth);

                // A comparison with a not-a-number is false. A debt or an equity below zero fails one of the first three.
                good &= Vector256.GreaterThan(equity, Vector256.Create(1e-250)) & Vector256.LessThan(equity, Vector256.Create(1e250))
                    & Vector256.GreaterThan(x, Vector256.Create(SmallestRatio)) & Vector256.LessThan(x, Vector256.Create(AssetInversion.LargestRatio))
                    & Vector256.LessThan(Vector256.Abs(growth), Vector256.Create(100.0))
                    & Vector256.GreaterThan(gap, Vector256<double>.Zero) & Vector256.LessThan(gap, Vector256.Create(1e100))
                    & Vector256.LessThan(Vector256.Abs(difference), Vector256.Create(0.1) * before);
                Vector256<double> z = difference / (equity + before);
                Vector256<double> z2 = z * z;
                Vector256<double> series = Vector256.FusedMultiplyAdd(z2, Vector256.Create(1.0 / 15), Vector256.Create(1.0 / 13));
                series = Vector256.FusedMultiplyAdd(z2, series, Vector256.Create(1.0 / 11));
                series = Vector256.FusedMultiplyAdd(z2, series, Vector256.Create(1.0 / 9));
                series = Vector256.FusedMultiplyAdd(z2, series, Vector256.Create(1.0 / 7));
                series = Vector256.FusedMultiplyAdd(z2, series, Vector256.Create(0.2));
                series = Vector256.FusedMultiplyAdd(z2, series, Vector256.Create(1.0 / 3));
                Vector256<double> twice = z + z;
                Vector256.FusedMultiplyAdd(twice * z2, series, twice).Store(returns + k);
                (one / gap).Store(inverses + k);
                x.Store(ratios + k);
                Vector256<double> anew = Vector256.GreaterThanOrEqual(Vector256.Create((double)k) + Vector256.ConvertToDouble(Vector256<long>.Indices), Vector256.Create((double)i));
                changed += Vector256.ConditionalSelect(Vector256.Equals(difference, Vector256<double>.Zero), Vector256<double>.Zero, one) & anew;
            }
        }

        moves = (int)Vector256.Sum(changed);
        return Vector256.EqualsAll(good.AsInt64(), Vector256<long>.AllBitsSet);
    }

    /// <summary>ln x of every day.</summary>
    [SkipLocalsInit]
    internal static void TakeLogarithms(WindowWorkspace work)
    {
        fixed (double* ratios = work.Ratios, logs = work.LogRatios)
        {
            for (int i = 0; i < work.Days; i += Vector256<double>.Count)
            {
                Lanes256.Log(Vector256.Load(ratios + i)).Store(logs + i);
            }
        }
    }

    /// <summary>Gaps to start from: y of every day by the tangent and two more terms of the series about one day that was inverted.</summary>
    /// <param name="work">The window with its logarithms; receives the gaps.</param>
    /// <param name="centre">ln x of the day that was inverted.</param>
    /// <param name="y">Its y.</param>
    /// <param name="slope">dy/d ln x = 1/Omega there.</param>
    /// <param name="kappa">kappa there.</param>
    /// <param name="third">Omega''/Omega there.</param>
    [SkipLocalsInit]
    internal static void StartFrom(WindowWorkspace work, double centre, double y, double slope, double kappa, double third)
    {
        Vector256<double> one = Vector256<double>.One;
        fixed (double* logs = work.LogRatios, gaps = work.Gaps)
        {
            for (int i = 0; i < work.Days; i += Vector256<double>.Count)
            {
                Vector256<double> logX = Vector256.Load(logs + i);
                Vector256<double> newton = (logX - Vector256.Create(centre)) * Vector256.Create(slope);
                Vector256<double> inner = Vector256.FusedMultiplyAdd(newton, Vector256.Create((0.5 * kappa * kappa) - (third / 6)), Vector256.Create(-0.5 * kappa));
                Vector256<double> near = Vector256.LessThan(Vector256.Abs(newton), Vector256.Create(0.5 / Math.Max(1, Math.Abs(kappa))));
                Vector256<double> step = Vector256.ConditionalSelect(near, newton * Vector256.FusedMultiplyAdd(newton, inner, one), newton);

                // Assets are never worth less than the equity.
                Vector256.Max(Vector256.Create(y) + step - logX, Vector256<double>.Zero).Store(gaps + i);
            }
        }
    }

    /// <summary>Mean of ln x, and over the returns the sums of r and r^2/dt of the equity.</summary>
    [SkipLocalsInit]
    internal static double Describe(WindowWorkspace work, out double sum, out double squares)
    {
        Vector256<double> total = Vector256<double>.Zero;
        Vector256<double> square = Vector256<double>.Zero;
        Vector256<double> mean = Vector256<double>.Zero;
        fixed (double* returns = work.EquityReturns, rates = work.InverseGaps, logs = work.LogRatios)
        {
            for (int i = 1; i < work.Days; i += Vector256<double>.Count)
            {
                Vector256<double> inside = Vector256.LessThan(Vector256.Create((double)i) + Vector256.ConvertToDouble(Vector256<long>.Indices), Vector256.Create((double)work.Days));
                Vector256<double> r = Vector256.Load(returns + i) & inside;
                total += r;
                square = Vector256.FusedMultiplyAdd(r * r, Vector256.Load(rates + i) & inside, square);
                mean += Vector256.Load(logs + i) & inside;
            }
        }

        sum = Vector256.Sum(total);
        squares = Vector256.Sum(square);
        return Vector256.Sum(mean) / (work.Days - 1);
    }

    /// <summary>Sums over the returns: of the gaps and ln N(d1), and of ln dt.</summary>
    [SkipLocalsInit]
    internal static double SumOfLogs(WindowWorkspace work, out double logGaps)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        Vector256<double> times = Vector256<double>.Zero;
        Vector256<double> one = Vector256<double>.One;
        double* table = VectorTables.Mills256;
        fixed (double* rates = work.InverseGaps, gaps = work.Gaps, d1s = work.D1)
        {
            for (int i = 1; i < work.Days; i += Vector256<double>.Count)
            {
                Vector256<double> inside = Vector256.LessThan(Vector256.Create((double)i) + Vector256.ConvertToDouble(Vector256<long>.Indices), Vector256.Create((double)work.Days));
                Vector256<double> d1 = Vector256.Load(d1s + i);
                Vector256<double> tail = Lanes256.Density(d1) * Lanes256.Mills(one / (Vector256.Abs(d1) + Vector256.Create(BatchCoefficients.MillsShift)), table);
                Vector256<double> probability = Vector256.ConditionalSelect(Vector256.GreaterThan(d1, Vector256<double>.Zero), one - tail, tail);
                sum += (Vector256.Load(gaps + i) + Lanes256.Log(Vector256.ConditionalSelect(inside, probability, one))) & inside;
                times -= Lanes256.Log(Vector256.ConditionalSelect(inside, Vector256.Load(rates + i), one));
            }
        }

        logGaps = Vector256.Sum(times);
        return Vector256.Sum(sum);
    }

    /// <summary>Sum of the logarithms of positive ordinary numbers.</summary>
    [SkipLocalsInit]
    internal static double SumOfLogs(ReadOnlySpan<double> values)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        double rest = 0;
        fixed (double* value = values)
        {
            int i = 0;
            for (; i <= values.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            {
                sum += Lanes256.Log(Vector256.Load(value + i));
            }

            for (; i < values.Length; i++)
            {
                rest += Math.Log(value[i]);
            }
        }

        return Vector256.Sum(sum) + rest;
    }

    /// <summary>The sums of <see cref="WindowMoments"/>: r^2/dt, r r'/dt, r'^2/dt, r r''/dt, lambda h and its derivative.</summary>
    [SkipLocalsInit]
    internal static void Sum(WindowWorkspace work, double w, Span<double> sums)
    {
        Vector256<double> q = Vector256<double>.Zero, q1 = q, q11 = q, q02 = q, growth = q, curve = q, total = q;
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> inverse = Vector256.Create(1 / w);
        fixed (double* equity = work.EquityReturns, rates = work.InverseGaps, gaps = work.Gaps, lambdas = work.Lambdas, products = work.LambdaH, hs = work.H)
        {
            // The lanes behind the last return hold anything, not-a-numbers included: their parts are replaced, not multiplied, by zero.
            for (int i = 1; i < work.Days; i += Vector256<double>.Count)
            {
                Vector256<double> inside = Vector256.LessThan(Vector256.Create((double)i) + Vector256.ConvertToDouble(Vector256<long>.Indices), Vector256.Create((double)work.Days));
                Vector256<double> rate = Vector256.Load(rates + i) & inside;
                Vector256<double> lambda = Vector256.Load(lambdas + i) & inside;
                Vector256<double> product = Vector256.Load(products + i) & inside;
                Vector256<double> h = Vector256.Load(hs + i) & inside;
                Vector256<double> stretch = one - (h * inverse);
                Vector256<double> bendBefore = Vector256.Load(products + i - 1) * (one - (Vector256.Load(hs + i - 1) * inverse));
                Vector256<double> r = (Vector256.Load(equity + i) + (Vector256.Load(gaps + i) - Vector256.Load(gaps + i - 1))) & inside;
                Vector256<double> r1 = (Vector256.Load(lambdas + i - 1) - lambda) & inside;
                Vector256<double> r2 = ((product * stretch) - bendBefore) & inside;
                Vector256<double> scaled = r * rate;
                Vector256<double> scaled1 = r1 * rate;
                total += r;
                q = Vector256.FusedMultiplyAdd(r, scaled, q);
                q1 = Vector256.FusedMultiplyAdd(r, scaled1, q1);
                q11 = Vector256.FusedMultiplyAdd(r1, scaled1, q11);
                q02 = Vector256.FusedMultiplyAdd(r2, scaled, q02);
                growth += product;
                curve = Vector256.FusedMultiplyAdd(lambda * (one - product - (h * h)), stretch, curve);
            }
        }

        sums[0] = Vector256.Sum(q);
        sums[1] = Vector256.Sum(q1);
        sums[2] = Vector256.Sum(q11);
        sums[3] = Vector256.Sum(q02);
        sums[4] = Vector256.Sum(growth);
        sums[5] = Vector256.Sum(curve);
        sums[6] = Vector256.Sum(total);
    }

    /// <summary>Time value as the difference of the Mills ratios at d1 and d2.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Wide(Vector256<double> x, Vector256<double> logX, ref Vector256<double> y, double w, double* table, double* gap, double* lambda, double* product, double* h, double* d1, double* elasticity)
    {
        Vector256<double> c = y * Vector256.Create(1 / w);
        Vector256<double> half = Vector256.Create(0.5 * w);
        Vector256<double> a = c + half;
        Vector256<double> b = c - half;
        Vector256<double> density = Lanes256.Density(b);
        Vector256<double> shift = Vector256.Create(BatchCoefficients.MillsShift);
        Vector256<double> mills1 = Lanes256.Mills(Vector256<double>.One / (Vector256.Abs(a) + shift), table);
        Vector256<double> mills2 = Lanes256.Mills(Vector256<double>.One / (Vector256.Abs(b) + shift), table);
        Vector256<double> excess = Lanes256.ExpMinusOne(y, out Vector256<double> v);
        Vector256<double> positive1 = Vector256.GreaterThan(a, Vector256<double>.Zero);
        Vector256<double> positive2 = Vector256.GreaterThan(b, Vector256<double>.Zero);
        Vector256<double> signed1 = Vector256.ConditionalSelect(positive1, -mills1, mills1);
        Vector256<double> signed2 = Vector256.ConditionalSelect(positive2, mills2, -mills2);
        Vector256<double> intrinsic = Vector256.ConditionalSelect(positive1, Vector256.ConditionalSelect(positive2, excess, v), Vector256<double>.Zero);
        Vector256<double> exercised = Vector256.FusedMultiplyAdd(density, signed1, Vector256.ConditionalSelect(positive1, v, Vector256<double>.Zero));
        return Finish(x, logX, ref y, w, intrinsic, density * (signed1 + signed2), exercised, density, a, gap, lambda, product, h, d1, elasticity);
    }

    /// <summary>Time value by its expansion about c = (d1 + d2)/2: w [I1 + w^2/24 I3 + ... + w^8/92897280 I9].</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Narrow(Vector256<double> x, Vector256<double> logX, ref Vector256<double> y, double w, double* table, double* gap, double* lambda, double* product, double* h, double* d1, double* elasticity)
    {
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> c = y * Vector256.Create(1 / w);
        Vector256<double> half = Vector256.Create(0.5 * w);
        Vector256<double> a = c + half;
        Vector256<double> density = Lanes256.Density(c - half);
        Vector256<double> shift = Vector256.Create(BatchCoefficients.MillsShift);
        Vector256<double> mills1 = Lanes256.Mills(one / (Vector256.Abs(a) + shift), table);
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
        double w2 = w * w;
        Vector256<double> series = Vector256.FusedMultiplyAdd(Vector256.Create(w2 / 288), ninth, seventh);
        series = Vector256.FusedMultiplyAdd(Vector256.Create(w2 / 168), series, fifth);
        series = Vector256.FusedMultiplyAdd(Vector256.Create(w2 / 80), series, third);
        series = Vector256.FusedMultiplyAdd(Vector256.Create(w2 / 24), series, first);
        Vector256<double> excess = Lanes256.ExpMinusOne(y, out Vector256<double> v);
        Vector256<double> positive = Vector256.GreaterThan(a, Vector256<double>.Zero);
        Vector256<double> intrinsic = Vector256.ConditionalSelect(Vector256.GreaterThan(c, Vector256<double>.Zero), excess, Vector256<double>.Zero);
        Vector256<double> signed = Vector256.ConditionalSelect(positive, -mills1, mills1);
        Vector256<double> exercised = Vector256.FusedMultiplyAdd(density, signed, Vector256.ConditionalSelect(positive, v, Vector256<double>.Zero));
        return Finish(x, logX, ref y, w, intrinsic, density * (Vector256.Create(w) * series), exercised, density, a, gap, lambda, product, h, d1, elasticity);
    }

    /// <summary>The step of fourth order, the quantities after it, and whether it was small enough in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Finish(
        Vector256<double> x,
        Vector256<double> logX,
        ref Vector256<double> y,
        double w,
        Vector256<double> intrinsic,
        Vector256<double> timeValue,
        Vector256<double> exercised,
        Vector256<double> density,
        Vector256<double> a,
        double* gap,
        double* lambdaOut,
        double* productOut,
        double* hOut,
        double* d1Out,
        double* elasticityOut)
    {
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> inverseW = Vector256.Create(1 / w);
        Vector256<double> ratio = intrinsic + timeValue;

        // ln(x/X) = 2 artanh((x - X)/(x + X)): exact to rounding near the solution, and never too long a step far from it.
        Vector256<double> z = ((x - intrinsic) - timeValue) / (x + ratio);
        Vector256<double> z2 = z * z;
        Vector256<double> miss = (z + z) * Vector256.FusedMultiplyAdd(z2, Vector256.FusedMultiplyAdd(z2, Vector256.FusedMultiplyAdd(z2, Vector256.Create(1.0 / 7), Vector256.Create(0.2)), Vector256.Create(1.0 / 3)), one);
        Vector256<double> both = one / (ratio * exercised);
        Vector256<double> elasticity = exercised * exercised * both;
        Vector256<double> newton = miss * (ratio * ratio * both);
        Vector256<double> lambda = density * (ratio * both);
        Vector256<double> h = a + lambda;
        Vector256<double> product = lambda * h;
        Vector256<double> kappa = one + (lambda * inverseW) - elasticity;
        Vector256<double> third = (kappa * (kappa - elasticity)) - (product * (inverseW * inverseW));
        Vector256<double> inner = Vector256.FusedMultiplyAdd(newton, (Vector256.Create(0.5) * kappa * kappa) - (third * Vector256.Create(1.0 / 6)), Vector256.Create(-0.5) * kappa);
        Vector256<double> size = Vector256.Abs(newton) * Vector256.Max(one, Vector256.Abs(kappa));
        Vector256<double> step = Vector256.ConditionalSelect(Vector256.LessThan(size, Vector256.Create(0.3)), newton * Vector256.FusedMultiplyAdd(newton, inner, one), newton);
        y += step;
        Vector256<double> d = step * inverseW;
        Vector256<double> p = one - product;
        Vector256<double> second = lambda * ((h * h) - p);
        Vector256<double> next = (lambda * h * ((p + p) - ((h * h) - p))) - (lambda * second);
        Vector256<double> tail = d * d * Vector256.FusedMultiplyAdd(d, next * Vector256.Create(1.0 / 6), Vector256.Create(0.5) * second);
        (y - logX).Store(gap);
        (lambda - (product * d) + tail).Store(lambdaOut);
        (product - (d * Vector256.FusedMultiplyAdd(Vector256.Create(0.5) * d, next, second))).Store(productOut);
        (h + (p * d) + tail).Store(hOut);
        (a + d).Store(d1Out);
        (elasticity * Vector256.FusedMultiplyAdd(step, Vector256.FusedMultiplyAdd(Vector256.Create(0.5) * step, third, kappa), one)).Store(elasticityOut);
        return Vector256.LessThanAll(size, Vector256.Create(LastStep));
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
