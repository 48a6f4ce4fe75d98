using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Canonical;

/// <summary>Reads prices.csv: closes, adjustment factors, market values.</summary>
internal static class PricesFile
{
    public const string FileName = "prices.csv";

    private static readonly TableSchema Schema = new("canonical prices", ["firm", "date", "close"], ["adj_factor", "volume", "amount", "market_value", "state"]);

    private enum Column
    {
        Firm,
        Date,
        Close,
        AdjFactor,
        Volume,
        Amount,
        MarketValue,
        State,
    }

    /// <summary>Reads the file; returns whether it has a column of market values.</summary>
    public static bool Read(SourceFile source, MarketDraft draft, ImportLog log, ImportStep step)
    {
        using Table? table = Table.Open(source, Schema, log);
        if (table is null)
        {
            return false;
        }

        FirmColumn firms = new(table, (int)Column.Firm, draft, log);
        AmountProof amounts = new();
        Dictionary<FirmDraft, List<PriceRow>> rows = [];
        FirmDraft? last = null;
        List<PriceRow> current = [];
        while (table.Read())
        {
            step.Row();
            if (table.Failed || firms.Find() is not { } firm)
            {
                continue;
            }

            PriceRow row = ReadRow(table, firm, amounts);
            if (table.Failed)
            {
                continue;
            }

            if (firm != last)
            {
                last = firm;
                if (!rows.TryGetValue(firm, out current!))
                {
                    rows.Add(firm, current = []);
                }
            }

            current.Add(row);
        }

        Settle(table, rows, log);
        amounts.Report(source.Name, "amount", log);
        table.Finish();
        if (!table.Has((int)Column.AdjFactor))
        {
            log.Note("CLOSES-UNADJUSTED", "", rows.Count, $"{source.Name} has no adj_factor: closes are used as they are, and rights and dividends show as price moves.");
        }

        return table.Has((int)Column.MarketValue);
    }

    private static PriceRow ReadRow(Table table, FirmDraft firm, AmountProof amounts)
    {
        DateOnly date = table.Day((int)Column.Date);
        bool trading = State(table);
        double close = trading || !table.IsEmpty((int)Column.Close) ? table.Number((int)Column.Close) : 0;
        if (close < 0 || (close == 0 && trading))
        {
            if (!table.Failed)
            {
                table.Fail((int)Column.Close, "PRICE-NOT-POSITIVE", $"a close of {table.Text((int)Column.Close)} on a trading day", "Correct it, or mark the day with state = suspended");
            }
        }

        double factor = table.OptionalNumber((int)Column.AdjFactor) ?? 1;
        if (factor <= 0 && !table.Failed)
        {
            table.Fail((int)Column.AdjFactor, "FACTOR-NOT-POSITIVE", $"an adjustment factor of {table.Text((int)Column.AdjFactor)}", "Factors are positive, 1 before the first ex-right day; forward-adjusted prices are refused");
        }
        else if (table.Has((int)Column.AdjFactor) && trading && table.IsEmpty((int)Column.AdjFactor))
        {
            table.Fail((int)Column.AdjFactor, "VALUE-MISSING", "the cell is empty on a trading day", "Fill it in every row, or delete the column");
        }

        double? volume = table.OptionalAmount((int)Column.Volume, "VOLUME-NEGATIVE", "the volume");
        double? amount = table.OptionalAmount((int)Column.Amount, "AMOUNT-NEGATIVE", "the amount");
        double? marketValue = table.OptionalAmount((int)Column.MarketValue, "MARKET-VALUE-NOT-POSITIVE", "the market value");
        if (marketValue == 0 && trading)
        {
            table.Fail((int)Column.MarketValue, "MARKET-VALUE-NOT-POSITIVE", "a market value of zero on a trading day", "Correct it, or leave the cell empty");
        }

        if (!table.Failed)
        {
            CheckListing(table, firm, date);
            amounts.Add(close, volume, amount);
        }

        return new PriceRow(date, close, factor, marketValue ?? 0, trading, ReturnBreak: false, table.Line, volume ?? 0);
    }

    private static bool State(Table table)
    {
        if (table.IsEmpty((int)Column.State))
        {
            return true;
        }

        ReadOnlySpan<byte> state = table.Bytes((int)Column.State);
        if (state.SequenceEqual("trading"u8))
        {
            return true;
        }

        if (!state.SequenceEqual("suspended"u8))
        {
            table.Fail((int)Column.State, "STATE-UNKNOWN", $"'{table.Text((int)Column.State)}' is no state", "Write trading or suspended");
        }

        return false;
    }

    private static void CheckListing(Table table, FirmDraft firm, DateOnly date)
    {
        if (firm.Listed is not null && date < firm.Listed)
        {
            table.Fail((int)Column.Date, "PRICE-BEFORE-LISTING", $"the firm was listed on {DayText.Iso(firm.Listed.Value)}", "Correct the day, or the listing day in firms.csv");
        }
        else if (firm.Delisted is not null && date > firm.Delisted)
        {
            table.Fail((int)Column.Date, "PRICE-AFTER-DELISTING", $"the firm was delisted on {DayText.Iso(firm.Delisted.Value)}", "Correct the day, or the delisting day in firms.csv");
        }
    }

    private static void Settle(Table table, Dictionary<FirmDraft, List<PriceRow>> rows, ImportLog log)
    {
        int moved = 0;
        int large = 0;
        foreach ((FirmDraft firm, List<PriceRow> list) in rows)
        {
            if (firm.PriceSource is { } other)
            {
                log.FileError(table.Source.Name, "SOURCE-DUPLICATE", $"the firm '{firm.Description.Firm}' has prices in {other} too", "Keep one of the two files", "firm");
                continue;
            }

            moved += PriceOrder.Sort(list, (line, first) => table.FailLine(line, (int)Column.Date, "DATE-DUPLICATE", FormattableString.Invariant($"the firm '{firm.Description.Firm}' has a row for this day on line {first} already"), "Delete one of the two rows"));
            large += PriceOrder.LargeReturns(list);
            firm.PriceSource = table.Source.Name;
            firm.Prices = list;
        }

        if (moved > 0)
        {
            log.Note("DATES-SORTED", "", moved, FormattableString.Invariant($"{moved} rows of {table.Source.Name} stood out of date order and were sorted."));
        }

        if (large > 0)
        {
            log.Note("LARGE-RETURNS", "", large, FormattableString.Invariant($"{large} daily log returns in {table.Source.Name} exceed 0.5 in size; they are used: check them for rights and splits without a factor."));
        }
    }
}
