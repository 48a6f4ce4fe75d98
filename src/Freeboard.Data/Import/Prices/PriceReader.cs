using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Prices;

/// <summary>Reads a price table of any vendor: one pass, proofs on every row, a little memory for every firm.</summary>
internal sealed class PriceReader
{
    private readonly PriceColumns columns;
    private readonly Table table;
    private readonly IFactSink sink;
    private readonly ImportContext context;
    private readonly PriceProofs proofs;
    private readonly FirmFinder finder;
    private readonly string source;

    private PriceReader(PriceColumns columns, Table table, IFactSink sink, ImportContext context)
    {
        this.columns = columns;
        this.table = table;
        this.sink = sink;
        this.context = context;
        source = table.Source.Name;
        proofs = new PriceProofs(columns, table, context);
        finder = new FirmFinder(table, columns.Firm, columns.Codes, columns.Currency, sink, context);
    }

    public static void Read(PriceColumns columns, SourceFile file, IFactSink sink, ImportContext context)
    {
        using Table? table = Table.Open(file, columns.Schema, context.Log);
        if (table is not null)
        {
            new PriceReader(columns, table, sink, context).Read();
        }
    }

    private void Read()
    {
        FirmState? one = null;
        if (!table.Has(columns.Firm) && (one = finder.OfFile()) is null)
        {
            return;
        }

        while (table.Read())
        {
            context.Step.Row();
            if (table.Failed)
            {
                continue;
            }

            if ((one ?? finder.Find(columns.Name)) is { } firm)
            {
                ReadRow(firm);
            }
        }

        proofs.Finish();
        context.Proofs.Close(source, context.Log);
        table.Finish();
    }

    private void ReadRow(FirmState firm)
    {
        DateOnly date = table.VendorDay(columns.Date);
        RefuseAdjusted();
        bool? stated = Traded();
        double? close = Price(columns.Close);
        if (table.Failed)
        {
            return;
        }

        bool trading = stated ?? close is > 0;
        if (trading && close is not > 0)
        {
            table.Fail(columns.Close, "PRICE-NOT-POSITIVE", $"a close of '{table.Text(columns.Close)}' on a day that traded", "Correct it, or mark the day as suspended");
            return;
        }

        PriceFigures row = Figures(date, trading ? close!.Value : 0);
        if (table.Failed)
        {
            return;
        }

        if (!trading && stated is null && row.Volume > 0)
        {
            table.Fail(columns.Close, "PRICE-NOT-POSITIVE", $"a close of '{table.Text(columns.Close)}' on a day with a volume", "Correct it; forward-adjusted prices (qfq), which can be negative, are refused");
            return;
        }

        if (!(trading ? proofs.Judge(firm, row) : proofs.JudgeSuspended(firm, row)))
        {
            return;
        }

        if (!firm.PriceDays.Add(date))
        {
            table.Fail(columns.Date, "DATE-DUPLICATE", $"the firm '{firm.Code}' has a row for {DayText.Iso(date)} already", "Delete one of the two rows, or import one of the two files");
            return;
        }

        Give(firm, row, trading);
    }

    private void Give(FirmState firm, in PriceFigures row, bool trading)
    {
        double? factor = row.Factor ?? (table.Has(columns.AdjustedClose) && trading ? table.Real(columns.AdjustedClose) / row.Close : null);
        double? previous = row.PreviousClose ?? (trading && row.Change is { } change && row.Close - change > 0 ? row.Close - change : (double?)null)
            ?? (trading && columns.PreviousClose < 0 && columns.Change < 0 && row.ChangeRate is { } rate && rate > -columns.ChangeUnits ? row.Close / (1 + (rate / columns.ChangeUnits)) : (double?)null);
        sink.Price(firm.Code, new PriceFact
        {
            Date = row.Date,
            Close = trading ? row.Close : null,
            PreviousClose = previous,
            Factor = factor is > 0 ? factor : null,
            Volume = row.Volume,
            Amount = row.Amount,
            MarketValue = row.MarketValue,
            Trading = trading,
            Source = source,
        });
        if (!trading)
        {
            if (firm.SuspendedDays.Add(row.Date))
            {
                sink.Suspension(new SuspensionFact(firm.Code, row.Date, Resumes: false, row.Date, source));
            }

            return;
        }

        firm.SawClose(row.Date, row.Close);
        if (previous is { } last)
        {
            firm.ExRights.Add(row.Date, row.Close, last);
        }

        if (row.Volume is { } volume)
        {
            firm.Volume.Add(volume);
        }

        if (row.TotalShares is { } total)
        {
            firm.Shares.Add(row.Date, (total, row.TradableShares ?? total), source);
        }
        else if (columns.ImpliesShares && row.MarketValue is { } worth)
        {
            double all = Math.Round(worth / row.Close);
            firm.Shares.Add(row.Date, (all, Math.Min(all, Math.Round((row.TradableValue ?? worth) / row.Close))), $"{source} (market value / close)");
        }
        else if (columns.SharesAreTradableOnly && row.TradableShares is { } tradable)
        {
            firm.Shares.Add(row.Date, (tradable, tradable), $"{source} (tradable shares only)");
        }

        if (row.MarketValue is { } equity && row.Date >= firm.MarketEquity.Date)
        {
            firm.MarketEquity = (row.Date, equity);
        }

        if (table.Has(columns.SpecialTreatment) && table.Text(columns.SpecialTreatment) is { Length: > 0 } flag)
        {
            firm.SpecialTreatment.Add(row.Date, flag is "1", source);
        }

        if (table.Has(columns.Name) && table.Text(columns.Name) is { Length: > 0 } name)
        {
            firm.Names.Add(row.Date, name, source);
        }
    }

    private PriceFigures Figures(DateOnly date, double close) => new()
    {
        Date = date,
        Close = close,
        Open = Positive(columns.Open),
        High = Positive(columns.High),
        Low = Positive(columns.Low),
        PreviousClose = Positive(columns.PreviousClose),
        Change = table.Real(columns.Change),
        ChangeRate = columns.ChangeRate < 0 ? null : Return(),
        Volume = table.NotNegative(columns.Volume, "VOLUME-NEGATIVE", "the volume") * columns.VolumeFactor,
        Amount = table.NotNegative(columns.Amount, "AMOUNT-NEGATIVE", "the amount") * columns.AmountFactor,
        MarketValue = Value(columns.MarketValue),
        TradableValue = Value(columns.TradableValue),
        TotalShares = Count(columns.TotalShares),
        TradableShares = Count(columns.TradableShares),
        Turnover = table.Real(columns.Turnover),
        Factor = Factor(),
    };

    /// <summary>A return; a word in its place (CRSP writes letters for the reason of a gap) is none.</summary>
    private double? Return() => columns.NegativeIsQuote && table.Has(columns.ChangeRate) && table.Bytes(columns.ChangeRate) is [(>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z')] ? null : table.Real(columns.ChangeRate);

    private double? Price(int column)
    {
        double? price = table.Real(column);
        if (price < 0 && columns.NegativeIsQuote)
        {
            return -price;
        }

        if (price < 0)
        {
            table.Fail(column, "PRICE-NOT-POSITIVE", $"a price of '{table.Text(column)}'", "Forward-adjusted prices (qfq), which can be negative and change over time, are refused: fetch raw ones");
        }

        return price;
    }

    private double? Positive(int column) => Price(column) is > 0 and { } value ? value : null;

    private double? Value(int column) => table.NotNegative(column, "MARKET-VALUE-NOT-POSITIVE", "the market value") is > 0 and { } value ? value * columns.MarketValueFactor : null;

    private double? Count(int column) => table.NotNegative(column, "SHARES-NEGATIVE", "the share count") is > 0 and { } value ? value * columns.ShareFactor : null;

    private double? Factor()
    {
        double? factor = table.Real(columns.Factor);
        if (factor <= 0)
        {
            table.Fail(columns.Factor, "FACTOR-NOT-POSITIVE", $"an adjustment factor of {table.Text(columns.Factor)}", "Factors are positive");
        }

        return factor;
    }

    private bool? Traded()
    {
        if (columns.Traded is null || table.IsMissing(columns.State))
        {
            return null;
        }

        bool? traded = columns.Traded(table.Text(columns.State));
        if (traded is null)
        {
            table.Fail(columns.State, "STATE-UNKNOWN", $"'{table.Text(columns.State)}' is no state", "See the source's page for the words it may have");
        }

        return traded;
    }

    private void RefuseAdjusted()
    {
        if (columns.Adjusted is not null && !table.IsMissing(columns.AdjustFlag) && columns.Adjusted(table.Text(columns.AdjustFlag)) is { } what)
        {
            table.Fail(columns.AdjustFlag, "PRICE-ADJUSTED", $"the prices are {what}", "Fetch raw (unadjusted) prices: adjusted ones change over time and do not fit share counts");
        }
    }
}
