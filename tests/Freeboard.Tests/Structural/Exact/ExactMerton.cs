using Freeboard.Structural;

namespace Freeboard.Tests.Structural.Exact;

/// <summary>The two equations in as many digits as they need: one Newton step from the solver's own answer, and the proof that it stands on the root.</summary>
/// <remarks>
/// Nothing of the engine is used: N comes from its power series and its continued fraction in <see cref="BigNumber"/>, X = v N(d1) - N(d2) by plain
/// subtraction with digits to spare for all that cancels. A start with an error of 1e-12 leaves one of 1e-22 after the step.
/// </remarks>
internal static class ExactMerton
{
    private const int GuardBits = 220;

    /// <summary>How far a solution is from the exact one.</summary>
    /// <param name="inputs">Figures of a firm.</param>
    /// <param name="solution">What the solver says of it.</param>
    /// <returns>Relative errors of V and sigmaV, error of d2 over max(1, |d2|), and how far the exact answer itself may still be from the root, in d2 over max(1, |d2|).</returns>
    public static (double AssetValue, double AssetVolatility, double D2, double Doubt) Errors(in MertonInputs inputs, in MertonSolution solution)
    {
        // What cancels in X: its size against that of N(d2).
        double ratio = Math.Log2(inputs.EquityValue) - Math.Log2(inputs.DefaultPoint) + (inputs.RiskFreeRate * inputs.HorizonYears / Math.Log(2));
        BigNumber.Bits = GuardBits + (int)Math.Max(0, -1.1 * ratio);
        BigNumber time = BigNumber.Of(inputs.HorizonYears);
        BigNumber x = BigNumber.Of(inputs.EquityValue) / (BigNumber.Of(inputs.DefaultPoint) * BigNumber.Exp(-(BigNumber.Of(inputs.RiskFreeRate) * time)));
        BigNumber root = BigNumber.Sqrt(time);
        BigNumber s = BigNumber.Of(inputs.EquityVolatility) * root;
        BigNumber start = BigNumber.Of(solution.D2);
        double unit = Math.Max(1, Math.Abs(solution.D2));
        BigNumber step = BigNumber.Of(unit) * BigNumber.PowerOfTwo(-50);
        BigNumber here = Gap(start, x, s, out _, out _);
        BigNumber there = Gap(start + step, x, s, out _, out _);
        BigNumber slope = (there - here) / step;
        BigNumber d2 = start - (here / slope);
        BigNumber left = Gap(d2, x, s, out BigNumber w, out BigNumber v);
        BigNumber assetValue = v / x * BigNumber.Of(inputs.EquityValue);
        BigNumber assetVolatility = w / root;
        return (
            Relative(BigNumber.Of(solution.AssetValue), assetValue),
            Relative(BigNumber.Of(solution.AssetVolatility), assetVolatility),
            Math.Abs((start - d2).ToDouble()) / unit,
            Math.Abs((left / slope).ToDouble()) / unit);
    }

    /// <summary>The normal distribution function.</summary>
    public static BigNumber Normal(BigNumber z)
    {
        double size = Math.Abs(z.ToDouble());
        if (size * size / 2 > (BigNumber.Bits + 60) * Math.Log(2))
        {
            if (!z.IsNegative)
            {
                return BigNumber.One;
            }
        }

        BigNumber density = BigNumber.Exp(-(z * z * BigNumber.PowerOfTwo(-1))) / BigNumber.RootOfTwoPi;
        if (size < 6)
        {
            // N(z) = 1/2 + phi(z) (z + z^3/3 + z^5/15 + ...), all terms of one sign; 26 bits are lost at most for z > -6, and as many are to spare.
            BigNumber term = z;
            BigNumber sum = z;
            for (int n = 3; term.Scale > -BigNumber.Bits - 40; n += 2)
            {
                term = term * z * z / BigNumber.Of(n);
                sum += term;
            }

            return BigNumber.PowerOfTwo(-1) + (density * sum);
        }

        // Upper tail: phi(a) / (a + 1/(a + 2/(a + 3/(a + ...)))), whose error falls by exp(-2 a sqrt(2 n)).
        BigNumber a = z.IsNegative ? -z : z;
        double digits = (BigNumber.Bits + 40) * Math.Log(2);
        int terms = 20 + (int)Math.Ceiling(digits * digits / (8 * size * size));
        BigNumber tail = a;
        for (int n = terms; n >= 1; n--)
        {
            tail = a + (BigNumber.Of(n) / tail);
        }

        BigNumber upper = density / tail;
        return z.IsNegative ? upper : BigNumber.One - upper;
    }

    /// <summary>X / x - 1, which is zero at the solution.</summary>
    private static BigNumber Gap(BigNumber d2, BigNumber x, BigNumber s, out BigNumber w, out BigNumber v)
    {
        BigNumber below = Normal(d2);
        w = s * x / (x + below);
        v = BigNumber.Exp(w * (d2 + (w * BigNumber.PowerOfTwo(-1))));
        return (((v * Normal(d2 + w)) - below) / x) - BigNumber.One;
    }

    private static double Relative(BigNumber actual, BigNumber expected) => Math.Abs(((actual - expected) / expected).ToDouble());
}
