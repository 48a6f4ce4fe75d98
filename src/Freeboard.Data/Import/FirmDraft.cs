using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Volatility;

namespace Freeboard.Data.Import;

/// <summary>A firm while its files are being read.</summary>
internal sealed class FirmDraft(FirmDescription description)
{
    public FirmDescription Description { get; } = description;

    public DateOnly? Listed { get; init; }

    public DateOnly? Delisted { get; init; }

    public List<PriceRow> Prices { get; set; } = [];

    /// <summary>The file the prices came from; two sources for one firm are an error.</summary>
    public string? PriceSource { get; set; }

    public ClassPriceSeries? BPrices { get; set; }

    public ClassPriceSeries? HPrices { get; set; }

    public List<ShareFact> Shares { get; } = [];

    public List<StatementFact> Statements { get; } = [];

    /// <summary>Turns the draft into sorted arrays. Prices are sorted already.</summary>
    public FirmHistory Build()
    {
        PriceRow[] trading = [.. Prices.Where(static r => r.Trading)];
        PriceRow[] valued = [.. Prices.Where(static r => r.MarketValue > 0)];
        return new FirmHistory
        {
            Firm = Description,
            Listed = Listed,
            Delisted = Delisted,
            Prices = Array.ConvertAll(trading, static r => new PriceObservation { Date = r.Date, AdjustedClose = r.Close * r.Factor, ReturnBreak = r.ReturnBreak }),
            BreakCounts = BreakCountsOf(trading),
            RawCloses = Array.ConvertAll(trading, static r => r.Close),
            MarketValueDates = Array.ConvertAll(valued, static r => r.Date),
            MarketValues = Array.ConvertAll(valued, static r => r.MarketValue),
            BPrices = BPrices,
            HPrices = HPrices,
            Shares = [.. Shares.OrderBy(static s => s.ValidFrom).ThenBy(static s => s.KnownOn)],
            Statements = [.. Statements.OrderBy(static s => s.PeriodEnd).ThenBy(static s => s.Announced).ThenBy(static s => s.Revised)],
        };
    }

    private static int[]? BreakCountsOf(PriceRow[] trading)
    {
        if (!trading.Any(static r => r.ReturnBreak))
        {
            return null;
        }

        int[] counts = new int[trading.Length];
        int count = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            count += trading[i].ReturnBreak ? 1 : 0;
            counts[i] = count;
        }

        return counts;
    }
}
