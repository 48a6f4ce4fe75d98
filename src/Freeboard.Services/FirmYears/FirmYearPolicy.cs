using System.Text.Json;
using Freeboard.Services.Tables;

namespace Freeboard.Services.FirmYears;

/// <summary>All that turns a firm-year into a distance: saved in a map under <c>volatilityPolicy</c>, so that a later panel is scored as the first one was.</summary>
public sealed record FirmYearPolicy
{
    /// <summary>Where the equity volatility comes from when a row gives none.</summary>
    public required VolatilityProxy Volatility { get; init; }

    /// <summary>Weight w of long-term debt in the default point; finite, not negative.</summary>
    /// <value>The default value is 0.5.</value>
    public double DefaultPointWeight
    {
        get;
        init => field = double.IsFinite(value) && value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite and not negative.");
    } = 0.5;

    /// <summary>Risk-free rate, continuously compounded, decimal per year; in [-1, 1].</summary>
    /// <value>The default value is 0.03.</value>
    public double RiskFreeRate
    {
        get;
        init => field = value is >= -1 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [-1, 1].");
    } = 0.03;

    /// <summary>Horizon in years; in (0, 100].</summary>
    /// <value>The default value is 1.</value>
    public double HorizonYears
    {
        get;
        init => field = value is > 0 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 100].");
    } = 1;

    /// <summary>Which distance is computed.</summary>
    /// <value>The default value is <see cref="FirmYearDistanceKind.RiskNeutral"/>.</value>
    public FirmYearDistanceKind Distance { get; init; }

    /// <summary>Name for outputs: the volatility's and the distance's.</summary>
    public string Name => $"{Volatility.Name}, {Distance}";

    /// <summary>Writes the policy as a JSON object.</summary>
    /// <param name="json">Where to.</param>
    public void Write(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WritePropertyName("volatility");
        Volatility.Write(json);
        json.WriteString("distance", Distance.ToString());
        JsonNumbers.Write(json, "defaultPointWeight", DefaultPointWeight);
        JsonNumbers.Write(json, "riskFreeRate", RiskFreeRate);
        JsonNumbers.Write(json, "horizonYears", HorizonYears);
        json.WriteEndObject();
    }

    /// <summary>Reads a policy that <see cref="Write"/> wrote.</summary>
    /// <param name="element">The JSON object.</param>
    /// <param name="policy">The policy, when there is one.</param>
    /// <param name="fault">What is wrong otherwise, in one clause.</param>
    public static bool TryRead(JsonElement element, out FirmYearPolicy? policy, out string fault)
    {
        policy = null;
        try
        {
            JsonElement volatility = element.GetProperty("volatility");
            policy = new FirmYearPolicy
            {
                Volatility = volatility.GetProperty("kind").GetString() switch
                {
                    "constant" => new ConstantVolatility(volatility.GetProperty("value").GetDouble()),
                    var kind => throw new FormatException($"the volatility policy '{kind}' is unknown to this version"),
                },
                Distance = Enum.TryParse(element.GetProperty("distance").GetString(), out FirmYearDistanceKind distance) && Enum.IsDefined(distance) ? distance : throw new FormatException("the distance is unknown to this version"),
                DefaultPointWeight = element.GetProperty("defaultPointWeight").GetDouble(),
                RiskFreeRate = element.GetProperty("riskFreeRate").GetDouble(),
                HorizonYears = element.GetProperty("horizonYears").GetDouble(),
            };
            fault = "";
            return true;
        }
        catch (FormatException exception)
        {
            fault = exception.Message;
        }
        catch (ArgumentOutOfRangeException exception)
        {
            fault = $"a number of the volatility policy is out of range ({exception.ActualValue})";
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException)
        {
            fault = "a field of the volatility policy is missing or of the wrong kind";
        }

        return false;
    }
}
