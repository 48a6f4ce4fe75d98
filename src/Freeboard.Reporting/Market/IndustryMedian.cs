namespace Freeboard.Reporting.Market;

/// <summary>One industry's median distance over time.</summary>
/// <param name="Industry">Its name, as the input spells it.</param>
/// <param name="Firms">Firms with a distance on the latest date.</param>
/// <param name="Medians">Median distance by date; null where no firm of it has one.</param>
public sealed record IndustryMedian(string Industry, int Firms, IReadOnlyList<double?> Medians)
{
    /// <summary>The most that are shown.</summary>
    public const int Most = 12;

    private const int LeastFirms = 2;
    private const int Years = 2;

    /// <summary>Median on the latest date.</summary>
    public double Latest => Medians[^1]!.Value;

    /// <summary>Change since the date before; null when there is none.</summary>
    public double? Change => Medians.Count < 2 ? null : Latest - Medians[^2];

    /// <summary>The industries with the most firms, nearest to default first, over the last two years of a run.</summary>
    /// <param name="view">The run.</param>
    /// <returns>Empty where there are fewer than two industries of two firms with a distance.</returns>
    public static IReadOnlyList<IndustryMedian> Of(MarketView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Latest is not { } latest)
        {
            return [];
        }

        int first = Enumerable.Range(0, view.Dates.Count).First(i => view.Dates[i] >= latest.AddYears(-Years));
        IndustryMedian[] all =
        [
            .. view.Firms.Where(static f => !string.IsNullOrEmpty(f.Firm.Industry)).GroupBy(static f => f.Firm.Industry!, StringComparer.Ordinal)
                .Select(group => (group.Key, Firms: group.Count(static f => f.LatestDistance is not null), Members: group.ToArray()))
                .Where(static g => g.Firms >= LeastFirms)
                .OrderByDescending(static g => g.Firms).ThenBy(static g => g.Key, StringComparer.Ordinal)
                .Take(Most)
                .Select(g => new IndustryMedian(g.Key, g.Firms, [.. Enumerable.Range(first, view.Dates.Count - first).Select(i => MedianOf(g.Members, i))]))
                .OrderBy(static m => m.Latest).ThenBy(static m => m.Industry, StringComparer.Ordinal),
        ];
        return all.Length < 2 ? [] : all;
    }

    private static double? MedianOf(FirmSeries[] firms, int date)
    {
        double[] known = [.. firms.Select(f => f.Distance[date]).OfType<double>()];
        return known.Length == 0 ? null : Quantiles.Of(known, 0.5);
    }
}
