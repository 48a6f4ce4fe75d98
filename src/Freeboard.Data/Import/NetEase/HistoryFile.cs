using Freeboard.Assessment;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.NetEase;

/// <summary>Reads a NetEase history: one firm, newest day first, zero closes on suspended days.</summary>
internal static class HistoryFile
{
    private static readonly TableSchema Schema = new(
        "NetEase history",
        ["日期", "股票代码", "名称", "收盘价"],
        ["最高价", "最低价", "开盘价", "前收盘", "涨跌额", "涨跌幅", "换手率", "成交量", "成交金额", "总市值", "流通市值", "成交笔数"]);

    private enum Column
    {
        Date,
        Code,
        Name,
        Close,
        High,
        Low,
        Open,
        PreviousClose,
        Change,
        ChangePercent,
        Turnover,
        Volume,
        Amount,
        TotalMarketValue,
        TradableMarketValue,
        Trades,
    }

    public static void Read(SourceFile source, MarketDraft draft, ImportLog log, ImportStep step)
    {
        using Table? table = Table.Open(source, Schema, log);
        if (table is null)
        {
            return;
        }

        List<HistoryRow> rows = [];
        HistoryProofs proofs = new(source.Name);
        string? code = null;
        DateOnly newest = DateOnly.MinValue;
        string name = "";
        while (table.Read())
        {
            step.Row();
            if (table.Failed)
            {
                continue;
            }

            HistoryRow row = ReadRow(table, ref code, proofs);
            if (!table.Failed)
            {
                rows.Add(row);
                if (row.Date > newest)
                {
                    newest = row.Date;
                    name = table.Text((int)Column.Name);
                }
            }
        }

        Settle(table, rows, log);
        table.Finish();
        if (code is null || rows.Count == 0)
        {
            return;
        }

        if (NetEaseCode.IsForeignCurrencyShare(code))
        {
            log.FileError(source.Name, "B-SHARE-UNSUPPORTED", $"{code} is a B share, quoted in dollars that the file does not name", "Leave the file out, or convert it to the canonical files with its currency");
            return;
        }

        FirmDraft firm = draft.GetOrAdd(code, () => Describe(code, name, log.Options));
        if (firm.PriceSource is { } other)
        {
            log.FileError(source.Name, "SOURCE-DUPLICATE", $"the firm '{code}' has prices in {other} too", "Keep one of the two files");
            return;
        }

        firm.PriceSource = source.Name;
        firm.Prices = HistoryPrices.Adjust(rows, code, source.Name, log);
        firm.Shares.AddRange(ImpliedShares.Of(rows, source.Name));
        proofs.Report(rows, log);
    }

    public static FirmDescription Describe(string code, string name, ImportOptions options) => new()
    {
        Firm = code,
        Name = name.Length > 0 ? name : code,
        Currency = options.DefaultCurrency ?? "CNY",
        Kind = "general",
        Exchange = NetEaseCode.Exchange(code),
    };

    private static HistoryRow ReadRow(Table table, ref string? code, HistoryProofs proofs)
    {
        DateOnly date = table.Day((int)Column.Date);
        CheckCode(table, ref code);
        double close = NetEaseNumber.Of(table, (int)Column.Close) ?? 0;
        double? volume = NetEaseNumber.PositiveOf(table, (int)Column.Volume, "VOLUME-NEGATIVE", "the volume");
        double? amount = NetEaseNumber.PositiveOf(table, (int)Column.Amount, "AMOUNT-NEGATIVE", "the amount");
        if (!table.Failed && (close < 0 || (close == 0 && volume > 0)))
        {
            table.Fail((int)Column.Close, "PRICE-NOT-POSITIVE", $"a close of '{table.Text((int)Column.Close)}' on a day that traded", "Correct it; forward-adjusted prices, which can be negative, are refused");
        }

        double? total = NetEaseNumber.PositiveOf(table, (int)Column.TotalMarketValue, "MARKET-VALUE-NOT-POSITIVE", "the market value");
        double? tradable = NetEaseNumber.PositiveOf(table, (int)Column.TradableMarketValue, "MARKET-VALUE-NOT-POSITIVE", "the tradable market value");
        if (!table.Failed && tradable > total * (1 + 1e-9))
        {
            table.Fail((int)Column.TradableMarketValue, "TRADABLE-ABOVE-TOTAL", "the tradable market value exceeds the total", "Check the columns 总市值 and 流通市值");
        }

        HistoryRow row = new()
        {
            Date = date,
            Close = close,
            PreviousClose = NetEaseNumber.PositiveOf(table, (int)Column.PreviousClose, "PRICE-NOT-POSITIVE", "the previous close"),
            TotalMarketValue = total,
            TradableMarketValue = tradable,
            Line = table.Line,
        };
        if (!table.Failed && row.Trading)
        {
            proofs.Amount(close, NetEaseNumber.Of(table, (int)Column.Low), NetEaseNumber.Of(table, (int)Column.High), volume, amount);
            proofs.Change(row, NetEaseNumber.Of(table, (int)Column.ChangePercent));
            proofs.Turnover(row, volume, NetEaseNumber.Of(table, (int)Column.Turnover));
        }

        return row;
    }

    private static void CheckCode(Table table, ref string? code)
    {
        // The apostrophe keeps spreadsheets from dropping leading zeros.
        string text = table.RequiredText((int)Column.Code).TrimStart('\'');
        if (!NetEaseCode.IsCode(text))
        {
            table.Fail((int)Column.Code, "CODE-MALFORMED", $"'{text}' is not a code of six digits", "Keep codes as text: a spreadsheet drops leading zeros");
        }
        else if (code is null)
        {
            code = text;
        }
        else if (code != text)
        {
            table.Fail((int)Column.Code, "CODE-MIXED", $"the row is of {text}, the file of {code}", "Keep one firm a file");
        }
    }

    private static void Settle(Table table, List<HistoryRow> rows, ImportLog log)
    {
        int moved = 0;
        for (int i = 1; i < rows.Count; i++)
        {
            moved += rows[i].Date < rows[i - 1].Date ? 1 : 0;
        }

        rows.Sort(static (a, b) => a.Date != b.Date ? a.Date.CompareTo(b.Date) : a.Line.CompareTo(b.Line));
        int kept = 0;
        for (int i = 1; i < rows.Count; i++)
        {
            if (rows[i].Date == rows[kept].Date)
            {
                table.FailLine(rows[i].Line, (int)Column.Date, "DATE-DUPLICATE", FormattableString.Invariant($"line {rows[kept].Line} has this day already"), "Delete one of the two rows");
            }
            else
            {
                rows[++kept] = rows[i];
            }
        }

        if (rows.Count > 0)
        {
            rows.RemoveRange(kept + 1, rows.Count - kept - 1);
        }

        if (moved > 0)
        {
            log.Note("DATES-SORTED", "", moved, FormattableString.Invariant($"{moved} rows of {table.Source.Name} stood out of date order (the layout is newest first) and were sorted."));
        }
    }
}
