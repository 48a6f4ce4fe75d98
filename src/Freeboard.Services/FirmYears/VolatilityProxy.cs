using System.Text.Json;

namespace Freeboard.Services.FirmYears;

/// <summary>Where a panel without daily prices takes a firm's annual equity volatility from, when the file gives none.</summary>
/// <remarks>
/// A policy sees one firm up to the year in question and its own saved figures; nothing of later years, of other firms, or of the label enters.
/// So a firm that the fit never saw, in a year after it, scores like any other.
/// </remarks>
public abstract record VolatilityProxy
{
    /// <summary>Stable name for outputs and saved maps.</summary>
    public abstract string Name { get; }

    /// <summary>The annual equity volatility, decimal per sqrt-year; finite and positive.</summary>
    /// <param name="history">The firm up to the year in question.</param>
    public abstract double Volatility(in FirmYearHistory history);

    /// <summary>Writes the policy as a JSON object.</summary>
    /// <param name="json">Where to.</param>
    public abstract void Write(Utf8JsonWriter json);
}
