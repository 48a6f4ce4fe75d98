namespace Freeboard.Data.Import.NetEase;

/// <summary>
/// Adjusts raw closes by the ex-right previous close: the holder's return into a day is close / previous close, so the
/// cumulative factor grows by (last close) / (previous close as stated) on every ex-right day. The factor starts at 1 on
/// the first day and never changes afterwards, unlike forward adjustment, which rewrites history.
/// </summary>
internal static class HistoryPrices
{
    /// <summary>Price rows with factors.</summary>
    /// <param name="rows">Rows in order of their days.</param>
    /// <param name="code">Firm code; it tells the daily limit.</param>
    /// <param name="file">File name for notes.</param>
    /// <param name="log">Told about returns that cannot be used.</param>
    public static List<PriceRow> Adjust(List<HistoryRow> rows, string code, string file, ImportLog log)
    {
        double limit = NetEaseCode.ReturnBeyondLimit(code);
        double factor = 1;
        double last = 0;
        int exRightDays = 0;
        int unadjusted = 0;
        List<DateOnly> suspected = [];
        List<PriceRow> prices = new(rows.Count);
        foreach (HistoryRow row in rows)
        {
            bool isBreak = false;
            if (row.Trading && last > 0)
            {
                if (row.PreviousClose is { } previous)
                {
                    if (previous != last)
                    {
                        factor *= last / previous;
                        exRightDays++;
                    }
                }
                else
                {
                    unadjusted++;
                    if (Math.Abs((row.Close / last) - 1) > limit)
                    {
                        isBreak = true;
                        suspected.Add(row.Date);
                    }
                }
            }

            last = row.Trading ? row.Close : last;
            prices.Add(new PriceRow(row.Date, row.Close, factor, row.TotalMarketValue ?? 0, row.Trading, isBreak, row.Line));
        }

        if (exRightDays > 0)
        {
            log.Note("EX-RIGHT-ADJUSTED", code, exRightDays, FormattableString.Invariant($"{code}: closes were adjusted on {exRightDays} ex-right or ex-dividend days, from the previous close that {file} states."));
        }

        if (unadjusted > 0)
        {
            log.Note("CLOSES-UNADJUSTED", code, unadjusted, FormattableString.Invariant($"{code}: {unadjusted} returns of {file} have no stated previous close; dividends show in them as price moves."));
        }

        if (suspected.Count > 0)
        {
            log.Note("EX-RIGHT-SUSPECTED", code, suspected.Count, FormattableString.Invariant($"{code}: {suspected.Count} raw returns of {file} are beyond the daily price limit, most likely ex-right days, and do not enter the volatility: {string.Join(", ", suspected.Take(10).Select(DayText.Iso))}."));
        }

        return prices;
    }
}
