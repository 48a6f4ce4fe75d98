namespace Freeboard.Numerics;

/// <summary>An unevaluated sum of two doubles: about 31 decimal digits where one double has 16.</summary>
/// <remarks>
/// Source: T. J. Dekker (1971), "A floating-point technique for extending the available precision"; D. E. Knuth, The Art of Computer Programming, volume 2, for the
/// sum without a branch. Accuracy: sum, product, quotient and root within a few units of 2^-104, relative, as long as neither result nor its low part leaves
/// the range of doubles. Used where a least-squares problem would otherwise lose its digits; everything else is plain double.
/// </remarks>
internal readonly record struct DoubleDouble(double High, double Low)
{
    public static DoubleDouble Zero => default;

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static explicit operator double(DoubleDouble value) => value.High + value.Low;

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        (double s, double e) = TwoSum(a.High, b.High);
        (double t, double f) = TwoSum(a.Low, b.Low);
        (s, e) = QuickTwoSum(s, e + t);
        (s, e) = QuickTwoSum(s, e + f);
        return new DoubleDouble(s, e);
    }

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.High, -a.Low);

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        double p = a.High * b.High;
        double e = Math.FusedMultiplyAdd(a.High, b.High, -p);
        e += (a.High * b.Low) + (a.Low * b.High);
        (p, e) = QuickTwoSum(p, e);
        return new DoubleDouble(p, e);
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        double q1 = a.High / b.High;
        DoubleDouble r = a - (b * q1);
        double q2 = r.High / b.High;
        r -= b * q2;
        double q3 = r.High / b.High;
        (q1, q2) = QuickTwoSum(q1, q2);
        return new DoubleDouble(q1, q2) + q3;
    }

    /// <summary>Square root of a number that is not negative.</summary>
    public static DoubleDouble Sqrt(DoubleDouble a)
    {
        if (a.High <= 0)
        {
            return default;
        }

        // One Newton step from the double root doubles its digits (Karp and Markstein).
        double x = 1 / Math.Sqrt(a.High);
        double root = a.High * x;
        double correction = (a - (new DoubleDouble(root, 0) * root)).High * (x * 0.5);
        (double high, double low) = TwoSum(root, correction);
        return new DoubleDouble(high, low);
    }

    /// <summary>The number times a power of two, exact.</summary>
    public DoubleDouble Scale(int exponent) => new(Math.ScaleB(High, exponent), Math.ScaleB(Low, exponent));

    public static DoubleDouble Abs(DoubleDouble a) => a.High < 0 ? -a : a;

    private static (double Sum, double Error) TwoSum(double a, double b)
    {
        double s = a + b;
        double v = s - a;
        return (s, (a - (s - v)) + (b - v));
    }

    private static (double Sum, double Error) QuickTwoSum(double a, double b)
    {
        double s = a + b;
        return (s, b - (s - a));
    }
}
