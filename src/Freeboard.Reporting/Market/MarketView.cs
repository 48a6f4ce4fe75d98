using Freeboard.Assessment;

namespace Freeboard.Reporting.Market;

/// <summary>A run as the pages read it: firms by risk, one set of dates, shares and bands. Nothing is solved here; rows are only arranged and counted.</summary>
public sealed class MarketView
{
    /// <summary>Distance below which a firm counts as high risk.</summary>
    public const double HighRiskDistance = 1;

    private readonly Lazy<Peers> distancePeers;
    private readonly Lazy<Peers> lnEdfPeers;
    private readonly Lazy<string[]> methods;
    private readonly Lazy<string[]> maps;
    private readonly Lazy<string[]> volatilityModels;
    private readonly Lazy<int> converged;

    private MarketView(AssessmentRun run, IReadOnlyList<DateOnly> dates, IReadOnlyList<FirmSeries> firms)
    {
        Run = run;
        Dates = dates;
        Firms = firms;
        WithDistance = [.. firms.Where(static f => f.LatestDistance is not null)];
        HighRisk = [.. Enumerable.Range(0, dates.Count).Select(i => ShareAt.Of(dates[i], firms, i))];
        Bands = DepthBand.Count(
            WithDistance.Select(static f => f.LatestDistance!.Value),
            dates.Count < 2 ? null : [.. firms.Select(static f => f.PreviousDistance).OfType<double>()]);

        // Made once for all pages of a run: they sort every firm on every date, and read every row.
        distancePeers = new Lazy<Peers>(() => new Peers([.. Firms.Select(static f => f.Distance)]));
        lnEdfPeers = new Lazy<Peers>(() => new Peers([.. Firms.Select(static f => f.LnEdf)]));
        methods = Words(static r => r.Method);
        maps = Words(static r => r.EdfMap);
        volatilityModels = Words(static r => r.VolatilityModel);
        converged = new Lazy<int>(() => Run.Rows.Count(static r => r.Status == AssessmentStatus.Converged));

        Lazy<string[]> Words(Func<AssessmentRow, string> of) => new(() => [.. Run.Rows.Select(of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Peers by distance.</summary>
    public Peers DistancePeers => distancePeers.Value;

    /// <summary>Peers by logarithm of the EDF.</summary>
    public Peers LnEdfPeers => lnEdfPeers.Value;

    /// <summary>Methods of the rows, in ordinal order.</summary>
    public IReadOnlyList<string> Methods => methods.Value;

    /// <summary>Maps of the rows' frequencies, in ordinal order.</summary>
    public IReadOnlyList<string> EdfMaps => maps.Value;

    /// <summary>Volatility models of the rows, in ordinal order.</summary>
    public IReadOnlyList<string> VolatilityModels => volatilityModels.Value;

    /// <summary>Rows that converged.</summary>
    public int Converged => converged.Value;

    /// <summary>The run.</summary>
    public AssessmentRun Run { get; }

    /// <summary>Dates of the run, ascending; empty for an empty run.</summary>
    public IReadOnlyList<DateOnly> Dates { get; }

    /// <summary>Firms, riskiest first: by distance, then those without one by code, then those that ended before the latest date.</summary>
    public IReadOnlyList<FirmSeries> Firms { get; }

    /// <summary>Firms with a distance on the latest date, riskiest first.</summary>
    public IReadOnlyList<FirmSeries> WithDistance { get; }

    /// <summary>Share of firms with a distance below <see cref="HighRiskDistance"/>, by date.</summary>
    public IReadOnlyList<ShareAt> HighRisk { get; }

    /// <summary>Firms by band of distance.</summary>
    public IReadOnlyList<DepthBand> Bands { get; }

    /// <summary>Latest date; null for an empty run.</summary>
    public DateOnly? Latest => Dates.Count == 0 ? null : Dates[^1];

    /// <summary>The date before the latest; null when there is none.</summary>
    public DateOnly? Previous => Dates.Count < 2 ? null : Dates[^2];

    /// <summary>Median distance on the latest date; null when no firm has one.</summary>
    public double? MedianDistance => WithDistance.Count == 0 ? null : Quantiles.Of([.. WithDistance.Select(static f => f.LatestDistance!.Value)], 0.5);

    /// <summary>Horizons of the latest rows, ascending and distinct, years.</summary>
    public IReadOnlyList<double> Horizons => [.. Firms.Select(static f => f.Last?.HorizonYears).OfType<double>().Distinct().Order()];

    /// <summary>Arranges a run.</summary>
    /// <param name="run">The run.</param>
    public static MarketView Of(AssessmentRun run)
    {
        DateOnly[] dates = [.. run.Rows.Select(static r => r.Date).Distinct().Order()];
        Dictionary<DateOnly, int> places = dates.Select(static (d, i) => (d, i)).ToDictionary(static p => p.d, static p => p.i);
        Dictionary<string, FirmDescription> known = run.Firms.ToDictionary(static f => f.Firm, StringComparer.Ordinal);
        List<FirmSeries> firms = [];
        foreach (IGrouping<string, AssessmentRow> group in run.Rows.GroupBy(static r => r.Firm, StringComparer.Ordinal))
        {
            AssessmentRow?[] rows = new AssessmentRow?[dates.Length];
            foreach (AssessmentRow row in group)
            {
                rows[places[row.Date]] = row;
            }

            FirmDescription firm = known.GetValueOrDefault(group.Key)
                ?? new FirmDescription { Firm = group.Key, Name = group.Key, Currency = group.First().Currency, Kind = "general" };
            firms.Add(new FirmSeries(firm, rows));
        }

        FirmSeries[] ordered =
        [
            .. firms
                .OrderBy(static f => f.LatestDistance is not null ? 0 : f.Latest is not null ? 1 : 2)
                .ThenBy(static f => f.LatestDistance ?? 0)
                .ThenBy(static f => f.Firm.Firm, StringComparer.Ordinal),
        ];
        for (int i = 0; i < ordered.Length && ordered[i].LatestDistance is not null; i++)
        {
            ordered[i].Rank = i + 1;
        }

        return new MarketView(run, dates, ordered);
    }
}
