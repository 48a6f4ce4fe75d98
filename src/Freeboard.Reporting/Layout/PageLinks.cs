using System.Globalization;

namespace Freeboard.Reporting.Layout;

/// <summary>Addresses of what a page points to: places on itself in the report, pages of their own in the dashboard.</summary>
public sealed record PageLinks
{
    /// <summary>Everything is on one page.</summary>
    public static PageLinks OnThePage { get; } = new()
    {
        Firm = PageContext.Address,
        Band = static number => string.Create(CultureInfo.InvariantCulture, $"#band={number}"),
        Ranking = "#ranking",
    };

    /// <summary>Nothing else is at hand: names stand without links.</summary>
    public static PageLinks Nowhere { get; } = new() { Firm = static _ => "", Band = static _ => "", Ranking = "" };

    /// <summary>Address of a firm, by its code.</summary>
    public required Func<string, string> Firm { get; init; }

    /// <summary>Address of the firms of a band of distance, by its number from 1.</summary>
    public required Func<int, string> Band { get; init; }

    /// <summary>Address of the list of all firms.</summary>
    public required string Ranking { get; init; }
}
