using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Freeboard.Structural.Batch;

namespace Freeboard.Structural.Windows;

/// <summary>Preparation and sums over a window with a day in each lane.</summary>
/// <remarks>The 256-bit file is this one with the number replaced (eng/vector-twins.sh); a test holds the two together.</remarks>
internal static unsafe class WindowLanes512
{
    /// <summary>Below this E/K a window is left to the scalar inversion.</summary>
    private const double SmallestRatio = 1e-8;

    /// <summary>Whether every day of a window is whole and ordinary, and if so x = E/K, 1/dt and the log returns of equity.</summary>
    /// <param name="window">A window of the right shape with at least two days.</param>
    /// <param name="work">Room for it; receives the figures.</param>
    /// <param name="moves">Returns in which the equity changed.</param>
    /// <returns>False where any day needs a closer look: nothing is meant by the figures then.</returns>
    [SkipLocalsInit]
    internal static bool TryReduce(in EquityWindow window, WindowWorkspace work, out int moves)
    {
        int days = window.EquityValues.Length;
        Vector512<double> horizon = Vector512.Create(window.HorizonYears);
        Vector512<double> one = Vector512<double>.One;
        Vector512<double> good = Vector512.Equals(one, one);
        Vector512<double> changed = Vector512<double>.Zero;
        double* table = VectorTables.Mills512;
        fixed (double* times = window.Times, equities = window.EquityValues, debts = window.DefaultPoints, rates = window.RiskFreeRates)
        fixed (double* ratios = work.Ratios, inverses = work.InverseGaps, returns = work.EquityReturns)
        {
            // The last vector overlaps the one before it: whole vectors only, and no reading beyond the caller's spans.
            for (int i = 1; i < days; i += Vector512<double>.Count)
            {
                int k = Math.Min(i, days - Vector512<double>.Count);
                Vector512<double> equity = Vector512.Load(equities + k);
                Vector512<double> before = Vector512.Load(equities + k - 1);
                Vector512<double> debt = Vector512.Load(debts + k);
                Vector512<double> growth = Vector512.Load(rates + k) * horizon;
                Vector512<double> gap = Vector512.Load(times + k) - Vector512.Load(times + k - 1);
                Vector512<double> difference = equity - before;
                Vector512<double> x = equity / debt * Lanes512.Exp(growth, table);

                // A comparison with a not-a-number is false. A debt or an equity below zero fails one of the first three.
                good &= Vector512.GreaterThan(equity, Vector512.Create(1e-250)) & Vector512.LessThan(equity, Vector512.Create(1e250))
                    & Vector512.GreaterThan(x, Vector512.Create(SmallestRatio)) & Vector512.LessThan(x, Vector512.Create(AssetInversion.LargestRatio))
                    & Vector512.LessThan(Vector512.Abs(growth), Vector512.Create(100.0))
                    & Vector512.GreaterThan(gap, Vector512<double>.Zero) & Vector512.LessThan(gap, Vector512.Create(1e100))
                    & Vector512.LessThan(equity, Vector512.Create(1e6) * before) & Vector512.LessThan(before, Vector512.Create(1e6) * equity);
                Vector512<double> z = difference / (equity + before);
                Vector512<double> z2 = z * z;
                Vector512<double> series = Vector512.FusedMultiplyAdd(z2, Vector512.Create(1.0 / 15), Vector512.Create(1.0 / 13));
                series = Vector512.FusedMultiplyAdd(z2, series, Vector512.Create(1.0 / 11));
                series = Vector512.FusedMultiplyAdd(z2, series, Vector512.Create(1.0 / 9));
                series = Vector512.FusedMultiplyAdd(z2, series, Vector512.Create(1.0 / 7));
                series = Vector512.FusedMultiplyAdd(z2, series, Vector512.Create(0.2));
                series = Vector512.FusedMultiplyAdd(z2, series, Vector512.Create(1.0 / 3));
                Vector512<double> twice = z + z;
                Vector512<double> move = Vector512.FusedMultiplyAdd(twice * z2, series, twice);
                Vector512<double> small = Vector512.LessThan(Vector512.Abs(difference), Vector512.Create(0.1) * before);
                if (!Vector512.EqualsAll(small.AsInt64(), Vector512<long>.AllBitsSet))
                {
                    // A return this long loses nothing to the rounding of its ratio.
                    move = Vector512.ConditionalSelect(small, move, Lanes512.Log(equity / before));
                }

                move.Store(returns + k);
                (one / gap).Store(inverses + k);
                x.Store(ratios + k);
                Vector512<double> anew = Vector512.GreaterThanOrEqual(Vector512.Create((double)k) + Vector512.ConvertToDouble(Vector512<long>.Indices), Vector512.Create((double)i));
                changed += Vector512.ConditionalSelect(Vector512.Equals(difference, Vector512<double>.Zero), Vector512<double>.Zero, one) & anew;
            }
        }

        moves = (int)Vector512.Sum(changed);
        return Vector512.EqualsAll(good.AsInt64(), Vector512<long>.AllBitsSet);
    }

    /// <summary>ln x of every day.</summary>
    [SkipLocalsInit]
    internal static void TakeLogarithms(WindowWorkspace work)
    {
        fixed (double* ratios = work.Ratios, logs = work.LogRatios)
        {
            for (int i = 0; i < work.Days; i += Vector512<double>.Count)
            {
                Lanes512.Log(Vector512.Load(ratios + i)).Store(logs + i);
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
        Vector512<double> one = Vector512<double>.One;
        fixed (double* logs = work.LogRatios, gaps = work.Gaps)
        {
            for (int i = 0; i < work.Days; i += Vector512<double>.Count)
            {
                Vector512<double> logX = Vector512.Load(logs + i);
                Vector512<double> newton = (logX - Vector512.Create(centre)) * Vector512.Create(slope);
                Vector512<double> inner = Vector512.FusedMultiplyAdd(newton, Vector512.Create((0.5 * kappa * kappa) - (third / 6)), Vector512.Create(-0.5 * kappa));
                Vector512<double> near = Vector512.LessThan(Vector512.Abs(newton), Vector512.Create(0.5 / Math.Max(1, Math.Abs(kappa))));
                Vector512<double> step = Vector512.ConditionalSelect(near, newton * Vector512.FusedMultiplyAdd(newton, inner, one), newton);

                // Assets are never worth less than the equity.
                Vector512.Max(Vector512.Create(y) + step - logX, Vector512<double>.Zero).Store(gaps + i);
            }
        }
    }

    /// <summary>Mean of ln x, and over the returns the sums of r and r^2/dt of the equity.</summary>
    [SkipLocalsInit]
    internal static double Describe(WindowWorkspace work, out double sum, out double squares)
    {
        Vector512<double> total = Vector512<double>.Zero;
        Vector512<double> square = Vector512<double>.Zero;
        Vector512<double> mean = Vector512<double>.Zero;
        fixed (double* returns = work.EquityReturns, rates = work.InverseGaps, logs = work.LogRatios)
        {
            for (int i = 1; i < work.Days; i += Vector512<double>.Count)
            {
                Vector512<double> inside = Vector512.LessThan(Vector512.Create((double)i) + Vector512.ConvertToDouble(Vector512<long>.Indices), Vector512.Create((double)work.Days));
                Vector512<double> r = Vector512.Load(returns + i) & inside;
                total += r;
                square = Vector512.FusedMultiplyAdd(r * r, Vector512.Load(rates + i) & inside, square);
                mean += Vector512.Load(logs + i) & inside;
            }
        }

        sum = Vector512.Sum(total);
        squares = Vector512.Sum(square);
        return Vector512.Sum(mean) / (work.Days - 1);
    }

    /// <summary>Sums over the returns: of the gaps and ln N(d1), and of ln dt.</summary>
    [SkipLocalsInit]
    internal static double SumOfLogs(WindowWorkspace work, out double logGaps)
    {
        Vector512<double> sum = Vector512<double>.Zero;
        Vector512<double> times = Vector512<double>.Zero;
        Vector512<double> one = Vector512<double>.One;
        double* table = VectorTables.Mills512;
        fixed (double* rates = work.InverseGaps, gaps = work.Gaps, d1s = work.D1)
        {
            for (int i = 1; i < work.Days; i += Vector512<double>.Count)
            {
                Vector512<double> inside = Vector512.LessThan(Vector512.Create((double)i) + Vector512.ConvertToDouble(Vector512<long>.Indices), Vector512.Create((double)work.Days));
                Vector512<double> d1 = Vector512.Load(d1s + i);
                Vector512<double> tail = Lanes512.Density(d1, table) * Lanes512.Mills(one / (Vector512.Abs(d1) + Vector512.Create(BatchCoefficients.MillsShift)), table);
                Vector512<double> probability = Vector512.ConditionalSelect(Vector512.GreaterThan(d1, Vector512<double>.Zero), one - tail, tail);
                sum += (Vector512.Load(gaps + i) + Lanes512.Log(Vector512.ConditionalSelect(inside, probability, one))) & inside;
                times -= Lanes512.Log(Vector512.ConditionalSelect(inside, Vector512.Load(rates + i), one));
            }
        }

        logGaps = Vector512.Sum(times);
        return Vector512.Sum(sum);
    }

    /// <summary>Sum of the logarithms of positive ordinary numbers.</summary>
    [SkipLocalsInit]
    internal static double SumOfLogs(ReadOnlySpan<double> values)
    {
        Vector512<double> sum = Vector512<double>.Zero;
        double rest = 0;
        fixed (double* value = values)
        {
            int i = 0;
            for (; i <= values.Length - Vector512<double>.Count; i += Vector512<double>.Count)
            {
                sum += Lanes512.Log(Vector512.Load(value + i));
            }

            for (; i < values.Length; i++)
            {
                rest += Math.Log(value[i]);
            }
        }

        return Vector512.Sum(sum) + rest;
    }

    /// <summary>The sums of <see cref="WindowMoments"/>: r^2/dt, r r'/dt, r'^2/dt, r r''/dt, lambda h and its derivative.</summary>
    [SkipLocalsInit]
    internal static void Sum(WindowWorkspace work, double w, Span<double> sums)
    {
        Vector512<double> q = Vector512<double>.Zero, q1 = q, q11 = q, q02 = q, growth = q, curve = q, total = q;
        Vector512<double> one = Vector512<double>.One;
        Vector512<double> inverse = Vector512.Create(1 / w);
        fixed (double* equity = work.EquityReturns, rates = work.InverseGaps, gaps = work.Gaps, lambdas = work.Lambdas, products = work.LambdaH, hs = work.H)
        {
            // The lanes behind the last return hold anything, not-a-numbers included: their parts are replaced, not multiplied, by zero.
            for (int i = 1; i < work.Days; i += Vector512<double>.Count)
            {
                Vector512<double> inside = Vector512.LessThan(Vector512.Create((double)i) + Vector512.ConvertToDouble(Vector512<long>.Indices), Vector512.Create((double)work.Days));
                Vector512<double> rate = Vector512.Load(rates + i) & inside;
                Vector512<double> lambda = Vector512.Load(lambdas + i) & inside;
                Vector512<double> product = Vector512.Load(products + i) & inside;
                Vector512<double> h = Vector512.Load(hs + i) & inside;
                Vector512<double> stretch = one - (h * inverse);
                Vector512<double> bendBefore = Vector512.Load(products + i - 1) * (one - (Vector512.Load(hs + i - 1) * inverse));
                Vector512<double> r = (Vector512.Load(equity + i) + (Vector512.Load(gaps + i) - Vector512.Load(gaps + i - 1))) & inside;
                Vector512<double> r1 = (Vector512.Load(lambdas + i - 1) - lambda) & inside;
                Vector512<double> r2 = ((product * stretch) - bendBefore) & inside;
                Vector512<double> scaled = r * rate;
                Vector512<double> scaled1 = r1 * rate;
                total += r;
                q = Vector512.FusedMultiplyAdd(r, scaled, q);
                q1 = Vector512.FusedMultiplyAdd(r, scaled1, q1);
                q11 = Vector512.FusedMultiplyAdd(r1, scaled1, q11);
                q02 = Vector512.FusedMultiplyAdd(r2, scaled, q02);
                growth += product;
                curve = Vector512.FusedMultiplyAdd(lambda * (one - product - (h * h)), stretch, curve);
            }
        }

        sums[0] = Vector512.Sum(q);
        sums[1] = Vector512.Sum(q1);
        sums[2] = Vector512.Sum(q11);
        sums[3] = Vector512.Sum(q02);
        sums[4] = Vector512.Sum(growth);
        sums[5] = Vector512.Sum(curve);
        sums[6] = Vector512.Sum(total);
    }
}
