using System.Globalization;

namespace Freeboard.Equity;

/// <summary>A restricted share is worth a price found elsewhere, such as an auction's or a prediction's, with that price's standard error.</summary>
public sealed record AtGivenPrice : RestrictedShareModel
{
    /// <summary>Makes the model.</summary>
    /// <param name="Price">Price of a restricted share, currency units; finite. A negative one makes the valuation <see cref="EquityValuationStatus.InvalidInput"/>.</param>
    /// <param name="StandardError">Standard error of the price, currency units; finite and not negative.</param>
    /// <param name="DegreesOfFreedom">Degrees of freedom of the t behind the error; positive, infinity for the normal distribution.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public AtGivenPrice(double Price, double StandardError = 0, double DegreesOfFreedom = double.PositiveInfinity)
    {
        this.Price = double.IsFinite(Price) ? Price : throw new ArgumentOutOfRangeException(nameof(Price), Price, "A price must be finite.");
        this.StandardError = double.IsFinite(StandardError) && StandardError >= 0
            ? StandardError
            : throw new ArgumentOutOfRangeException(nameof(StandardError), StandardError, "A standard error must be finite and not negative.");
        ErrorDegrees = DegreesOfFreedom > 0 ? DegreesOfFreedom : throw new ArgumentOutOfRangeException(nameof(DegreesOfFreedom), DegreesOfFreedom, "Must be positive.");
    }

    /// <summary>Price of a restricted share, currency units.</summary>
    public double Price { get; }

    /// <summary>Standard error of the price, currency units.</summary>
    public double StandardError { get; }

    /// <summary>Degrees of freedom of the t behind the error.</summary>
    public double ErrorDegrees { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"at-given-price({Price:R},{StandardError:R},{ErrorDegrees:R})");

    /// <inheritdoc/>
    internal override double DegreesOfFreedom => ErrorDegrees;

    /// <inheritdoc/>
    internal override double PriceOf(double price, double totalShares, double netAssets, double netIncome) => Price;

    /// <inheritdoc/>
    internal override double StandardErrorOf(double price, double totalShares, double netAssets, double netIncome) => StandardError;
}
