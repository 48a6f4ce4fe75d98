using System.Globalization;

namespace Freeboard.Cli;

/// <summary>Horizons as they are written on a command line: 12m, 18m, 2y, or months alone.</summary>
internal static class HorizonText
{
    /// <summary>Reads a horizon as months, 1 to 600.</summary>
    /// <exception cref="SettingException">The text is none.</exception>
    public static int Months(string option, string text)
    {
        int unit = text.EndsWith('y') ? 12 : 1;
        string digits = text.EndsWith('y') || text.EndsWith('m') ? text[..^1] : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= 600 / unit
            ? number * unit
            : throw new SettingException(option, text, "give months or years, such as 12m or 2y, up to 600 months.");
    }
}
