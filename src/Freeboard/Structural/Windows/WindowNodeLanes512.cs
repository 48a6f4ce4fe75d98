using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Freeboard.Structural.Windows;

/// <summary>What the search on nodes asks of the days of a window, with a day in each lane.</summary>
/// <remarks>The 256-bit file is this one with the number replaced (eng/vector-twins.sh); a test holds the two together.</remarks>
internal static unsafe class WindowNodeLanes512
{
    /// <summary>The least and the greatest ln x.</summary>
    internal static (double Low, double High) Extent(WindowWorkspace work)
    {
        fixed (double* logs = work.LogRatios)
        {
            Vector512<double> low = Vector512.Load(logs);
            Vector512<double> high = low;

            // The last vector overlaps the one before it. A comparison is enough: there are no not-a-numbers here.
            for (int i = 0; i < work.Days; i += Vector512<double>.Count)
            {
                Vector512<double> logX = Vector512.Load(logs + Math.Min(i, work.Days - Vector512<double>.Count));
                low = Vector512.MinNative(low, logX);
                high = Vector512.MaxNative(high, logX);
            }

            double least = low.ToScalar();
            double greatest = high.ToScalar();
            for (int j = 1; j < Vector512<double>.Count; j++)
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
            for (int i = 0; i < work.Days; i += Vector512<double>.Count)
            {
                Vector512<double> u = (Vector512.Load(logs + i) - Vector512.Create(middle)) * Vector512.Create(inverseHalfRange);
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
            for (int i = 0; i < work.Days; i += Vector512<double>.Count)
            {
                Vector512.FusedMultiplyAdd(Vector512.Create(-step), Vector512.Load(lambdas + i), Vector512.Load(gaps + i)).Store(gaps + i);
            }
        }
    }

    /// <summary>Over the returns the sums of r^2/dt (returned), r r'/dt and r.</summary>
    [SkipLocalsInit]
    internal static double SumOfSquares(WindowWorkspace work, out double q1, out double sum)
    {
        Vector512<double> squares = Vector512<double>.Zero, slopes = squares, total = squares;
        fixed (double* equity = work.EquityReturns, rates = work.InverseGaps, gaps = work.Gaps, lambdas = work.Lambdas)
        {
            for (int i = 1; i < work.Days; i += Vector512<double>.Count)
            {
                Vector512<double> inside = Vector512.LessThan(Vector512.Create((double)i) + Vector512.ConvertToDouble(Vector512<long>.Indices), Vector512.Create((double)work.Days));
                Vector512<double> r = (Vector512.Load(equity + i) + (Vector512.Load(gaps + i) - Vector512.Load(gaps + i - 1))) & inside;
                Vector512<double> r1 = (Vector512.Load(lambdas + i - 1) - Vector512.Load(lambdas + i)) & inside;
                Vector512<double> scaled = r * (Vector512.Load(rates + i) & inside);
                total += r;
                squares = Vector512.FusedMultiplyAdd(r, scaled, squares);
                slopes = Vector512.FusedMultiplyAdd(r1, scaled, slopes);
            }
        }

        q1 = Vector512.Sum(slopes);
        sum = Vector512.Sum(total);
        return Vector512.Sum(squares);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Polynomial(Vector512<double> u, double* c)
    {
        // Two chains of half the length.
        Vector512<double> u2 = u * u;
        Vector512<double> odd = Vector512.FusedMultiplyAdd(Vector512.Create(c[7]), u2, Vector512.Create(c[5]));
        Vector512<double> even = Vector512.FusedMultiplyAdd(Vector512.Create(c[6]), u2, Vector512.Create(c[4]));
        odd = Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(odd, u2, Vector512.Create(c[3])), u2, Vector512.Create(c[1]));
        even = Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(even, u2, Vector512.Create(c[2])), u2, Vector512.Create(c[0]));
        return Vector512.FusedMultiplyAdd(odd, u, even);
    }
}
