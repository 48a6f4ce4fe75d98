using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Freeboard.Structural.Batch;

namespace Freeboard.Structural.Windows;

/// <summary>Preparation and sums over a window with a day in each lane.</summary>
/// <remarks>The 256-bit file is this one with the number replaced (eng/vector-twins.sh); a test holds the two together.</remarks>
internal static unsafe class WindowLanes256
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
        Vector256<double> horizon = Vector256.Create(window.HorizonYears);
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> good = Vector256.Equals(one, one);
        Vector256<double> changed = Vector256<double>.Zero;
        double* table = VectorTables.Mills256;
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
                Vector256<double> x = equity / debt * Lanes256.Exp(growth, table);

                // A comparison with a not-a-number is false. A debt or an equity below zero fails one of the first three.
                good &= Vector256.GreaterThan(equity, Vector256.Create(1e-250)) & Vector256.LessThan(equity, Vector256.Create(1e250))
                    & Vector256.GreaterThan(x, Vector256.Create(SmallestRatio)) & Vector256.LessThan(x, Vector256.Create(AssetInversion.LargestRatio))
                    & Vector256.LessThan(Vector256.Abs(growth), Vector256.Create(100.0))
                    & Vector256.GreaterThan(gap, Vector256<double>.Zero) & Vector256.LessThan(gap, Vector256.Create(1e100))
                    & Vector256.LessThan(equity, Vector256.Create(1e6) * before) & Vector256.LessThan(before, Vector256.Create(1e6) * equity);
                Vector256<double> z = difference / (equity + before);
                Vector256<double> z2 = z * z;
                Vector256<double> series = Vector256.FusedMultiplyAdd(z2, Vector256.Create(1.0 / 15), Vector256.Create(1.0 / 13));
                series = Vector256.FusedMultiplyAdd(z2, series, Vector256.Create(1.0 / 11));
                series = Vector256.FusedMultiplyAdd(z2, series, Vector256.Create(1.0 / 9));
                series = Vector256.FusedMultiplyAdd(z2, series, Vector256.Create(1.0 / 7));
                series = Vector256.FusedMultiplyAdd(z2, series, Vector256.Create(0.2));
                series = Vector256.FusedMultiplyAdd(z2, series, Vector256.Create(1.0 / 3));
                Vector256<double> twice = z + z;
                Vector256<double> move = Vector256.FusedMultiplyAdd(twice * z2, series, twice);
                Vector256<double> small = Vector256.LessThan(Vector256.Abs(difference), Vector256.Create(0.1) * before);
                if (!Vector256.EqualsAll(small.AsInt64(), Vector256<long>.AllBitsSet))
                {
                    // A return this long loses nothing to the rounding of its ratio.
                    move = Vector256.ConditionalSelect(small, move, Lanes256.Log(equity / before));
                }

                move.Store(returns + k);
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
                Vector256<double> tail = Lanes256.Density(d1, table) * Lanes256.Mills(one / (Vector256.Abs(d1) + Vector256.Create(BatchCoefficients.MillsShift)), table);
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
}
