namespace Freeboard.Reporting.Market;

/// <summary>How many firms stand in one band of distance, on the latest date and the date before.</summary>
/// <param name="Number">Number of the band, from 1 (least freeboard).</param>
/// <param name="Label">Its bounds as text: 1–2 holds distances from 1 to below 2.</param>
/// <param name="Firms">Firms on the latest date.</param>
/// <param name="Before">Firms on the date before; null when there is none.</param>
public sealed record DepthBand(int Number, string Label, int Firms, int? Before)
{
    private static readonly double[] Tops = [0, 1, 2, 3, 4, 6];

    /// <summary>Labels of the bands, in order.</summary>
    public static IReadOnlyList<string> Labels { get; } = ["< 0", "0\u20131", "1\u20132", "2\u20133", "3\u20134", "4\u20136", "\u2265 6"];

    /// <summary>The band of a distance.</summary>
    /// <param name="distance">Distance to default, any finite number.</param>
    public static int Of(double distance)
    {
        int number = 1;
        foreach (double top in Tops)
        {
            if (distance < top)
            {
                break;
            }

            number++;
        }

        return number;
    }

    internal static IReadOnlyList<DepthBand> Count(IEnumerable<double> latest, IReadOnlyCollection<double>? before)
    {
        int[] now = new int[Labels.Count];
        int[] then = new int[Labels.Count];
        foreach (double distance in latest)
        {
            now[Of(distance) - 1]++;
        }

        foreach (double distance in before ?? [])
        {
            then[Of(distance) - 1]++;
        }

        return [.. Labels.Select((label, i) => new DepthBand(i + 1, label, now[i], before is null ? null : then[i]))];
    }
}
