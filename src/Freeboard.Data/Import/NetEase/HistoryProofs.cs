namespace Freeboard.Data.Import.NetEase;

/// <summary>Proofs of a history's units: a proof that fails in most rows rejects the file, single failures are noted.</summary>
internal sealed class HistoryProofs(string file)
{
    private const int EnoughRows = 20;
    private readonly AmountProof amount = new();
    private int ranges;
    private int outsideRange;
    private int changes;
    private int wrongChange;
    private int turnovers;
    private int wrongTurnover;

    /// <summary>amount / volume is the day's mean price: near the close, and between low and high.</summary>
    public void Amount(double close, double? low, double? high, double? volume, double? value)
    {
        amount.Add(close, volume, value);
        if (low > 0 && high > 0 && volume > 0 && value > 0)
        {
            ranges++;
            double mean = value.Value / volume.Value;
            // Prices are printed to a cent, and odd lots and block trades may settle outside the range by a little.
            outsideRange += mean < (low * 0.999) - 0.005 || mean > (high * 1.001) + 0.005 ? 1 : 0;
        }
    }

    /// <summary>The stated change in percent is close / previous close - 1.</summary>
    public void Change(HistoryRow row, double? percent)
    {
        if (row.PreviousClose is { } previous && percent is { } stated)
        {
            changes++;
            wrongChange += Math.Abs((((row.Close / previous) - 1) * 100) - stated) > 0.02 ? 1 : 0;
        }
    }

    /// <summary>The stated turnover in percent is volume / tradable shares.</summary>
    public void Turnover(HistoryRow row, double? volume, double? percent)
    {
        if (row.TradableMarketValue is { } value && volume is { } shares && percent is { } stated)
        {
            turnovers++;
            double turnover = shares / (value / row.Close) * 100;
            wrongTurnover += Math.Abs(turnover - stated) > (0.05 * stated) + 0.001 ? 1 : 0;
        }
    }

    public void Report(List<HistoryRow> rows, ImportLog log)
    {
        amount.Report(file, log);
        Systematic(log, "UNIT-TURNOVER", "换手率", turnovers, wrongTurnover, "volume / (tradable market value / close) is not the stated turnover", "Check the units: volume in shares (not lots), market values in CNY (not thousands or 万元)");
        Systematic(log, "CHANGE-PROOF", "涨跌幅", changes, wrongChange, "close / previous close does not give the stated change", "Check that closes are raw: adjusted prices (qfq, hfq) are refused");
        if (outsideRange > 0)
        {
            log.Note("AMOUNT-PROOF", "", outsideRange, FormattableString.Invariant($"amount / volume lies outside low and high in {outsideRange} of {ranges} rows of {file}."));
        }

        ConstantShares(rows, log);
    }

    private void Systematic(ImportLog log, string code, string column, int count, int wrong, string what, string cure)
    {
        if (wrong > count / 2 && count >= EnoughRows)
        {
            log.FileError(file, code, FormattableString.Invariant($"{what} in {wrong} of {count} rows"), cure, column);
        }
        else if (wrong > 0)
        {
            log.Note(code, "", wrong, FormattableString.Invariant($"{file}: {what} in {wrong} of {count} rows."));
        }
    }

    /// <summary>Market value / close is a share count, which stays the same on most days; with adjusted closes it moves with every ex-right day, with other units it is noise.</summary>
    private void ConstantShares(List<HistoryRow> rows, ImportLog log)
    {
        double last = 0;
        int days = 0;
        int changed = 0;
        foreach (HistoryRow row in rows)
        {
            if (row.Trading && row.TotalMarketValue is { } value)
            {
                double count = value / row.Close;
                changed += last > 0 && ImpliedShares.Changed(count, last) ? 1 : 0;
                last = count;
                days++;
            }
        }

        if (days >= EnoughRows && changed > days / 10)
        {
            log.FileError(file, "SHARES-NOT-CONSTANT", FormattableString.Invariant($"market value / close changes on {changed} of {days} days"), "Check that closes are raw: adjusted prices (qfq, hfq) are refused; and that 总市值 is the firm's own", "总市值");
        }
    }
}
