using Freeboard.Numerics;

namespace Freeboard.Bayes;

/// <summary>Beta(a, b): what is believed of a default probability.</summary>
/// <remarks>Probabilities are decimals. Accuracy: cumulative and quantile to about 1e-14 and 1e-12 relative.</remarks>
public readonly record struct BetaDistribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="a">First parameter: prior defaults and seen ones; finite and positive.</param>
    /// <param name="b">Second parameter: prior survivals and seen ones; finite and positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not finite and positive.</exception>
    public BetaDistribution(double a, double b)
    {
        A = a > 0 && double.IsFinite(a) ? a : throw new ArgumentOutOfRangeException(nameof(a), a, "Must be finite and positive.");
        B = b > 0 && double.IsFinite(b) ? b : throw new ArgumentOutOfRangeException(nameof(b), b, "Must be finite and positive.");
    }

    /// <summary>a.</summary>
    public double A { get; }

    /// <summary>b.</summary>
    public double B { get; }

    /// <summary>Mean a / (a + b).</summary>
    public double Mean => A / (A + B);

    /// <summary>Standard deviation.</summary>
    public double StandardDeviation => Math.Sqrt(Mean * (B / (A + B)) / (A + B + 1));

    /// <summary>The belief of an EDF with a strength: mean EDF, worth so many firm-years.</summary>
    /// <param name="edf">EDF, decimal, in (0, 1).</param>
    /// <param name="strength">kappa, firm-years; finite and positive. <see cref="PriorStrength"/> estimates it.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static BetaDistribution FromEdf(double edf, double strength) => edf is > 0 and < 1
        ? new BetaDistribution(edf * strength, (1 - edf) * strength)
        : throw new ArgumentOutOfRangeException(nameof(edf), edf, "An EDF must lie between 0 and 1, both excluded.");

    /// <summary>The belief after firm-years of a grade or a group of peers were seen.</summary>
    /// <remarks>Not for one firm's signals, which are no defaults: see <see cref="OddsUpdate"/>.</remarks>
    /// <param name="firmYears">Firm-years n; not negative.</param>
    /// <param name="defaults">Defaults d among them, in [0, n].</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public BetaDistribution After(int firmYears, int defaults)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firmYears);
        return defaults >= 0 && defaults <= firmYears
            ? new BetaDistribution(A + defaults, B + (firmYears - defaults))
            : throw new ArgumentOutOfRangeException(nameof(defaults), defaults, $"Must lie in [0, {firmYears}].");
    }

    /// <summary>P(probability &lt;= x).</summary>
    /// <param name="x">In [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">x is outside [0, 1].</exception>
    public double Cumulative(double x) => x is >= 0 and <= 1
        ? IncompleteBeta.Regularized(A, B, x, 1 - x)
        : throw new ArgumentOutOfRangeException(nameof(x), x, "Must lie in [0, 1].");

    /// <summary>The x with P(probability &lt;= x) = level.</summary>
    /// <param name="level">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside (0, 1).</exception>
    public double Quantile(double level) => level is > 0 and < 1
        ? BetaQuantile.Of(level, A, B)
        : throw new ArgumentOutOfRangeException(nameof(level), level, "A level must lie between 0 and 1, both excluded; 0.95 is 95 %.");

    /// <summary>Mean of the distribution cut off above u.</summary>
    /// <param name="u">In (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">u is outside (0, 1].</exception>
    public double MeanBelow(double u) => u is > 0 and <= 1
        ? Mean * (IncompleteBeta.Regularized(A + 1, B, u, 1 - u) / IncompleteBeta.Regularized(A, B, u, 1 - u))
        : throw new ArgumentOutOfRangeException(nameof(u), u, "Must lie in (0, 1].");
}
