using Freeboard.Volatility;

namespace Freeboard.Data.AsOf;

/// <summary>Turns price facts into the arrays of a history: one row a day, the last version known; adjusted closes.</summary>
/// <remarks>
/// The factor of a row is its own; without one, that of the firm's factor facts in force on its day; without any such fact,
/// the chain of stated previous closes, which starts at 1 and grows by last close / previous close on every ex-right day.
/// A row never depends on a later one, so that a line cut at a day is the line of a firm whose facts end there.
/// </remarks>
internal static class PriceLine
{
    /// <summary>Fills a history.</summary>
    /// <param name="history">All but the prices.</param>
    /// <param name="prices">Ordered by day, then known-on; of equals the last counts.</param>
    /// <param name="factors">Ordered by day, then known-on; of equals the last counts.</param>
    /// <param name="knownAt">Versions that became known after their day count only if known by this day.</param>
    public static FirmHistory Apply(FirmHistory history, ReadOnlySpan<PriceFact> prices, ReadOnlySpan<AdjustmentFactorFact> factors, DateOnly knownAt)
    {
        List<PriceObservation> observations = new(prices.Length);
        List<double> closes = new(prices.Length);
        List<DateOnly> valueDates = [];
        List<double> values = [];
        int[]? breaks = null;
        int breakCount = 0;
        int nextFactor = 0;
        double? factorInForce = null;
        double chain = 1;
        double lastClose = 0;
        double lastFactor = 0;
        int lastOrigin = 0;
        for (int i = 0; i < prices.Length;)
        {
            DateOnly date = prices[i].Date;
            int chosen = -1;
            for (; i < prices.Length && prices[i].Date == date; i++)
            {
                chosen = !LatePrices.IsLate(prices[i]) || prices[i].KnownOn <= knownAt ? i : chosen;
            }

            for (; nextFactor < factors.Length && factors[nextFactor].Date <= date; nextFactor++)
            {
                if (factors[nextFactor].KnownOn <= factors[nextFactor].Date || factors[nextFactor].KnownOn <= knownAt)
                {
                    factorInForce = factors[nextFactor].Factor;
                }
            }

            if (chosen < 0)
            {
                continue;
            }

            ref readonly PriceFact price = ref prices[chosen];
            if (price.MarketValue is > 0 and { } value)
            {
                valueDates.Add(date);
                values.Add(value);
            }

            if (!price.Trading || price.Close is not { } close)
            {
                continue;
            }

            if (lastClose > 0 && price.PreviousClose is > 0 and { } previous && previous != lastClose)
            {
                chain *= lastClose / previous;
            }

            lastClose = close;
            int origin = price.Factor is not null ? 0 : factorInForce is not null ? 1 : 2;
            double factor = price.Factor ?? factorInForce ?? chain;

            // Factors of two origins have no common level: the step from one to the other is no return.
            bool isBreak = price.ReturnBreak || (closes.Count > 0 && origin != lastOrigin && factor != lastFactor);
            (lastOrigin, lastFactor) = (origin, factor);
            observations.Add(new PriceObservation { Date = date, AdjustedClose = close * factor, ReturnBreak = isBreak });
            closes.Add(close);
            if (isBreak && breaks is null)
            {
                breaks = new int[prices.Length];
            }

            if (breaks is not null)
            {
                breakCount += isBreak ? 1 : 0;
                breaks[closes.Count - 1] = breakCount;
            }
        }

        return history with
        {
            Prices = [.. observations],
            RawCloses = [.. closes],
            BreakCounts = breaks?[..closes.Count],
            MarketValueDates = [.. valueDates],
            MarketValues = [.. values],
        };
    }
}
