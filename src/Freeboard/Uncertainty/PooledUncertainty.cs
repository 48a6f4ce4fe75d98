using System.Collections.Immutable;
using System.Globalization;
using Freeboard.Numerics;

namespace Freeboard.Uncertainty;

/// <summary>Several experts' distributions pooled: F = sum of w_i F_i with weights that sum to 1.</summary>
/// <remarks>Source: Wang, Gao and Guo (2012), the Delphi method for uncertainty distributions. The expected value is the weighted one; inverse by halving, variance and entropy by quadrature.</remarks>
public sealed record PooledUncertainty : UncertaintyDistribution
{
    private readonly ImmutableArray<(double Weight, UncertaintyDistribution Distribution)> parts;

    /// <summary>Pools distributions.</summary>
    /// <param name="parts">Weights, positive, in any unit, and distributions; at least one.</param>
    /// <exception cref="ArgumentException">There is no part, or a weight is not finite and positive.</exception>
    public PooledUncertainty(IEnumerable<(double Weight, UncertaintyDistribution Distribution)> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        (double Weight, UncertaintyDistribution Distribution)[] given = [.. parts];
        if (given.Length == 0 || given.Any(part => !(part.Weight > 0) || !double.IsFinite(part.Weight)))
        {
            throw new ArgumentException("There must be a part, and weights must be finite and positive.", nameof(parts));
        }

        double total = given.Sum(part => part.Weight);
        this.parts = [.. given.Select(part => (part.Weight / total, part.Distribution))];
    }

    /// <inheritdoc/>
    public override string Name => $"pooled({string.Join("; ", parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Weight:R} {part.Distribution.Name}")))})";

    /// <inheritdoc/>
    public override double ExpectedValue => parts.Sum(part => part.Weight * part.Distribution.ExpectedValue);

    /// <inheritdoc/>
    public override double Variance
    {
        get
        {
            if (parts.Any(part => double.IsInfinity(part.Distribution.Variance)))
            {
                return double.PositiveInfinity;
            }

            double mean = ExpectedValue;
            return UnitInterval.Integrate((belief, complement) => Math.Pow(Inverse(belief, complement) - mean, 2)).Integral;
        }
    }

    /// <inheritdoc/>
    public override double Entropy => parts.Any(part => double.IsInfinity(part.Distribution.Entropy))
        ? double.PositiveInfinity
        : UnitInterval.Integrate((belief, complement) => Inverse(belief, complement) * Math.Log(belief / complement)).Integral;

    /// <inheritdoc/>
    public override double Belief(double x) => Math.Min(1, parts.Sum(part => part.Weight * part.Distribution.Belief(x)));

    /// <inheritdoc/>
    public bool Equals(PooledUncertainty? other) => other is not null && parts.SequenceEqual(other.parts);

    /// <inheritdoc/>
    public override int GetHashCode() => parts.Aggregate(0, HashCode.Combine);

    internal override double Inverse(double belief, double complement)
    {
        // Between the least and the greatest of the parts' own values.
        double low = parts.Min(part => part.Distribution.Inverse(belief, complement));
        double high = parts.Max(part => part.Distribution.Inverse(belief, complement));
        for (int i = 0; i < 200 && high > low; i++)
        {
            double middle = low + (0.5 * (high - low));
            if (middle <= low || middle >= high)
            {
                break;
            }

            (low, high) = Belief(middle) < belief ? (middle, high) : (low, middle);
        }

        return high;
    }
}
