using Freeboard.Assessment;
using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Layout;
using Freeboard.Reporting.Market;

namespace Freeboard.Reporting.Firm;

/// <summary>Data of a firm's figures, from its rows.</summary>
public static class FirmFigures
{
    /// <summary>Asset value over default point.</summary>
    /// <param name="page">The page.</param>
    /// <param name="firm">The firm.</param>
    public static WaterlineFigure Waterline(PageContext page, FirmSeries firm)
    {
        Phrasebook words = page.Words;
        MoneyUnit unit = Unit(page, firm);
        int lowest = FirmSummaries.Lowest(firm.Distance);
        AssessmentRow? latest = firm.LatestDistance is null ? null : firm.Latest;
        string deck = latest?.AssetValue is { } v ? unit.Number(v) : Numbers.Absent;
        string water = latest?.DefaultPoint is { } d ? unit.Number(d) : Numbers.Absent;
        return new WaterlineFigure
        {
            DateName = words["figure.date"],
            Currency = firm.Last?.Currency ?? firm.Firm.Currency,
            UnitScale = unit.Scale,
            UnitPrefix = unit.Prefix,
            UnitSuffix = unit.Suffix,
            AssetValue = Column(firm, static r => r.AssetValue),
            DefaultPoint = Column(firm, static r => r.DefaultPoint),
            AssetVolatility = Column(firm, static r => r.AssetVolatility),
            Rate = Column(firm, static r => r.RiskFreeRate),
            Horizon = Column(firm, static r => r.HorizonYears),
            Distance = firm.Distance,
            Names = new WaterlineNames(words["waterline.asset"], words["waterline.default"], words["waterline.volatility"], words["distance.name"]),
            DeckText = words.Say("waterline.deck", deck),
            DeckShort = words.Say("waterline.deck.short", deck),
            WaterText = words.Say("waterline.water", water),
            WaterShort = words.Say("waterline.water.short", water),
            DistanceText = firm.LatestDistance is { } dd ? words.Say("waterline.distance", Numbers.Fixed(dd, 2)) : "",
            // A low that reads like today's figure is none.
            Lowest = lowest < 0 || lowest == firm.Distance.Count - 1 || (firm.LatestDistance is { } today && Numbers.Fixed(today, 2) == Numbers.Fixed(firm.Distance[lowest]!.Value, 2))
                ? null
                : new PointMark(lowest, words.Say("waterline.lowest", Numbers.Fixed(firm.Distance[lowest]!.Value, 2), Numbers.Month(page.View.Dates[lowest]))),
            Ruler = latest is { AssetValue: > 0, DefaultPoint: > 0, AssetVolatility: > 0, RiskFreeRate: not null, HorizonYears: > 0 },
        };
    }

    /// <summary>History of the distance with its peers.</summary>
    /// <param name="page">The page.</param>
    /// <param name="firm">The firm.</param>
    public static LineFigure Distance(PageContext page, FirmSeries firm) =>
        History(page, firm.Distance, page.DistancePeers, LineUnit.Distance, "distance", static v => Numbers.Fixed(v, 2));

    /// <summary>History of the EDF with its peers, as logarithms.</summary>
    /// <param name="page">The page.</param>
    /// <param name="firm">The firm.</param>
    public static LineFigure Edf(PageContext page, FirmSeries firm) =>
        History(page, firm.LnEdf, page.LnEdfPeers, LineUnit.LnProbability, "edf", Numbers.Probability);

    /// <summary>The unit of a firm's amounts: by its largest asset value or default point.</summary>
    /// <param name="page">The page.</param>
    /// <param name="firm">The firm.</param>
    public static MoneyUnit Unit(PageContext page, FirmSeries firm)
    {
        double largest = firm.Rows.Max(static r => Math.Max(r?.AssetValue ?? 0, r?.DefaultPoint ?? 0));
        return MoneyUnit.For(firm.Last?.Currency ?? firm.Firm.Currency, largest, page.Words);
    }

    private static LineFigure History(PageContext page, IReadOnlyList<double?> own, Peers peers, LineUnit unit, string key, Func<double, string> say)
    {
        Phrasebook words = page.Words;
        int last = FirmSentences.LastKnown(own);
        string end = last < 0 ? ""
            : last == own.Count - 1 ? words.Say($"{key}.end", say(own[last]!.Value))
            : words.Say($"{key}.end.past", say(own[last]!.Value), Numbers.Month(page.View.Dates[last]));
        List<LineSeries> lines = [new(words[$"{key}.name"], end, LineStyle.Firm, own, words.Say($"{key}.end", "…"))];
        IReadOnlyList<double?> median = peers.Quantile(own, 0.5);
        int medianLast = FirmSentences.LastKnown(median);
        LineBand? band = null;
        if (medianLast >= 0)
        {
            lines.Add(new LineSeries(words["peer.median"], words.Say("peer.end", say(median[medianLast]!.Value)), LineStyle.Peer, median, words.Say("peer.end", "…")));
            // A small probability is a bad firm's lower tail: on the EDF the 10th percentile is the safe end, as it is for any number.
            band = new LineBand(words["peer.low"], words["peer.high"], peers.Quantile(own, 0.1), peers.Quantile(own, 0.9));
        }

        return new LineFigure { Unit = unit, DateName = words["figure.date"], Series = lines, Band = band };
    }

    /// <summary>Values of different currencies cannot stand on one axis: rows in another currency than the last are gaps.</summary>
    private static IReadOnlyList<double?> Column(FirmSeries firm, Func<AssessmentRow, double?> value)
    {
        string? currency = firm.Last?.Currency;
        return [.. firm.Rows.Select(r => r is null || r.Currency != currency ? null : value(r))];
    }
}
