using System.Globalization;

namespace Freeboard.Equity;

/// <summary>A restricted share is worth a tradable one less a discount.</summary>
public sealed record AtDiscount : RestrictedShareModel
{
    /// <summary>Makes the model.</summary>
    /// <param name="Discount">Discount to the tradable price, decimal in [0, 1] (0.3 takes 30 % off).</param>
    /// <exception cref="ArgumentOutOfRangeException">The discount lies outside [0, 1].</exception>
    public AtDiscount(double Discount) => this.Discount = Discount;

    /// <summary>Discount to the tradable price, decimal in [0, 1].</summary>
    public double Discount
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Discount), value, "A discount must lie in [0, 1]; 0.3 is 30 %.");
    }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"at-discount-{Discount:R}");

    /// <inheritdoc/>
    internal override double PriceOf(double price, double totalShares, double netAssets, double netIncome) => price * (1 - Discount);
}
