using System.Globalization;
using Freeboard.Macro;

namespace Freeboard.Services.Macro;

/// <summary>A driver as the command line writes it: SERIES:TRANSFORM:LAG, such as industrial_output:growth:1.</summary>
/// <param name="Series">Column of the series.</param>
/// <param name="Transform">What it is turned into.</param>
/// <param name="Lag">Periods of the series by which it goes before what is known (or before the period, by timing).</param>
public readonly record struct DriverSpecification(string Series, SeriesTransform Transform, int Lag)
{
    private static readonly (string Word, SeriesTransform Transform)[] Words =
    [
        ("level", SeriesTransform.Level), ("difference", SeriesTransform.Difference), ("growth", SeriesTransform.Growth),
        ("seasonal-difference", SeriesTransform.SeasonalDifference), ("yoy", SeriesTransform.SeasonalGrowth),
    ];

    /// <summary>The words of the transforms.</summary>
    public static IEnumerable<string> TransformWords => Words.Select(static w => w.Word);

    /// <summary>Its name in results: series:transform:lag.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Series}:{WordOf(Transform)}:{Lag}");

    /// <summary>Reads one; the transform may be left out (growth), the lag too (0).</summary>
    /// <param name="text">The text.</param>
    /// <returns>Null where it is none.</returns>
    public static DriverSpecification? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(':');
        if (parts.Length > 3 || parts[0].Length == 0)
        {
            return null;
        }

        SeriesTransform? transform = parts.Length < 2 ? SeriesTransform.Growth : TransformOf(parts[1]);
        int lag = 0;
        return transform is { } known && (parts.Length < 3 || int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out lag)) && lag <= 60
            ? new DriverSpecification(parts[0], known, lag)
            : null;
    }

    /// <summary>The transform of a word; null for none.</summary>
    /// <param name="word">The word.</param>
    public static SeriesTransform? TransformOf(string word) => Words.Where(w => w.Word == word).Select(static w => (SeriesTransform?)w.Transform).FirstOrDefault();

    /// <summary>The word of a transform.</summary>
    /// <param name="transform">The transform.</param>
    public static string WordOf(SeriesTransform transform) => Words.First(w => w.Transform == transform).Word;
}
