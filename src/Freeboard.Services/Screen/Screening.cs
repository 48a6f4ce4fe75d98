using Freeboard.Assessment;

namespace Freeboard.Services.Screen;

/// <summary>The firms of a run as a screener lists them.</summary>
/// <remarks>
/// <para>Figures are those of the run's rows as they are; only differences between two of them and places among peers are computed here.</para>
/// <para>Peers: the firms of the same industry where at least five others of it have a distance on the latest date, else all firms of the run.</para>
/// </remarks>
public static class Screening
{
    /// <summary>Fewest others among whom a place is told.</summary>
    public const int FewestPeers = 5;

    /// <summary>How many dates the history of a row has at most.</summary>
    public const int HistoryDates = 60;

    /// <summary>The firms of a run, by code.</summary>
    /// <param name="run">The run.</param>
    public static IReadOnlyList<ScreenRow> RowsOf(AssessmentRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        DateOnly[] dates = [.. run.Rows.Select(static r => r.Date).Distinct().Order()];
        if (dates.Length == 0)
        {
            return [];
        }

        DateOnly latest = dates[^1];
        DateOnly? before = dates.Length > 1 ? dates[^2] : null;
        DateOnly? yearAgo = dates.LastOrDefault(d => d <= latest.AddYears(-1)) is { } found && found != default ? found : null;
        DateOnly[] shown = dates[Math.Max(0, dates.Length - HistoryDates)..];
        Dictionary<string, FirmDescription> known = run.Firms.ToDictionary(static f => f.Firm, StringComparer.Ordinal);
        Entry[] firms =
        [
            .. run.Rows.GroupBy(static r => r.Firm, StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal).Select(group =>
            {
                Dictionary<DateOnly, AssessmentRow> rows = group.ToDictionary(static r => r.Date);
                return new Entry(
                    known.GetValueOrDefault(group.Key) ?? new FirmDescription { Firm = group.Key, Name = group.Key, Currency = group.First().Currency, Kind = "general" },
                    rows.GetValueOrDefault(latest),
                    before is { } b ? DistanceOf(rows.GetValueOrDefault(b)) : null,
                    yearAgo is { } y ? DistanceOf(rows.GetValueOrDefault(y)) : null,
                    [.. shown.Select(d => DistanceOf(rows.GetValueOrDefault(d)))]);
            }),
        ];
        double[] all = Sorted(firms);
        Dictionary<string, double[]> industries = firms.Where(static f => f.Industry.Length > 0).GroupBy(static f => f.Industry, StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => Sorted(g), StringComparer.Ordinal);
        return [.. firms.Select(firm => RowOf(firm, all, industries.GetValueOrDefault(firm.Industry) ?? []))];
    }

    /// <summary>The rows that fit, in the order asked for. Rows without the figure that is sorted by come last; equal ones stand by code.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="criteria">What fits, and the order.</param>
    public static IReadOnlyList<ScreenRow> Choose(IReadOnlyList<ScreenRow> rows, ScreenCriteria criteria)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        IEnumerable<ScreenRow> chosen = rows.Where(criteria.Fits);
        Func<ScreenRow, string>? word = criteria.Sort switch
        {
            "name" => static r => r.Firm.Name,
            "industry" => static r => r.Firm.Industry ?? "",
            "status" => static r => r.Latest?.Status.ToString() ?? "",
            _ => null,
        };
        if (word is not null)
        {
            return [.. (criteria.Descending ? chosen.OrderByDescending(word, StringComparer.Ordinal) : chosen.OrderBy(word, StringComparer.Ordinal)).ThenBy(static r => r.Firm.Firm, StringComparer.Ordinal)];
        }

        Func<ScreenRow, double?> figure = FigureOf(criteria.Sort);
        IOrderedEnumerable<ScreenRow> known = chosen.OrderBy(r => figure(r) is null);
        return [.. (criteria.Descending ? known.ThenByDescending(figure) : known.ThenBy(figure)).ThenBy(static r => r.Firm.Firm, StringComparer.Ordinal)];
    }

    private static Func<ScreenRow, double?> FigureOf(string sort) => sort switch
    {
        "change" => static r => r.Change,
        "changeYear" => static r => r.ChangeYear,
        "edf" => static r => r.LnEdf,
        "peer" => static r => r.PeerPercentile,
        "equity" => static r => r.Latest?.EquityValue,
        "volatility" => static r => r.Latest?.EquityVolatility,
        "debt" => static r => r.DebtShare,
        _ => static r => r.Distance,
    };

    private static ScreenRow RowOf(Entry firm, double[] all, double[] industry)
    {
        double? distance = DistanceOf(firm.Latest);
        int own = distance is null ? 0 : 1;
        bool narrow = industry.Length - own >= FewestPeers;
        double[] group = narrow ? industry : all;
        int peers = group.Length - own;
        return new ScreenRow
        {
            Firm = firm.Firm,
            Latest = firm.Latest,
            Distance = distance,
            Change = distance - firm.Before,
            ChangeYear = distance - firm.YearAgo,
            LnEdf = firm.Latest is { Status: AssessmentStatus.Converged } row ? row.LnEdf : null,
            PeerPercentile = distance is { } d && peers >= FewestPeers ? 100.0 * Below(group, d) / peers : null,
            PeerGroup = narrow ? firm.Industry : "",
            Peers = peers,
            DebtShare = distance is null ? null : firm.Latest!.DefaultPoint / firm.Latest.AssetValue,
            History = firm.History,
        };
    }

    private static double? DistanceOf(AssessmentRow? row) => row is { Status: AssessmentStatus.Converged } ? row.DdRiskNeutral : null;

    private static double[] Sorted(IEnumerable<Entry> firms) => [.. firms.Select(static f => DistanceOf(f.Latest)).OfType<double>().Order()];

    private static int Below(double[] sorted, double value)
    {
        int low = 0;
        for (int high = sorted.Length; low < high;)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private sealed record Entry(FirmDescription Firm, AssessmentRow? Latest, double? Before, double? YearAgo, double?[] History)
    {
        public string Industry => Firm.Industry ?? "";
    }
}
