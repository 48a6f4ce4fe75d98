using System.Globalization;
using System.Text.Json;

namespace Freeboard.Services.Tables;

/// <summary>Numbers in saved JSON: 17 significant digits, so that they read back as themselves.</summary>
internal static class JsonNumbers
{
    /// <summary>A finite number as it is written.</summary>
    public static string Text(double value) => value.ToString("G17", CultureInfo.InvariantCulture);

    /// <summary>Writes the digits of a number as they are; a text that is none is an <see cref="ArgumentException"/> or a <see cref="JsonException"/>.</summary>
    /// <remarks>The writer's own check takes longer than all else of a row. What this knows for a number goes out unchecked; all else is left to that check.</remarks>
    public static void WriteRaw(Utf8JsonWriter json, string digits)
    {
        Span<byte> ascii = stackalloc byte[32];
        if (digits.Length <= ascii.Length && IsNumber(digits, ascii))
        {
            json.WriteRawValue(ascii[..digits.Length], skipInputValidation: true);
        }
        else
        {
            json.WriteRawValue(digits);
        }
    }

    /// <summary>Whether a text is a number of JSON: a sign, digits without a leading zero, a fraction, an exponent. Its letters as bytes.</summary>
    private static bool IsNumber(string text, Span<byte> ascii)
    {
        int at = 0;
        foreach (char letter in text)
        {
            ascii[at++] = (byte)letter;
        }

        at = text.StartsWith('-') ? 1 : 0;
        int whole = Digits(text, ref at);
        if (whole == 0 || (whole > 1 && text[at - whole] == '0'))
        {
            return false;
        }

        if (at < text.Length && text[at] == '.')
        {
            at++;
            if (Digits(text, ref at) == 0)
            {
                return false;
            }
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
            at += at < text.Length && text[at] is '+' or '-' ? 1 : 0;
            if (Digits(text, ref at) == 0)
            {
                return false;
            }
        }

        return at == text.Length;
    }

    private static int Digits(string text, ref int at)
    {
        int first = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at - first;
    }

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
