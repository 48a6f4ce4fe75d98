using System.Globalization;

namespace Freeboard.Uncertainty;

/// <summary>LOGN(e, s): the logarithm is N(e, s); belief 1 / (1 + exp(pi (e - ln x) / (sqrt3 s))) for x &gt; 0.</summary>
/// <remarks>
/// With u = sqrt3 s the expected value is exp(e) u / sin u for u &lt; pi and infinite from there on; the second moment exp(2e) 2u / sin 2u for u &lt; pi/2.
/// Source: Liu (2010), Uncertainty Theory; Zhan, Lin and Lou (2013) for rates.
/// </remarks>
public sealed record LognormalUncertainty : UncertaintyDistribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="e">Expected value of the logarithm; finite.</param>
    /// <param name="s">Standard deviation of the logarithm; finite and positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public LognormalUncertainty(double e, double s)
    {
        E = double.IsFinite(e) ? e : throw new ArgumentOutOfRangeException(nameof(e), e, "e must be finite.");
        S = s > 0 && double.IsFinite(s) ? s : throw new ArgumentOutOfRangeException(nameof(s), s, "s must be finite and positive.");
    }

    /// <summary>e.</summary>
    public double E { get; }

    /// <summary>s.</summary>
    public double S { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"lognormal({E:R}, {S:R})");

    /// <inheritdoc/>
    public override double ExpectedValue => U < Math.PI ? Math.Exp(E) * (U / Math.Sin(U)) : double.PositiveInfinity;

    /// <inheritdoc/>
    /// <remarks>For a small s, where the two moments would cancel, from the expansion u^2/3 + ... of tan(u)/u - 1.</remarks>
    public override double Variance
    {
        get
        {
            if (!(U < 0.5 * Math.PI))
            {
                return double.PositiveInfinity;
            }

            double mean = ExpectedValue;
            return mean * mean * TangentExcess(U);
        }
    }

    /// <inheritdoc/>
    public override double Entropy
    {
        get
        {
            if (!(U < Math.PI))
            {
                return double.PositiveInfinity;
            }

            // pi (sin u - u cos u) / sin^2 u, whose numerator cancels for a small u.
            double sine = Math.Sin(U);
            double u2 = U * U;
            double numerator = U < 0.1
                ? U * u2 * ((1.0 / 3) - (u2 * ((1.0 / 30) - (u2 * ((1.0 / 840) - (u2 / 45360))))))
                : sine - (U * Math.Cos(U));
            return Math.Exp(E) * (Math.PI * numerator / (sine * sine));
        }
    }

    private double U => Math.Sqrt(3) * S;

    /// <inheritdoc/>
    public override double Belief(double x) => x > 0 ? 1 / (1 + Math.Exp(Math.PI * (E - Math.Log(x)) / (Math.Sqrt(3) * S))) : 0;

    internal override double Inverse(double belief, double complement) => Math.Exp(E + (U / Math.PI * Math.Log(belief / complement)));

    /// <summary>tan(u)/u - 1 for u in (0, pi/2).</summary>
    internal static double TangentExcess(double u)
    {
        double u2 = u * u;
        return u < 0.1
            ? u2 * ((1.0 / 3) + (u2 * ((2.0 / 15) + (u2 * ((17.0 / 315) + (u2 * ((62.0 / 2835) + (u2 * (1382.0 / 155925)))))))))
            : (Math.Tan(u) / u) - 1;
    }
}
