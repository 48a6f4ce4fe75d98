using System.Globalization;
using System.Text.Json;
using Freeboard.Services.Tables;

namespace Freeboard.Services.FirmYears;

/// <summary>One volatility for every firm and year: the distance then ranks by leverage alone.</summary>
public sealed record ConstantVolatility : VolatilityProxy
{
    /// <summary>Makes the policy.</summary>
    /// <param name="Value">Annual equity volatility, decimal per sqrt-year; in (0, 10].</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public ConstantVolatility(double Value) => this.Value = Value;

    /// <summary>Annual equity volatility, decimal per sqrt-year; in (0, 10].</summary>
    public double Value
    {
        get;
        init => field = value is > 0 and <= 10 ? value : throw new ArgumentOutOfRangeException(nameof(Value), value, "Must lie in (0, 10].");
    }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"constant({Value:R})");

    /// <inheritdoc/>
    public override double Volatility(in FirmYearHistory history) => Value;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("kind", "constant");
        JsonNumbers.Write(json, "value", Value);
        json.WriteEndObject();
    }
}
