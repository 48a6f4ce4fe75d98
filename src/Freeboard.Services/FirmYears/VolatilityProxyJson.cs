using System.Text.Json;

namespace Freeboard.Services.FirmYears;

/// <summary>Reads what <see cref="VolatilityProxy.Write"/> wrote.</summary>
internal static class VolatilityProxyJson
{
    /// <summary>The policy of a JSON object.</summary>
    /// <exception cref="FormatException">The kind is unknown.</exception>
    public static VolatilityProxy Read(JsonElement element, bool mayNest = true) => element.GetProperty("kind").GetString() switch
    {
        "constant" => new ConstantVolatility(element.GetProperty("value").GetDouble()),
        "size-leverage" => new SizeLeverageVolatility
        {
            Constant = element.GetProperty("constant").GetDouble(),
            Size = element.GetProperty("size").GetDouble(),
            Leverage = element.GetProperty("leverage").GetDouble(),
        },
        "own-moves" when mayNest => new OwnMovesVolatility
        {
            PriorMoves = element.GetProperty("priorMoves").GetDouble(),
            MoveCap = element.GetProperty("moveCap").GetDouble(),
            Prior = Read(element.GetProperty("prior"), mayNest: false),
        },
        var kind => throw new FormatException($"the volatility policy '{kind}' is unknown to this version"),
    };
}
