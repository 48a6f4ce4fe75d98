using System.Globalization;

namespace Freeboard.Reporting.Language;

/// <summary>Numbers as the pages write them: true minus sign, fixed decimals, grouped thousands, the same on every machine.</summary>
/// <remarks>The charts bundle follows the same rules (charts/src/Figures/format.ts); a browser test compares the two.</remarks>
public static class Numbers
{
    /// <summary>What stands where there is no number.</summary>
    public const string Absent = "\u2014";

    private const string Superscript = "\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079";

    /// <summary>A number with fixed decimals and grouped thousands; a value that rounds to zero has no sign.</summary>
    /// <param name="value">Any finite number.</param>
    /// <param name="decimals">Decimals, from 0.</param>
    public static string Fixed(double value, int decimals)
    {
        string text = value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        bool zero = text.AsSpan().IndexOfAnyInRange('1', '9') < 0;
        return zero ? text.TrimStart('-') : text.Replace('-', '\u2212');
    }

    /// <summary>A change, with its sign; zero after rounding has none.</summary>
    /// <param name="value">Any finite number.</param>
    /// <param name="decimals">Decimals, from 0.</param>
    public static string Signed(double value, int decimals)
    {
        string text = Fixed(value, decimals);
        return value > 0 && text.AsSpan().IndexOfAnyInRange('1', '9') >= 0 ? "+" + text : text;
    }

    /// <summary>A fraction as a percentage.</summary>
    /// <param name="fraction">Decimal fraction: 0.0164 is 1.64 %.</param>
    /// <param name="decimals">Decimals of the percentage.</param>
    public static string Percent(double fraction, int decimals) => Fixed(100 * fraction, decimals) + "%";

    /// <summary>A count with grouped thousands.</summary>
    /// <param name="count">The count.</param>
    public static string Count(int count) => Fixed(count, 0);

    /// <summary>A day, ISO 8601.</summary>
    /// <param name="day">The day.</param>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A year and month, ISO 8601.</summary>
    /// <param name="day">A day of the month.</param>
    public static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>A probability as a percentage. A positive one is never written as zero, one below certainty never as 100 %.</summary>
    /// <param name="lnProbability">Its natural logarithm, so that it can be said of probabilities that underflow.</param>
    public static string Probability(double lnProbability)
    {
        double probability = Math.Exp(lnProbability);
        return lnProbability >= 0 ? "100%"
            : probability < 0.0001 ? "<0.01%"
            : probability > 0.9999 ? ">99.99%"
            : Percent(probability, 2);
    }

    /// <summary>A probability in powers of ten, 1.6 × 10⁻², exact where the percentage says only that it is small.</summary>
    /// <param name="lnProbability">Its natural logarithm.</param>
    public static string PowerOfTen(double lnProbability)
    {
        double log10 = lnProbability / Math.Log(10);
        double exponent = Math.Floor(log10);
        string mantissa = Fixed(Math.Pow(10, log10 - exponent), 1);
        // 9.96 rounds to 10.0: that is one more power of ten.
        if (mantissa == "10.0")
        {
            mantissa = "1.0";
            exponent++;
        }

        string digits = Math.Abs(exponent).ToString("F0", CultureInfo.InvariantCulture);
        return $"{mantissa} \u00D7 10{(exponent < 0 ? "\u207B" : "")}{string.Concat(digits.Select(static d => Superscript[d - '0']))}";
    }

    /// <summary>An amount in a unit already chosen: three to four digits that matter.</summary>
    /// <param name="value">Amount in the unit.</param>
    public static string Amount(double value)
    {
        double size = Math.Abs(value);
        return Fixed(value, size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : size == 0 ? 0 : 3);
    }

    /// <summary>A number for a machine: shortest text that reads back as the same number, invariant culture.</summary>
    /// <param name="value">Any finite number, or null.</param>
    public static string? Exact(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);
}
