using System.Globalization;
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

    /// <summary>How much of the last year's log move is taken for drift in <see cref="FirmYearDistanceKind.Physical"/> and <see cref="FirmYearDistanceKind.Naive"/>; in [0, 1]. Zero leaves the rate.</summary>
    /// <value>The default value is 0.3.</value>
    public double DriftWeight
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [0, 1].");
    } = 0.3;

    /// <summary>Largest absolute log move taken for drift; in (0, 100].</summary>
    /// <value>The default value is ln 2: a halving or a doubling.</value>
    public double DriftCap
    {
        get;
        init => field = value is > 0 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 100].");
    } = 0.69314718055994529;

    /// <summary>Name for outputs: the volatility's, the distance's and the drift's.</summary>
    public string Name => Distance is FirmYearDistanceKind.Physical or FirmYearDistanceKind.Naive
        ? string.Create(CultureInfo.InvariantCulture, $"{Volatility.Name}, {Distance}, drift {DriftWeight:R}")
        : $"{Volatility.Name}, {Distance}";

    /// <summary>The equity's drift: the rate, or the firm's own last move in the policy's measure; the rate for a firm without one.</summary>
    /// <param name="history">The firm up to the year in question.</param>
    public double Drift(in FirmYearHistory history) => history.LastMove is { } move
        ? RiskFreeRate + (DriftWeight * (Math.Clamp(move, -DriftCap, DriftCap) - RiskFreeRate))
        : RiskFreeRate;

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
        JsonNumbers.Write(json, "driftWeight", DriftWeight);
        JsonNumbers.Write(json, "driftCap", DriftCap);
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
            policy = new FirmYearPolicy
            {
                Volatility = VolatilityProxyJson.Read(element.GetProperty("volatility")),
                Distance = Enum.TryParse(element.GetProperty("distance").GetString(), out FirmYearDistanceKind distance) && Enum.IsDefined(distance) ? distance : throw new FormatException("the distance is unknown to this version"),
                DefaultPointWeight = element.GetProperty("defaultPointWeight").GetDouble(),
                RiskFreeRate = element.GetProperty("riskFreeRate").GetDouble(),
                HorizonYears = element.GetProperty("horizonYears").GetDouble(),
                DriftWeight = element.GetProperty("driftWeight").GetDouble(),
                DriftCap = element.GetProperty("driftCap").GetDouble(),
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
