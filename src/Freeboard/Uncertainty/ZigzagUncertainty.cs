using System.Globalization;

namespace Freeboard.Uncertainty;

/// <summary>Z(a, b, c): belief rises evenly from 0 at a to one half at b, and evenly on to 1 at c.</summary>
public sealed record ZigzagUncertainty : UncertaintyDistribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="lowest">a; finite.</param>
    /// <param name="middle">b; above a.</param>
    /// <param name="highest">c; finite, above b.</param>
    /// <exception cref="ArgumentOutOfRangeException">The three do not ascend, or one is not finite.</exception>
    public ZigzagUncertainty(double lowest, double middle, double highest)
    {
        if (!double.IsFinite(lowest) || !double.IsFinite(highest) || !(middle > lowest) || !(highest > middle))
        {
            throw new ArgumentOutOfRangeException(nameof(middle), middle, "The three values must be finite and ascend.");
        }

        (Lowest, Middle, Highest) = (lowest, middle, highest);
    }

    /// <summary>a.</summary>
    public double Lowest { get; }

    /// <summary>b.</summary>
    public double Middle { get; }

    /// <summary>c.</summary>
    public double Highest { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"zigzag({Lowest:R}, {Middle:R}, {Highest:R})");

    /// <inheritdoc/>
    public override double ExpectedValue => (0.25 * Lowest) + (0.5 * Middle) + (0.25 * Highest);

    /// <inheritdoc/>
    public override double Variance
    {
        get
        {
            double below = Middle - Lowest;
            double above = Highest - Middle;
            return ((5 * below * below) + (6 * below * above) + (5 * above * above)) / 48;
        }
    }

    /// <inheritdoc/>
    public override double Entropy => 0.5 * (Highest - Lowest);

    /// <inheritdoc/>
    public override double Belief(double x) => x <= Middle
        ? Math.Max(0, 0.5 * (x - Lowest) / (Middle - Lowest))
        : Math.Min(1, 1 - (0.5 * (Highest - x) / (Highest - Middle)));

    internal override double Inverse(double belief, double complement) => belief < 0.5
        ? Lowest + (2 * belief * (Middle - Lowest))
        : Highest - (2 * complement * (Highest - Middle));
}
