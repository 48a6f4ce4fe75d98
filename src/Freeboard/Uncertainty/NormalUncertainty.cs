using System.Globalization;

namespace Freeboard.Uncertainty;

/// <summary>N(e, s): belief 1 / (1 + exp(pi (e - x) / (sqrt3 s))). Not the normal distribution of probability.</summary>
public sealed record NormalUncertainty : UncertaintyDistribution
{
    /// <summary>Makes the distribution.</summary>
    /// <param name="e">Expected value; finite.</param>
    /// <param name="s">Standard deviation; finite and positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public NormalUncertainty(double e, double s)
    {
        E = double.IsFinite(e) ? e : throw new ArgumentOutOfRangeException(nameof(e), e, "e must be finite.");
        S = s > 0 && double.IsFinite(s) ? s : throw new ArgumentOutOfRangeException(nameof(s), s, "s must be finite and positive.");
    }

    /// <summary>Expected value e.</summary>
    public double E { get; }

    /// <summary>Standard deviation s.</summary>
    public double S { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"normal({E:R}, {S:R})");

    /// <inheritdoc/>
    public override double ExpectedValue => E;

    /// <inheritdoc/>
    public override double Variance => S * S;

    /// <inheritdoc/>
    public override double Entropy => Math.PI * S / Math.Sqrt(3);

    /// <inheritdoc/>
    public override double Belief(double x) => 1 / (1 + Math.Exp(Math.PI * (E - x) / (Math.Sqrt(3) * S)));

    internal override double Inverse(double belief, double complement) => E + (S * Math.Sqrt(3) / Math.PI * Math.Log(belief / complement));
}
