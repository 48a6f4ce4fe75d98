using System.Globalization;

namespace Freeboard.Equity;

/// <summary>A restricted share is worth P2 = a + b1 NAPS + b2 P1 + b3 ROE, with coefficients estimated elsewhere.</summary>
/// <remarks>
/// Source: Huang (2024). NAPS = net assets / all shares, currency per share; P1 = price of a tradable share, currency; ROE = net income /
/// net assets, decimal. The coefficients belong to one currency and one unit of ROE: those of a paper that prints ROE in percent must
/// be converted. A negative fitted price is reported, never cut off at zero.
/// </remarks>
public sealed record ByRegression : RestrictedShareModel
{
    /// <summary>Makes the model.</summary>
    /// <param name="Intercept">a, currency per share.</param>
    /// <param name="NetAssetsPerShareCoefficient">b1, dimensionless.</param>
    /// <param name="PriceCoefficient">b2, dimensionless.</param>
    /// <param name="ReturnOnEquityCoefficient">b3, currency per share for a return on equity of 1 (100 %).</param>
    /// <exception cref="ArgumentOutOfRangeException">A coefficient is not finite.</exception>
    public ByRegression(double Intercept, double NetAssetsPerShareCoefficient, double PriceCoefficient, double ReturnOnEquityCoefficient)
    {
        this.Intercept = Intercept;
        this.NetAssetsPerShareCoefficient = NetAssetsPerShareCoefficient;
        this.PriceCoefficient = PriceCoefficient;
        this.ReturnOnEquityCoefficient = ReturnOnEquityCoefficient;
    }

    /// <summary>a, currency per share; finite.</summary>
    public double Intercept { get; init => field = Checked(value, nameof(Intercept)); }

    /// <summary>b1, dimensionless; finite.</summary>
    public double NetAssetsPerShareCoefficient { get; init => field = Checked(value, nameof(NetAssetsPerShareCoefficient)); }

    /// <summary>b2, dimensionless; finite.</summary>
    public double PriceCoefficient { get; init => field = Checked(value, nameof(PriceCoefficient)); }

    /// <summary>b3, currency per share for a return on equity of 1 (100 %); finite.</summary>
    public double ReturnOnEquityCoefficient { get; init => field = Checked(value, nameof(ReturnOnEquityCoefficient)); }

    /// <inheritdoc/>
    public override string Name => string.Create(
        CultureInfo.InvariantCulture,
        $"by-regression({Intercept:R},{NetAssetsPerShareCoefficient:R},{PriceCoefficient:R},{ReturnOnEquityCoefficient:R})");

    /// <inheritdoc/>
    internal override bool NeedsNetAssets => true;

    /// <inheritdoc/>
    internal override bool NeedsNetIncome => true;

    /// <inheritdoc/>
    internal override double PriceOf(double price, double totalShares, double netAssets, double netIncome) =>
        Intercept
        + (NetAssetsPerShareCoefficient * (netAssets / totalShares))
        + (PriceCoefficient * price)
        + (ReturnOnEquityCoefficient * (netIncome / netAssets));

    private static double Checked(double value, string name) => double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "A coefficient must be finite.");
}
