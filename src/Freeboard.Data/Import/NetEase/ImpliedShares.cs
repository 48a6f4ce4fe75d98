using Freeboard.Data.AsOf;

namespace Freeboard.Data.Import.NetEase;

/// <summary>Share counts implied by market value / close. A new fact stands where the counts change.</summary>
internal static class ImpliedShares
{
    // Market values are printed to 12 digits, so that a change below this size is rounding.
    public const double Tolerance = 1e-8;

    public static IEnumerable<ShareFact> Of(List<HistoryRow> rows, string source)
    {
        double lastTotal = 0;
        double lastTradable = 0;
        foreach (HistoryRow row in rows)
        {
            if (!row.Trading || row.TotalMarketValue is not { } value)
            {
                continue;
            }

            double total = Math.Round(value / row.Close);
            double tradable = Math.Round((row.TradableMarketValue ?? value) / row.Close);
            if (Changed(total, lastTotal) || Changed(tradable, lastTradable))
            {
                (lastTotal, lastTradable) = (total, tradable);
                yield return new ShareFact
                {
                    ValidFrom = row.Date,
                    KnownOn = row.Date,
                    Tradable = tradable,
                    Restricted = Math.Max(0, total - tradable),
                    Source = source + " (market value / close)",
                };
            }
        }
    }

    public static bool Changed(double count, double last) => Math.Abs(count - last) > Tolerance * Math.Max(count, last) + 1;
}
