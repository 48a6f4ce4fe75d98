using System.Text.Json;
using Freeboard.Services.Tables;

namespace Freeboard.Services.FirmYears;

/// <summary>ln sigma = a + b ln E + c ln(D/E), D = current liabilities + long-term debt: what firms of this size and leverage moved by in the year after.</summary>
/// <remarks>
/// The shape, b and c, is the least-squares line of ln |move of the year after|; the level a makes the median standardised move that of a normal one.
/// E enters in the unit of the training file, so a panel in another unit of money needs another fit.
/// </remarks>
public sealed record SizeLeverageVolatility : VolatilityProxy
{
    /// <summary>Smallest and largest volatility given, decimal per sqrt-year: a line does not know where to stop.</summary>
    private const double Smallest = 0.05;
    private const double Largest = 3;

    /// <summary>a.</summary>
    public required double Constant { get; init; }

    /// <summary>b, per unit of ln E.</summary>
    public required double Size { get; init; }

    /// <summary>c, per unit of ln(D/E).</summary>
    public required double Leverage { get; init; }

    /// <inheritdoc/>
    public override string Name => "size-leverage";

    /// <inheritdoc/>
    public override double Volatility(in FirmYearHistory history)
    {
        FirmYear now = history.Now;
        return Math.Clamp(Math.Exp(Constant + (Size * SizeOf(now)) + (Leverage * LeverageOf(now))), Smallest, Largest);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("kind", Name);
        JsonNumbers.Write(json, "constant", Constant);
        JsonNumbers.Write(json, "size", Size);
        JsonNumbers.Write(json, "leverage", Leverage);
        json.WriteEndObject();
    }

    internal static double SizeOf(FirmYear row) => Math.Log(row.MarketValue);

    internal static double LeverageOf(FirmYear row) => Math.Log(Math.Max((row.CurrentLiabilities + row.LongTermDebt) / row.MarketValue, FirmYearFeatures.SmallestDebtShare));
}
