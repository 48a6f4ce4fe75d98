using System.Numerics;
using Freeboard.Numerics;

namespace Freeboard.Tests.Numerics;

public sealed class DoubleDoubleTests
{
    [Fact]
    public void Sums_products_and_quotients_keep_thirty_one_digits()
    {
        SplitMix random = new(2);
        double worst = 0;
        for (int i = 0; i < 2000; i++)
        {
            DoubleDouble a = Any(random);
            DoubleDouble b = Any(random);
            worst = Math.Max(worst, Relative(a * b, Exact(a) * Exact(b)));
            worst = Math.Max(worst, Relative(a + b, Exact(a) + Exact(b)));
            DoubleDouble q = a / b;
            worst = Math.Max(worst, Relative(q, new Fraction(Exact(a).Numerator * Exact(b).Denominator, Exact(a).Denominator * Exact(b).Numerator)));
            DoubleDouble root = DoubleDouble.Sqrt(DoubleDouble.Abs(a));

            // Twice the relative error of the root is that of its square.
            worst = Math.Max(worst, Relative2(Exact(root) * Exact(root), Exact(DoubleDouble.Abs(a))) / 2);
        }

        Assert.True(worst < 16 * Math.ScaleB(1, -104), $"{worst / Math.ScaleB(1, -104)} units of 2^-104");
    }

    private static DoubleDouble Any(SplitMix random)
    {
        double high = random.Uniform(0.5, 2) * Math.ScaleB(1, (int)random.Uniform(-30, 30));
        return new DoubleDouble(high, 0) + (high * random.Uniform(-1, 1) * Math.ScaleB(1, -54));
    }

    private static Fraction Exact(DoubleDouble x) => Fraction.Of(x.High) + Fraction.Of(x.Low);

    private static double Relative(DoubleDouble computed, Fraction exact) => Relative2(Exact(computed), exact);

    private static double Relative2(Fraction computed, Fraction exact)
    {
        Fraction difference = computed + new Fraction(-exact.Numerator, exact.Denominator);
        BigInteger above = BigInteger.Abs(difference.Numerator * exact.Denominator) << 200;
        BigInteger below = BigInteger.Abs(difference.Denominator * exact.Numerator);
        return (double)(above / below) * Math.ScaleB(1, -200);
    }

    /// <summary>A rational number, exact.</summary>
    private readonly record struct Fraction(BigInteger Numerator, BigInteger Denominator)
    {
        public static Fraction Of(double x)
        {
            long bits = BitConverter.DoubleToInt64Bits(x);
            int exponent = (int)((bits >> 52) & 0x7FF);
            long mantissa = bits & 0xFFFFFFFFFFFFFL;
            BigInteger m = exponent == 0 ? mantissa : mantissa | (1L << 52);
            m = bits < 0 ? -m : m;
            int shift = Math.Max(exponent, 1) - 1075;
            return shift >= 0 ? new Fraction(m << shift, 1) : new Fraction(m, BigInteger.One << -shift);
        }

        public static Fraction operator +(Fraction a, Fraction b) => new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

        public static Fraction operator *(Fraction a, Fraction b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);
    }
}
