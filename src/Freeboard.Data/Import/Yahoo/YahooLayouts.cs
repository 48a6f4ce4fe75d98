using Freeboard.Data.Import.Prices;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Yahoo;

/// <summary>Yahoo Finance downloads: one firm a file, closes adjusted for splits, adjusted closes for dividends too. Share counts must come from elsewhere.</summary>
internal static class YahooLayouts
{
    public const string Source = "yahoo";

    public static IReadOnlyList<ISourceLayout> All { get; } =
    [
        new PriceLayout(Source, "history", "Yahoo history", new PriceColumns
        {
            Schema = new TableSchema("Yahoo history", ["Date", "Close", "Adj Close|AdjClose|Adj_Close", "Volume"], ["Open", "High", "Low", "Ticker|Symbol"]) { AllowsExtra = true },
            Codes = FirmCodes.Plain,
            Date = 0,
            Close = 1,
            AdjustedClose = 2,
            Volume = 3,
            Open = 4,
            High = 5,
            Low = 6,
            Firm = 7,
            SplitAdjusted = true,
            Currency = "USD",
        }),
    ];
}
