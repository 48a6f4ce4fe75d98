using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Freeboard.Structural.Windows;

/// <summary>What the search on nodes asks of the days of a window, with a day in each lane.</summary>
/// <remarks>The 256-bit file is this one with the number replaced (eng/vector-twins.sh); a test holds the two together.</remarks>
internal static unsafe class WindowNodeLanes256
{
    /// <summary>The least and the greatest ln x.</summary>
    internal static (double Low, double High) Extent(WindowWorkspace work)
    {
        fixed (double* logs = work.LogRatios)
        {
            Vector256<double> low = Vector256.Load(logs);
            Vector256<double> high = low;

            // The last vector overlaps the one before it. A comparison is enough: there are no not-a-numbers here.
            for (int i = 0; i < work.Days; i += Vector256<double>.Count)
            {
                Vector256<double> logX = Vector256.Load(logs + Math.Min(i, work.Days - Vector256<double>.Count));
                low = Vector256.MinNative(low, logX);
                high = Vector256.MaxNative(high, logX);
            }

            double least = low.ToScalar();
            double greatest = high.ToScalar();
            for (int j = 1; j < Vector256<double>.Count; j++)
            {
                least = Math.Min(least, low.GetElement(j));
                greatest = Math.Max(greatest, high.GetElement(j));
            }

            return (least, greatest);
        }
    }

    /// <summary>b and lambda of every day by two polynomials of degree seven in u = (ln x - middle) / halfRange.</summary>
    [SkipLocalsInit]
    internal static void Spread(WindowWorkspace work, double middle, double inverseHalfRange, ReadOnlySpan<double> gapPowers, ReadOnlySpan<double> lambdaPowers)
    {
        fixed (double* logs = work.LogRatios, gaps = work.Gaps, lambdas = work.Lambdas, a = gapPowers, c = lambdaPowers)
        {
            for (int i = 0; i < work.Days; i += Vector256<double>.Count)
            {
                Vector256<double> u = (Vector256.Load(logs + i) - Vector256.Create(middle)) * Vector256.Create(inverseHalfRange);
                Polynomial(u, a).Store(gaps + i);
                Polynomial(u, c).Store(lambdas + i);
            }
        }
    }

    /// <summary>The gaps after a small step of w, by their tangent.</summary>
    [SkipLocalsInit]
    internal static void Follow(WindowWorkspace work, double step)
    {
        fixed (double* gaps = work.Gaps, lambdas = work.Lambdas)
        {
            for (int i = 0; i < work.Days; i += Vector256<double>.Count)
            {
                Vector256.FusedMultiplyAdd(Vector256.Create(-step), Vector256.Load(lambdas + i), Vector256.Load(gaps + i)).Store(gaps + i);
            }
        }
    }

    /// <summary>Over the returns the sums of r^2/dt (returned), r r'/dt and r.</summary>
    [SkipLocalsInit]
    internal static double SumOfSquares(WindowWorkspace work, out double q1, out double sum)
    {
        Vector256<double> squares = Vector256<double>.Zero, slopes = squares, total = squares;
        fixed (double* equity = work.EquityReturns, rates = work.InverseGaps, gaps = work.Gaps, lambdas = work.Lambdas)
        {
            for (int i = 1; i < work.Days; i += Vector256<double>.Count)
            {
                Vector256<double> inside = Vector256.LessThan(Vector256.Create((double)i) + Vector256.ConvertToDouble(Vector256<long>.Indices), Vector256.Create((double)work.Days));
                Vector256<double> r = (Vector256.Load(equity + i) + (Vector256.Load(gaps + i) - Vector256.Load(gaps + i - 1))) & inside;
                Vector256<double> r1 = (Vector256.Load(lambdas + i - 1) - Vector256.Load(lambdas + i)) & inside;
                Vector256<double> scaled = r * (Vector256.Load(rates + i) & inside);
                total += r;
                squares = Vector256.FusedMultiplyAdd(r, scaled, squares);
                slopes = Vector256.FusedMultiplyAdd(r1, scaled, slopes);
            }
        }

        q1 = Vector256.Sum(slopes);
        sum = Vector256.Sum(total);
        return Vector256.Sum(squares);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Polynomial(Vector256<double> u, double* c)
    {
        // Two chains of half the length.
        Vector256<double> u2 = u * u;
        Vector256<double> odd = Vector256.FusedMultiplyAdd(Vector256.Create(c[7]), u2, Vector256.Create(c[5]));
        Vector256<double> even = Vector256.FusedMultiplyAdd(Vector256.Create(c[6]), u2, Vector256.Create(c[4]));
        odd = Vector256.FusedMultiplyAdd(Vector256.FusedMultiplyAdd(odd, u2, Vector256.Create(c[3])), u2, Vector256.Create(c[1]));
        even = Vector256.FusedMultiplyAdd(Vector256.FusedMultiplyAdd(even, u2, Vector256.Create(c[2])), u2, Vector256.Create(c[0]));
        return Vector256.FusedMultiplyAdd(odd, u, even);
    }
}
