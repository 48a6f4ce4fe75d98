using System.Globalization;
using System.Numerics;

namespace Freeboard.Tests.Structural.Exact;

/// <summary>A binary floating-point number of any precision: mantissa times a power of two. Slow and plain, so that it can be believed.</summary>
internal readonly struct BigNumber
{
    [ThreadStatic]
    private static int bits;

    [ThreadStatic]
    private static Dictionary<int, (BigNumber Ln2, BigNumber RootOfTwoPi)>? constants;

    private readonly BigInteger mantissa;
    private readonly long exponent;

    private BigNumber(BigInteger mantissa, long exponent)
    {
        long excess = (long)BigInteger.Abs(mantissa).GetBitLength() - Bits;
        if (excess > 0)
        {
            // Rounded to nearest.
            this.mantissa = ((mantissa >> (int)(excess - 1)) + 1) >> 1;
            this.exponent = exponent + excess;
        }
        else
        {
            this.mantissa = mantissa;
            this.exponent = exponent;
        }
    }

    /// <summary>Bits of the mantissa of what this thread computes.</summary>
    public static int Bits
    {
        get => bits == 0 ? 320 : bits;
        set => bits = value;
    }

    public static BigNumber Zero => new(BigInteger.Zero, 0);

    public static BigNumber One => new(BigInteger.One, 0);

    public bool IsNegative => mantissa.Sign < 0;

    /// <summary>The number of binary digits before the point, roughly: x lies in [2^(Scale - 1), 2^Scale).</summary>
    public long Scale => mantissa.IsZero ? long.MinValue / 4 : (long)BigInteger.Abs(mantissa).GetBitLength() + exponent;

    /// <summary>Square root of two pi.</summary>
    public static BigNumber RootOfTwoPi => Constants.RootOfTwoPi;

    private static (BigNumber Ln2, BigNumber RootOfTwoPi) Constants
    {
        get
        {
            constants ??= [];
            if (!constants.TryGetValue(Bits, out (BigNumber, BigNumber) found))
            {
                // Machin: pi / 4 = 4 atan(1/5) - atan(1/239); ln 2 = 18 artanh(1/26) - 2 artanh(1/4801) + 8 artanh(1/8749).
                BigNumber pi = Of(4) * ((Of(4) * ArcTangent(5, -1)) - ArcTangent(239, -1));
                BigNumber ln2 = (Of(18) * ArcTangent(26, 1)) - (Of(2) * ArcTangent(4801, 1)) + (Of(8) * ArcTangent(8749, 1));
                constants.Add(Bits, found = (ln2, Sqrt(Of(2) * pi)));
            }

            return found;
        }
    }

    public static BigNumber operator +(BigNumber a, BigNumber b)
    {
        if (a.mantissa.IsZero || b.mantissa.IsZero)
        {
            return a.mantissa.IsZero ? b : a;
        }

        if (a.Scale - b.Scale > Bits + 8 || b.Scale - a.Scale > Bits + 8)
        {
            return a.Scale > b.Scale ? a : b;
        }

        return a.exponent >= b.exponent
            ? new BigNumber((a.mantissa << (int)(a.exponent - b.exponent)) + b.mantissa, b.exponent)
            : new BigNumber(a.mantissa + (b.mantissa << (int)(b.exponent - a.exponent)), a.exponent);
    }

    public static BigNumber operator -(BigNumber a) => new(-a.mantissa, a.exponent);

    public static BigNumber operator -(BigNumber a, BigNumber b) => a + -b;

    public static BigNumber operator *(BigNumber a, BigNumber b) => new(a.mantissa * b.mantissa, a.exponent + b.exponent);

    public static BigNumber operator /(BigNumber a, BigNumber b)
    {
        int shift = (int)Math.Max(0, Bits + 4 + (long)BigInteger.Abs(b.mantissa).GetBitLength() - (long)BigInteger.Abs(a.mantissa).GetBitLength());
        return new BigNumber((a.mantissa << shift) / b.mantissa, a.exponent - b.exponent - shift);
    }

    public static BigNumber Of(long value) => new(value, 0);

    /// <summary>The double, exactly.</summary>
    public static BigNumber Of(double value)
    {
        long raw = BitConverter.DoubleToInt64Bits(value);
        int power = (int)((raw >> 52) & 0x7FF);
        long digits = raw & 0xFFFFFFFFFFFFF;
        digits = power == 0 ? digits : digits | (1L << 52);
        return new BigNumber(raw < 0 ? -digits : digits, Math.Max(power, 1) - 1075);
    }

    /// <summary>Decimal digits with a point after the first one, and a power of ten: 1.25e-7.</summary>
    public static BigNumber Parse(string text)
    {
        string[] parts = text.Split('e');
        string digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        int power = int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) - (digits.Length - 1);
        BigNumber scale = new(BigInteger.Pow(10, Math.Abs(power)), 0);
        BigNumber value = new(BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture), 0);
        return power < 0 ? value / scale : value * scale;
    }

    /// <summary>Two to a power.</summary>
    public static BigNumber PowerOfTwo(long power) => new(BigInteger.One, power);

    public static BigNumber Sqrt(BigNumber x)
    {
        // The mantissa with an even exponent and twice the digits wanted.
        int shift = (int)Math.Max(0, (2L * Bits) + 8 - (long)x.mantissa.GetBitLength());
        shift += (int)((x.exponent - shift) & 1);
        BigInteger radicand = x.mantissa << shift;
        BigInteger root = BigInteger.One << (int)(((long)radicand.GetBitLength() / 2) + 1);
        while (true)
        {
            BigInteger next = (root + (radicand / root)) >> 1;
            if (next >= root)
            {
                return new BigNumber(root, (x.exponent - shift) / 2);
            }

            root = next;
        }
    }

    public static BigNumber Exp(BigNumber x)
    {
        if (x.mantissa.IsZero)
        {
            return One;
        }

        // exp(x) = 2^k exp(r)^(2^j), |r| below 2^-16: few terms of the series, few squarings.
        BigInteger k = (x / Constants.Ln2).Rounded();
        const int Halvings = 16;
        BigNumber r = (x - (new BigNumber(k, 0) * Constants.Ln2)) * PowerOfTwo(-Halvings);
        BigNumber term = One;
        BigNumber sum = One;
        for (int n = 1; term.Scale > -Bits - 40; n++)
        {
            term = term * r / Of(n);
            sum += term;
        }

        for (int i = 0; i < Halvings; i++)
        {
            sum *= sum;
        }

        return sum * PowerOfTwo((long)k);
    }

    /// <summary>The number in units of the last place of a double near it is not asked for: only how far two numbers are apart.</summary>
    public double ToDouble()
    {
        if (mantissa.IsZero)
        {
            return 0;
        }

        long excess = (long)BigInteger.Abs(mantissa).GetBitLength() - 62;
        double digits = (double)(long)(excess > 0 ? mantissa >> (int)excess : mantissa);
        long power = exponent + Math.Max(0, excess);
        return power is > 2000 or < -2000 ? (power > 0 ? double.PositiveInfinity * Math.Sign(digits) : 0) : Math.ScaleB(digits, (int)power);
    }

    public override string ToString() => ToDouble().ToString("R", CultureInfo.InvariantCulture);

    private static BigNumber ArcTangent(long inverse, int sign)
    {
        BigNumber square = Of(inverse * inverse);
        BigNumber power = One / Of(inverse);
        BigNumber sum = power;
        for (int n = 3; power.Scale > -Bits - 40; n += 2)
        {
            power /= sign < 0 ? -square : square;
            sum += power / Of(n);
        }

        return sum;
    }

    private BigInteger Rounded()
    {
        if (exponent >= 0)
        {
            return mantissa << (int)exponent;
        }

        int shift = (int)Math.Min(-exponent, int.MaxValue / 2);
        return (mantissa + (BigInteger.One << (shift - 1))) >> shift;
    }
}
