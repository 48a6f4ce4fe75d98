using System.Globalization;

namespace Freeboard.Validation;

/// <summary>A figure as it stands in a publication: its text, its value, and how exactly it was printed.</summary>
/// <remarks>
/// Method: a rounded figure stands for every value within half a unit of its last printed digit. Trailing zeros after the
/// decimal point count as printed (0.320 is known to 0.0005), and an exponent scales the unit (1.56e9 is known to 5e6).
/// A whole number is taken as printed to its last digit (1200 is known to 0.5), since nothing shows which of its zeros are significant.
/// </remarks>
public readonly record struct PrintedFigure
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private PrintedFigure(string text, double value, double halfUnit)
    {
        Text = text;
        Value = value;
        HalfUnit = halfUnit;
    }

    /// <summary>The text as printed.</summary>
    public string Text { get; }

    /// <summary>The value of the text.</summary>
    public double Value { get; }

    /// <summary>Half a unit of the last printed digit, in the unit of <see cref="Value"/>; positive.</summary>
    public double HalfUnit { get; }

    /// <summary>Reads a printed figure: digits with an optional sign, decimal point and exponent; invariant culture.</summary>
    /// <param name="text">The text, for instance 0.320 or 1.56e9.</param>
    /// <param name="figure">The figure, when the text is one.</param>
    /// <returns>Whether the text is a finite number in that form.</returns>
    public static bool TryParse(string? text, out PrintedFigure figure)
    {
        figure = default;
        if (!double.TryParse(text, Style, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
        {
            return false;
        }

        int exponentMark = text!.IndexOfAny(['e', 'E']);
        ReadOnlySpan<char> mantissa = exponentMark < 0 ? text : text.AsSpan(0, exponentMark);
        int exponent = 0;
        if (exponentMark >= 0 && !int.TryParse(text.AsSpan(exponentMark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
        {
            return false;
        }

        int point = mantissa.IndexOf('.');
        int decimals = point < 0 ? 0 : mantissa.Length - point - 1;
        double halfUnit = 0.5 * Math.Pow(10, exponent - decimals);
        if (!double.IsFinite(halfUnit) || halfUnit == 0)
        {
            return false;
        }

        figure = new PrintedFigure(text, value, halfUnit);
        return true;
    }

    /// <summary>Reads a printed figure.</summary>
    /// <param name="text">The text, for instance 0.320 or 1.56e9.</param>
    /// <exception cref="FormatException">The text is not a finite number in that form.</exception>
    public static PrintedFigure Parse(string text) =>
        TryParse(text, out PrintedFigure figure) ? figure : throw new FormatException($"'{text}' is not a printed figure: digits with an optional sign, decimal point and exponent.");

    /// <summary>The text as printed.</summary>
    public override string ToString() => Text ?? "";
}
