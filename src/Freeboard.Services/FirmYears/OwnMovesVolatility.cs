using System.Globalization;
using System.Text.Json;
using Freeboard.Services.Tables;

namespace Freeboard.Services.FirmYears;

/// <summary>A firm's own yearly moves, shrunk to what firms like it have: sigma^2 = (k s^2 + sum of squared moves) / (k + moves).</summary>
/// <remarks>
/// The mean of the inverse-gamma posterior, written with its prior as k moves of size s. Moves are of market value, hence issues of shares count as moves;
/// one beyond the cap counts as the cap. A firm in its first year has the prior's volatility. With s the robust scale of all training moves the median firm's volatility
/// hardly moves as its history grows: else the length of a history, which a panel cut at failure gives away, would pass for information about the firm.
/// </remarks>
public sealed record OwnMovesVolatility : VolatilityProxy
{
    /// <summary>Volatility of a firm without a history.</summary>
    public required VolatilityProxy Prior { get; init; }

    /// <summary>k, the prior's weight in moves; in (0, 1e6].</summary>
    public required double PriorMoves
    {
        get;
        init => field = value is > 0 and <= 1e6 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1e6].");
    }

    /// <summary>Largest absolute log move counted; in (0, 100].</summary>
    /// <value>The default value is 1.5, a factor of about 4.5.</value>
    public double MoveCap
    {
        get;
        init => field = value is > 0 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 100].");
    } = DefaultMoveCap;

    /// <summary>The cap taken unless another is given.</summary>
    internal const double DefaultMoveCap = 1.5;

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"own-moves({PriorMoves:R} x {Prior.Name})");

    /// <inheritdoc/>
    public override double Volatility(in FirmYearHistory history)
    {
        (double sum, int count) = history.SquaredMoves(MoveCap);
        double prior = Prior.Volatility(history);
        return Math.Sqrt(((PriorMoves * prior * prior) + sum) / (PriorMoves + count));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("kind", "own-moves");
        JsonNumbers.Write(json, "priorMoves", PriorMoves);
        JsonNumbers.Write(json, "moveCap", MoveCap);
        json.WritePropertyName("prior");
        Prior.Write(json);
        json.WriteEndObject();
    }
}
