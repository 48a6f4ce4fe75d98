using Freeboard.Data.AsOf;

namespace Freeboard.Data.Import;

/// <summary>
/// Adjusted closes from facts: by the vendor's cumulative factors where there are any, else by the factor of the price row,
/// else by previous closes after rights and dividends, else not at all. The factor of a day never depends on later ones.
/// </summary>
internal static class Adjustment
{
    /// <summary>Price rows in order of their days, with factors.</summary>
    public static List<PriceRow> Compose(List<PriceFact> prices, List<AdjustmentFactorFact> factors)
    {
        prices.Sort(static (a, b) => a.Date.CompareTo(b.Date));
        factors.Sort(static (a, b) => a.Date.CompareTo(b.Date));
        List<PriceRow> rows = new(prices.Count);
        int next = 0;
        double cumulative = 1;
        double last = 0;
        foreach (PriceFact price in prices)
        {
            while (next < factors.Count && factors[next].Date <= price.Date)
            {
                next++;
            }

            if (price is { Trading: true, PreviousClose: > 0 } && last > 0)
            {
                cumulative *= price.PreviousClose == last ? 1 : last / price.PreviousClose.Value;
            }

            double factor = factors.Count > 0 ? factors[Math.Max(0, next - 1)].Factor : price.Factor ?? cumulative;
            rows.Add(new PriceRow(price.Date, price.Close ?? 0, factor, price.MarketValue ?? 0, price is { Trading: true, Close: > 0 }, price.ReturnBreak, 0, price.Volume ?? 0));
            last = price is { Trading: true, Close: > 0 } ? price.Close.Value : last;
        }

        return rows;
    }
}
