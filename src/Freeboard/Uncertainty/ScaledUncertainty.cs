using System.Globalization;

namespace Freeboard.Uncertainty;

/// <summary>An uncertain variable times a known positive number: a believed factor of a known figure.</summary>
public sealed record ScaledUncertainty : UncertaintyDistribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="distribution">The variable.</param>
    /// <param name="factor">The number; finite and positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not finite and positive.</exception>
    public ScaledUncertainty(UncertaintyDistribution distribution, double factor)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        Distribution = distribution;
        Factor = factor > 0 && double.IsFinite(factor) ? factor : throw new ArgumentOutOfRangeException(nameof(factor), factor, "The factor must be finite and positive.");
    }

    /// <summary>The variable.</summary>
    public UncertaintyDistribution Distribution { get; }

    /// <summary>The number.</summary>
    public double Factor { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"{Factor:R} x {Distribution.Name}");

    /// <inheritdoc/>
    public override double ExpectedValue => Factor * Distribution.ExpectedValue;

    /// <inheritdoc/>
    public override double Variance => Factor * Factor * Distribution.Variance;

    /// <inheritdoc/>
    public override double Entropy => Factor * Distribution.Entropy;

    /// <inheritdoc/>
    public override double Belief(double x) => Distribution.Belief(x / Factor);

    internal override double Inverse(double belief, double complement) => Factor * Distribution.Inverse(belief, complement);
}
