using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Freeboard.Reporting.Figures;

/// <summary>Figures as JSON inside a script element: angle brackets are escaped, so no text can end the element; Chinese stays readable.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The element with its content.</summary>
    /// <param name="value">What to write.</param>
    /// <param name="id">Identifier of the element; null for none.</param>
    internal static string Script(object value, string? id = null) =>
        $"<script type=\"application/json\"{(id is null ? "" : $" id=\"{id}\"")}>{JsonSerializer.Serialize(value, Options)}</script>";
}
