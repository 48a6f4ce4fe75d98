using Freeboard.Data.Import.Prices;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Stooq;

/// <summary>Stooq downloads, of one firm or in bulk: closes adjusted for splits. Share counts must come from elsewhere.</summary>
internal static class StooqLayouts
{
    public const string Source = "stooq";

    public static IReadOnlyList<ISourceLayout> All { get; } =
    [
        new PriceLayout(Source, "history", "Stooq history", new PriceColumns
        {
            Schema = new TableSchema("Stooq history", ["Date|Data", "Close|Zamkniecie", "High|Najwyzszy", "Low|Najnizszy"], ["Open|Otwarcie", "Volume|Wolumen"]) { AllowsExtra = false },
            Codes = FirmCodes.Plain,
            Date = 0,
            Close = 1,
            High = 2,
            Low = 3,
            Open = 4,
            Volume = 5,
            SplitAdjusted = true,
            Currency = "USD",
        }),
        new PriceLayout(Source, "bulk", "Stooq bulk", new PriceColumns
        {
            Schema = new TableSchema("Stooq bulk", ["<TICKER>", "<DATE>", "<CLOSE>"], ["<OPEN>", "<HIGH>", "<LOW>", "<VOL>", "<PER>", "<TIME>", "<OPENINT>"]) { AllowsExtra = true },
            Codes = FirmCodes.Plain,
            Firm = 0,
            Date = 1,
            Close = 2,
            Open = 3,
            High = 4,
            Low = 5,
            Volume = 6,
            SplitAdjusted = true,
            Currency = "USD",
        }),
    ];
}
