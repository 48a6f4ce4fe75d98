namespace Freeboard.Macro;

/// <summary>What a series of the economy is turned into before it explains anything.</summary>
public enum SeriesTransform
{
    /// <summary>The series itself.</summary>
    Level = 0,

    /// <summary>x_t - x_{t-1}.</summary>
    Difference,

    /// <summary>ln x_t - ln x_{t-1}: growth over a period.</summary>
    Growth,

    /// <summary>x_t - x_{t-s} over a year of s periods, which takes a season out.</summary>
    SeasonalDifference,

    /// <summary>ln x_t - ln x_{t-s}: growth over a year, which takes a season out.</summary>
    SeasonalGrowth,
}

/// <summary>Turns series into growth, differences and standard units.</summary>
public static class SeriesTransforms
{
    /// <summary>Transforms a series.</summary>
    /// <param name="series">Values in order of time, one a period; null where there is none.</param>
    /// <param name="transform">What to turn it into.</param>
    /// <param name="periodsPerYear">s: 12 for months, 4 for quarters; at least 1.</param>
    /// <returns>As many values; null where the value or the one before it is absent, or a logarithm has none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">s is below 1.</exception>
    public static double?[] Apply(IReadOnlyList<double?> series, SeriesTransform transform, int periodsPerYear)
    {
        ArgumentNullException.ThrowIfNull(series);
        int back = Reach(transform, periodsPerYear);
        double?[] answer = new double?[series.Count];
        for (int t = 0; t < answer.Length; t++)
        {
            answer[t] = t < back ? null : Between(series[t], series[t - back], transform);
        }

        return answer;
    }

    /// <summary>Periods that a transform looks back: 0, 1 or a year.</summary>
    /// <param name="transform">The transform.</param>
    /// <param name="periodsPerYear">s; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">s is below 1.</exception>
    public static int Reach(SeriesTransform transform, int periodsPerYear)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(periodsPerYear, 1);
        return transform switch
        {
            SeriesTransform.Level => 0,
            SeriesTransform.Difference or SeriesTransform.Growth => 1,
            _ => periodsPerYear,
        };
    }

    /// <summary>The transform of one value from the one it is measured against.</summary>
    /// <param name="now">The value.</param>
    /// <param name="before">The value a transform's reach earlier; not read for a level.</param>
    /// <param name="transform">The transform.</param>
    /// <returns>Null where a value is absent, or a logarithm has none.</returns>
    public static double? Between(double? now, double? before, SeriesTransform transform) => (now, before, transform) switch
    {
        ({ } a, _, SeriesTransform.Level) => Finite(a),
        ({ } a, { } b, SeriesTransform.Difference or SeriesTransform.SeasonalDifference) => Finite(a - b),
        ({ } a, { } b, SeriesTransform.Growth or SeriesTransform.SeasonalGrowth) when a > 0 && b > 0 => Finite(Math.Log(a) - Math.Log(b)),
        _ => null,
    };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>A column in units of its own scatter: (x - mean)/deviation.</summary>
/// <param name="Mean">Mean of the sample.</param>
/// <param name="Deviation">Standard deviation of the sample, divisor n - 1; positive.</param>
/// <param name="Least">Smallest value of the sample.</param>
/// <param name="Greatest">Largest value of the sample: beyond both, a prediction extrapolates.</param>
public readonly record struct Standardisation(double Mean, double Deviation, double Least, double Greatest)
{
    /// <summary>Leaves values as they are, with the range of a sample.</summary>
    /// <param name="values">The sample, at least one value.</param>
    public static Standardisation None(ReadOnlySpan<double> values)
    {
        (double least, double greatest) = Range(values);
        return new Standardisation(0, 1, least, greatest);
    }

    /// <summary>Measures a sample.</summary>
    /// <param name="values">At least two values.</param>
    /// <returns>Null where the sample does not move.</returns>
    public static Standardisation? Of(ReadOnlySpan<double> values)
    {
        double mean = 0;
        foreach (double value in values)
        {
            mean += value / values.Length;
        }

        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        double deviation = values.Length < 2 ? 0 : Math.Sqrt(squares / (values.Length - 1));
        (double least, double greatest) = Range(values);
        return deviation > 1e-14 * Math.Max(Math.Abs(least), Math.Abs(greatest)) && double.IsFinite(deviation) ? new Standardisation(mean, deviation, least, greatest) : null;
    }

    /// <summary>A value in standard units.</summary>
    /// <param name="value">In the unit of the column.</param>
    public double Apply(double value) => (value - Mean) / Deviation;

    /// <summary>A value in the unit of the column.</summary>
    /// <param name="standard">In standard units.</param>
    public double Undo(double standard) => Mean + (standard * Deviation);

    /// <summary>Whether a value lies beyond what the sample held.</summary>
    /// <param name="value">In the unit of the column.</param>
    public bool Extrapolates(double value) => value < Least || value > Greatest;

    private static (double Least, double Greatest) Range(ReadOnlySpan<double> values)
    {
        double least = double.PositiveInfinity;
        double greatest = double.NegativeInfinity;
        foreach (double value in values)
        {
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }

        return (least, greatest);
    }
}
