using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Layout;
using Freeboard.Reporting.Market;

namespace Freeboard.Web.Compare;

/// <summary>Figures and sentences of a comparison, from the firms' own rows: nothing is said that they do not support.</summary>
internal static class CompareText
{
    public static LineFigure Distance(PageContext page, IReadOnlyList<FirmSeries> firms) => Lines(page, firms, LineUnit.Distance, static f => f.Distance, static v => Numbers.Fixed(v, 2));

    public static LineFigure Edf(PageContext page, IReadOnlyList<FirmSeries> firms) => Lines(page, firms, LineUnit.LnProbability, static f => f.LnEdf, Numbers.Probability);

    /// <summary>Who stands nearest to default on the latest date; only the subject where too few have a distance, or the figures read the same.</summary>
    public static string Title(PageContext page, IReadOnlyList<FirmSeries> firms, Phrasebook words)
    {
        FirmSeries[] known = Known(firms);
        return known.Length > 1 && Read(known[0]) != Read(known[1])
            ? words.Say("compare.distance.least", known[0].Firm.Name, Read(known[0]))
            : words["compare.distance.title"];
    }

    public static string Lede(PageContext page, IReadOnlyList<FirmSeries> firms, Phrasebook words)
    {
        FirmSeries[] known = Known(firms);
        return known.Length > 1
            ? words.Say("compare.lede", Numbers.Day(page.View.Latest!.Value), known[0].Firm.Name, Read(known[0]), known[^1].Firm.Name, Read(known[^1]))
            : words["compare.text"];
    }

    public static string Summary(PageContext page, IReadOnlyList<FirmSeries> firms, Phrasebook words) => words.Say(
        "compare.summary", string.Join("; ", firms.Select(f => f.LatestDistance is null ? words.Say("compare.summary.none", f.Firm.Name) : $"{f.Firm.Name} {Read(f)}")));

    public static string EdfSummary(PageContext page, IReadOnlyList<FirmSeries> firms, Phrasebook words) => words.Say(
        "compare.summary.edf", string.Join("; ", firms.Select(f => f.LnEdf.Count > 0 && f.LnEdf[^1] is { } ln ? $"{f.Firm.Name} {Numbers.Probability(ln)}" : words.Say("compare.summary.none", f.Firm.Name))));

    private static FirmSeries[] Known(IReadOnlyList<FirmSeries> firms) => [.. firms.Where(static f => f.LatestDistance is not null).OrderBy(static f => f.LatestDistance)];

    private static string Read(FirmSeries firm) => Numbers.Fixed(firm.LatestDistance!.Value, 2);

    private static LineFigure Lines(PageContext page, IReadOnlyList<FirmSeries> firms, LineUnit unit, Func<FirmSeries, IReadOnlyList<double?>> values, Func<double, string> say) => new()
    {
        Unit = unit,
        DateName = page.Words["figure.date"],
        Series = [.. firms.Select(f =>
        {
            IReadOnlyList<double?> line = values(f);
            double? last = line.LastOrDefault(static v => v is not null);
            return new LineSeries($"{f.Firm.Name} {f.Firm.Firm}", last is { } v ? $"{f.Firm.Firm} {say(v)}" : f.Firm.Firm, LineStyle.Compared, line, $"{f.Firm.Firm} …");
        })],
    };
}
