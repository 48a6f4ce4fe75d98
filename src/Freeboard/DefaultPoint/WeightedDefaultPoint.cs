using System.Globalization;

namespace Freeboard.DefaultPoint;

/// <summary>Current liabilities plus a share of the non-current ones: DP = SL + w LL.</summary>
/// <remarks>
/// Source: Crosbie and Bohn (2003) for w = 0.5; Huang (2024) uses 0.75 for A-shares. Any finite weight that is not negative serves.
/// </remarks>
public sealed record WeightedDefaultPoint : DefaultPointPolicy
{
    /// <summary>Makes the rule.</summary>
    /// <param name="Weight">Weight w of the non-current liabilities; finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative or not finite.</exception>
    public WeightedDefaultPoint(double Weight) => this.Weight = Weight;

    /// <summary>Weight w of the non-current liabilities, dimensionless; finite and not negative.</summary>
    public double Weight
    {
        get;
        init => field = double.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Weight), value, "A weight must be finite and not negative.");
    }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"current+{Weight:R}*noncurrent");

    /// <inheritdoc/>
    /// <remarks>Needs current liabilities, and the non-current ones unless the weight is zero. Where one of the two is missing but the total is
    /// given, the missing one is the difference.</remarks>
    public override bool TryApply(in Liabilities liabilities, out double defaultPoint)
    {
        defaultPoint = 0;
        double? current = liabilities.Current ?? (liabilities.Total - liabilities.NonCurrent);
        double? nonCurrent = liabilities.NonCurrent ?? (liabilities.Total - liabilities.Current);
        if (!IsUsable(current) || (Weight != 0 && !IsUsable(nonCurrent)))
        {
            return false;
        }

        double sum = current.GetValueOrDefault() + (Weight == 0 ? 0 : Weight * nonCurrent.GetValueOrDefault());
        if (!double.IsFinite(sum))
        {
            return false;
        }

        defaultPoint = sum;
        return true;
    }
}
