using System.Globalization;
using Freeboard.Uncertainty;

namespace Freeboard.Services.Uncertainty;

/// <summary>Distributions as they are written on a command line: <c>lognormal:-3.67,0.49</c>, <c>normal:0.035,0.01</c>, <c>linear:0.02,0.05</c>, <c>zigzag:0.02,0.035,0.05</c>, <c>empirical:0.02/0,0.035/0.7,0.05/1</c> (values with their beliefs).</summary>
public static class DistributionText
{
    /// <summary>Reads a distribution.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The distribution; null where the text is none.</returns>
    public static UncertaintyDistribution? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(':', 2);
        if (parts.Length != 2)
        {
            return null;
        }

        if (parts[0] == "empirical")
        {
            return Polygon(parts[1]);
        }

        List<double> numbers = [];
        foreach (string part in parts[1].Split(','))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
            {
                return null;
            }

            numbers.Add(number);
        }

        return (parts[0], numbers) switch
        {
            ("lognormal", [double e, > 0 and double s]) => new LognormalUncertainty(e, s),
            ("normal", [double e, > 0 and double s]) => new NormalUncertainty(e, s),
            ("linear", [double a, double b]) when b > a => new LinearUncertainty(a, b),
            ("zigzag", [double a, double b, double c]) when b > a && c > b => new ZigzagUncertainty(a, b, c),
            _ => null,
        };
    }

    private static EmpiricalUncertainty? Polygon(string text)
    {
        List<ExpertBelief> points = [];
        foreach (string point in text.Split(','))
        {
            double[] pair = [.. point.Split('/').Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN)];
            if (pair.Length != 2)
            {
                return null;
            }

            points.Add(new ExpertBelief(pair[0], pair[1]));
        }

        return ExpertData.TryCreate(points, out ExpertData? data) is null ? new EmpiricalUncertainty(data!) : null;
    }
}
