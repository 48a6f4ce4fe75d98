using System.Globalization;

namespace Freeboard.Uncertainty;

/// <summary>L(a, b): belief rises evenly from 0 at a to 1 at b.</summary>
public sealed record LinearUncertainty : UncertaintyDistribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="lowest">a; finite.</param>
    /// <param name="highest">b; finite, above a.</param>
    /// <exception cref="ArgumentOutOfRangeException">b is not above a, or a bound is not finite.</exception>
    public LinearUncertainty(double lowest, double highest)
    {
        if (!double.IsFinite(lowest) || !double.IsFinite(highest) || !(highest > lowest))
        {
            throw new ArgumentOutOfRangeException(nameof(highest), highest, "The bounds must be finite, the upper one above the lower one.");
        }

        (Lowest, Highest) = (lowest, highest);
    }

    /// <summary>a.</summary>
    public double Lowest { get; }

    /// <summary>b.</summary>
    public double Highest { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"linear({Lowest:R}, {Highest:R})");

    /// <inheritdoc/>
    public override double ExpectedValue => (0.5 * Lowest) + (0.5 * Highest);

    /// <inheritdoc/>
    public override double Variance => (Highest - Lowest) * (Highest - Lowest) / 12;

    /// <inheritdoc/>
    public override double Entropy => 0.5 * (Highest - Lowest);

    /// <inheritdoc/>
    public override double Belief(double x) => Math.Clamp((x - Lowest) / (Highest - Lowest), 0, 1);

    internal override double Inverse(double belief, double complement) => (complement * Lowest) + (belief * Highest);
}
