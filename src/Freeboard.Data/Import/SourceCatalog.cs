using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import;

/// <summary>Every layout that is known, and the recognition of a table by its header.</summary>
internal static class SourceCatalog
{
    private const int SampleRows = 4;

    public static IReadOnlyList<ISourceLayout> All { get; } =
    [
        .. Tushare.TushareLayouts.All, .. AkShare.AkShareLayouts.All, .. Baostock.BaostockLayouts.All, .. NetEase.NetEaseLayouts.All, .. Csmar.CsmarLayouts.All, .. Wrds.WrdsLayouts.All,
        .. SecStatements.SecLayouts.All, .. Yahoo.YahooLayouts.All, .. Stooq.StooqLayouts.All, .. Generic.GenericLayouts.Canonical,
    ];

    /// <summary>Layouts of vendors: all but the canonical ones.</summary>
    public static IReadOnlyList<ISourceLayout> Vendors { get; } = [.. All.Where(static l => l.Source != Generic.GenericLayouts.CanonicalSource)];

    /// <summary>Words for <c>--source</c>.</summary>
    public static IReadOnlyList<string> Sources { get; } = [.. All.Select(static l => l.Source).Distinct(StringComparer.Ordinal), Generic.GenericLayouts.Source];

    /// <summary>Header and first rows of a table; null when it has none.</summary>
    public static HeaderSample? SampleOf(SourceFile source)
    {
        using ITableReader rows = source.OpenRows();
        if (!rows.Read())
        {
            return null;
        }

        string[] header = rows.Fields();
        List<string[]> first = [];
        while (first.Count < SampleRows && rows.Read())
        {
            first.Add(rows.Fields());
        }

        return new HeaderSample(source.Name, header, first);
    }

    /// <summary>The layout that fits best; null when none does. Of layouts that fit equally well the first in the catalog is taken.</summary>
    public static (ISourceLayout Layout, LayoutMatch Match)? Recognise(HeaderSample sample, IEnumerable<ISourceLayout> layouts)
    {
        (ISourceLayout Layout, LayoutMatch Match)? best = null;
        foreach (ISourceLayout layout in layouts)
        {
            if (layout.Match(sample) is { } match && (best is null || match.Score > best.Value.Match.Score))
            {
                best = (layout, match);
            }
        }

        return best;
    }

    /// <summary>What a table that no layout fits lacks: the nearest layout and its missing columns.</summary>
    public static string? Nearest(HeaderSample sample, IEnumerable<ISourceLayout> layouts) =>
        layouts.OfType<TableLayout>()
            .Select(l => (Layout: l, Missing: l.MissingColumns(sample).ToList(), Found: l.FoundColumns(sample)))
            .Where(static l => l.Found >= 2 && l.Missing.Count > 0)
            .OrderBy(static l => l.Missing.Count).ThenByDescending(static l => l.Found)
            .Select(static l => $"{l.Layout.Title} would need also: {string.Join(", ", l.Missing)}")
            .FirstOrDefault();
}
