using System.Globalization;
using Freeboard.Reporting.Language;

namespace Freeboard.Reporting.Tables;

/// <summary>Numbers of a table for reading: four digits that matter, counts whole; the exact ones are in the CSV.</summary>
internal static class TableNumber
{
    /// <summary>A cell's text for reading; an empty cell is a dash.</summary>
    internal static string Of(string cell) =>
        cell.Length == 0 ? Numbers.Absent
        : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? Of(value)
        : cell;

    /// <summary>A number for reading.</summary>
    internal static string Of(double value)
    {
        double size = Math.Abs(value);
        if (value == Math.Floor(value) && size < 1e9)
        {
            return Numbers.Fixed(value, 0);
        }

        return size < 1e-5
            ? (value < 0 ? "\u2212" : "") + Numbers.PowerOfTen(Math.Log(size))
            : Numbers.Fixed(value, (int)Math.Clamp(3 - Math.Floor(Math.Log10(size)), 0, 8));
    }

    /// <summary>A probability for reading.</summary>
    internal static string Probability(double value) => value > 0 ? Numbers.Probability(Math.Log(value)) : Numbers.Percent(0, 0);
}
