using System.Globalization;
using System.Text;

namespace Freeboard.Reporting.Figures;

/// <summary>A history the size of a word, drawn on the server: thousands of them cost no script. Gaps stay gaps.</summary>
public static class Sparkline
{
    private const double Width = 104;
    private const double Height = 24;

    /// <summary>The drawing, hidden from screen readers because the row beside it says the figures; empty when there are no values.</summary>
    /// <param name="values">Values in order of date, null where there is none.</param>
    public static string Draw(IReadOnlyList<double?> values)
    {
        double[] known = [.. values.OfType<double>()];
        return known.Length == 0 ? "" : Draw(values, known.Min(), known.Max(), null);
    }

    /// <summary>The drawing on a scale that several share, with a level across it.</summary>
    /// <param name="values">Values in order of date, null where there is none.</param>
    /// <param name="low">Least of the scale.</param>
    /// <param name="high">Greatest of the scale.</param>
    /// <param name="level">A level to compare with; null for none.</param>
    public static string Draw(IReadOnlyList<double?> values, double low, double high, double? level)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (!values.Any(static v => v is not null))
        {
            return "";
        }

        double span = high - low;
        double X(int i) => values.Count < 2 ? Width - 4 : i * (Width - 4) / (values.Count - 1);
        double Y(double v) => span == 0 ? Height / 2 : Height - 3 - ((v - low) / span * (Height - 6));
        StringBuilder path = new();
        bool open = false;
        int last = -1;
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value)
            {
                open = false;
                continue;
            }

            path.Append(CultureInfo.InvariantCulture, $"{(open ? 'L' : 'M')}{X(i):0.#} {Y(value):0.#}");
            open = true;
            last = i;
        }

        string dot = string.Create(CultureInfo.InvariantCulture, $"cx=\"{X(last):0.#}\" cy=\"{Y(values[last]!.Value):0.#}\"");
        string line = level is { } at ? string.Create(CultureInfo.InvariantCulture, $"<line x1=\"0\" x2=\"{Width:0}\" y1=\"{Y(at):0.#}\" y2=\"{Y(at):0.#}\"/>") : "";
        return $"<svg class=\"spark\" width=\"104\" height=\"24\" viewBox=\"0 0 104 24\" aria-hidden=\"true\">{line}<path d=\"{path}\"/><circle {dot} r=\"2.2\"/></svg>";
    }
}
