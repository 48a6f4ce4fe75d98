namespace Freeboard.Data.Import;

/// <summary>Proofs that need more than one file.</summary>
internal static class MarketProofs
{
    public static void Check(MarketDraft draft, ImportLog log)
    {
        foreach (FirmDraft firm in draft.Firms.Values.OrderBy(static f => f.Description.Firm, StringComparer.Ordinal))
        {
            string code = firm.Description.Firm;
            if (firm.Prices.Count == 0)
            {
                log.Note("NO-PRICES", code, 1, $"{code} has no prices.");
            }

            if (firm.Statements.Count == 0)
            {
                log.Note("NO-STATEMENTS", code, 1, $"{code} has no statements.");
            }

            MarketValueIsCloseTimesShares(firm, log);
        }

        // A slip that is named already would fail the following proofs too, and one cause is told once.
        if (!log.HasFileErrors)
        {
            VolumeProof.Check(draft, log);
        }

        if (!log.HasFileErrors)
        {
            EquityProof.Check(draft, log);
        }
    }

    /// <summary>
    /// Market value = close x shares. Classes of shares may trade at other prices and a count may be known late, so that only
    /// a factor of 3 and more in most rows is taken for a slip of units; the mildest slip (lots, thousands) is a factor of 100.
    /// </summary>
    private static void MarketValueIsCloseTimesShares(FirmDraft firm, ImportLog log)
    {
        SharesInForce shares = new(firm);
        int rows = 0;
        int wrong = 0;
        double example = 1;
        foreach (PriceRow row in firm.Prices)
        {
            if (row.Trading && row.MarketValue > 0 && shares.On(row.Date) is { } count)
            {
                double ratio = row.MarketValue / row.Close / count;
                rows++;
                if (ratio is < 1 / 3.0 or > 3)
                {
                    wrong++;
                    example = ratio;
                }
            }
        }

        if (wrong > rows / 2)
        {
            log.FileError(firm.PriceSource ?? "prices.csv", "UNIT-MARKET-VALUE", FormattableString.Invariant($"market value is {example:0.##e0} times close x shares of the firm '{firm.Description.Firm}' in {wrong} of {rows} rows"), "Write currency units (not thousands) and shares (not lots or ten thousands) in both files", "market_value");
        }
        else if (wrong > 0)
        {
            log.Note("MARKET-VALUE-PROOF", firm.Description.Firm, wrong, FormattableString.Invariant($"market value is more than a factor 3 away from close x shares in {wrong} of {rows} rows of '{firm.Description.Firm}'."));
        }
    }
}
