using System.Globalization;
using System.Text.Json;

namespace Freeboard.Services.Tables;

/// <summary>Numbers in saved JSON: 17 significant digits, so that they read back as themselves.</summary>
internal static class JsonNumbers
{
    /// <summary>A finite number as it is written.</summary>
    public static string Text(double value) => value.ToString("G17", CultureInfo.InvariantCulture);

    /// <summary>Writes one number; nothing where it is not finite or not there.</summary>
    public static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WritePropertyName(name);
            json.WriteRawValue(Text(number));
        }
    }
}
