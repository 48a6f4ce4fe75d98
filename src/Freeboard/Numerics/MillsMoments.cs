namespace Freeboard.Numerics;

/// <summary>Moments of the normal tail, I_k(t) = integral over y &gt; 0 of y^k exp(-t y - y^2/2) dy, for t &gt;= 0.</summary>
/// <remarks>
/// I_0 is the Mills ratio M(t) = (1 - N(t)) / phi(t), and I_k = (-1)^k d^k M / dt^k. Written through I_1 = 1 - t M and its
/// followers directly, these quantities lose t^2, t^4 ... units in the last place; each is therefore approximated on its own.
/// Method: 16 polynomials of degree 10 per order in u = 16 t / (t + 4); see docs/numerics.md.
/// Accuracy: a few units in the last place over [0, infinity), measured in the tests.
/// </remarks>
internal static class MillsMoments
{
    private const int Stride = MillsMomentTable.Degree + 1;
    private const double LargeArgument = 30;
    private const int OrderStride = MillsMomentTable.Pieces * Stride;

    /// <summary>The Mills ratio M(t) = I_0(t) for t &gt;= 0.</summary>
    internal static double Zeroth(double t)
    {
        int piece = Locate(t, out double inverse, out double r);
        return Evaluate(0, piece, r) * inverse;
    }

    /// <summary>I_0, I_1 and I_2 for t &gt;= 0.</summary>
    internal static (double Zeroth, double First, double Second) UpToSecond(double t)
    {
        int piece = Locate(t, out double inverse, out double r);
        double square = inverse * inverse;
        return (Evaluate(0, piece, r) * inverse, Evaluate(1, piece, r) * square, Evaluate(2, piece, r) * (square * inverse));
    }

    /// <summary>[M(t - w/2) - M(t + w/2)] / w for t &gt;= 0 and 0 &lt; w &lt;= 1, where M continues to negative arguments.</summary>
    /// <remarks>
    /// The midpoint expansion: sum over j of (w/2)^(2j) / (2j + 1)! I_(2j+1)(t), all terms positive, so nothing cancels as the
    /// two Mills ratios approach each other. Twelve terms leave 1e-18 at w = 1. Orders above 3 come from the recurrence
    /// I_(k+1) = k I_(k-1) - t I_k; each step loses t units, but up to t = 30 the terms it feeds are smaller still. Beyond that the
    /// ratios r_k = I_(k+1) / I_k come from the same recurrence run downwards, r_(k-1) = k / (t + r_k), which forgets its start.
    /// </remarks>
    internal static double GapOverWidth(double t, double w)
    {
        int piece = Locate(t, out double inverse, out double r);
        double square = inverse * inverse;
        double first = Evaluate(1, piece, r) * square;
        double quarter = 0.25 * w * w;
        if (quarter < 1e-20)
        {
            return first;
        }

        if (t > LargeArgument)
        {
            return first * SeriesAtLargeArgument(t, quarter);
        }

        double even = Evaluate(2, piece, r) * (square * inverse);
        double odd = Evaluate(3, piece, r) * (square * square);
        double sum = first + (quarter / 6 * odd);
        double factor = quarter / 6;
        for (int k = 3; k < 23; k += 2)
        {
            even = (k * even) - (t * odd);
            odd = ((k + 1) * odd) - (t * even);
            factor *= quarter / ((k + 1) * (k + 2));
            double term = factor * odd;
            sum += term;
            if (term < 5e-17 * sum)
            {
                break;
            }
        }

        return sum;
    }

    /// <summary>The series divided by its first term, nested: 1 + q/(2 3) r_1 r_2 (1 + q/(4 5) r_3 r_4 (...)).</summary>
    private static double SeriesAtLargeArgument(double t, double quarter)
    {
        const int Start = 18;
        const int Terms = 6;
        double ratio = Start / t;
        for (int k = Start; k > 2 * Terms; k--)
        {
            ratio = k / (t + ratio);
        }

        // Here ratio is r_12, the upper of the innermost pair.
        double nested = 1;
        for (int j = Terms; j >= 1; j--)
        {
            double upper = ratio;
            double lower = 2 * j / (t + upper);
            nested = 1 + (quarter / (2 * j * ((2 * j) + 1)) * lower * upper * nested);
            ratio = ((2 * j) - 1) / (t + lower);
        }

        return nested;
    }

    private static int Locate(double t, out double inverse, out double r)
    {
        inverse = 1 / (t + MillsMomentTable.Shift);

        // 16 - 64 / (t + 4) rather than 16 t / (t + 4): it stays finite for every t up to infinity.
        double u = MillsMomentTable.Pieces - (MillsMomentTable.Pieces * MillsMomentTable.Shift * inverse);
        int piece = Math.Clamp((int)u, 0, MillsMomentTable.Pieces - 1);
        r = u - piece - 0.5;
        return piece;
    }

    private static double Evaluate(int order, int piece, double r)
    {
        ReadOnlySpan<double> c = MillsMomentTable.Coefficients.Slice((order * OrderStride) + (piece * Stride), Stride);

        // Even and odd powers run side by side, which halves the wait on a processor that overlaps them.
        double r2 = r * r;
        double even = Math.FusedMultiplyAdd(c[10], r2, c[8]);
        double odd = Math.FusedMultiplyAdd(c[9], r2, c[7]);
        even = Math.FusedMultiplyAdd(even, r2, c[6]);
        odd = Math.FusedMultiplyAdd(odd, r2, c[5]);
        even = Math.FusedMultiplyAdd(even, r2, c[4]);
        odd = Math.FusedMultiplyAdd(odd, r2, c[3]);
        even = Math.FusedMultiplyAdd(even, r2, c[2]);
        odd = Math.FusedMultiplyAdd(odd, r2, c[1]);
        even = Math.FusedMultiplyAdd(even, r2, c[0]);
        return Math.FusedMultiplyAdd(odd, r, even);
    }
}
