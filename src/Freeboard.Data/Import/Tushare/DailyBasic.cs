using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Proofs;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Tushare;

/// <summary>daily_basic: share counts and market values in ten thousands, proven against each other in every row.</summary>
internal sealed class DailyBasic() : TableLayout(TushareLayouts.Source, "daily_basic", "Tushare daily_basic", ReadingOrder.PriceFacts, Layout)
{
    private const double TenThousand = 1e4;

    // The largest listed bank has 3.6e11 shares; the smallest firm on any Chinese board more than a million.
    private const double MostShares = 2e12;
    private const double FewestShares = 1e6;

    private static readonly TableSchema Layout = new(
        "Tushare daily_basic",
        [TushareLayouts.CodeNames, TushareLayouts.TradeDateNames, "total_share|总股本|总股本 （万股）|总股本（万股）|总股本(万股)"],
        ["close|当日收盘价|收盘价", "float_share|流通股本|流通股本 （万股）|流通股本（万股）", "free_share|自由流通股本", "total_mv|总市值|总市值 （万元）|总市值（万元）", "circ_mv|流通市值|流通市值（万元）", "turnover_rate|换手率|换手率（%）"])
    {
        AllowsExtra = true,
    };

    private static readonly ProofRule ValueRule = new("VALUE-SHARES", "total_mv = close x total_share within 0.1 %", "total_mv");
    private static readonly ProofRule TradableRule = new("TRADABLE-VALUE-SHARES", "circ_mv = close x float_share within 0.1 %", "circ_mv");
    private static readonly ProofRule PartsRule = new("SHARES-PARTS", "free_share <= float_share <= total_share", "float_share");
    private static readonly ProofRule SizeRule = new("SHARES-SIZE", "total shares lie between 1e6 and 2e12", "total_share");

    private enum Column
    {
        Code,
        Date,
        TotalShare,
        Close,
        FloatShare,
        FreeShare,
        TotalValue,
        TradableValue,
        Turnover,
    }

    public override void Read(SourceFile source, IFactSink sink, ImportContext context) => ReadRows(source, context, table =>
    {
        FirmFinder finder = new(table, (int)Column.Code, FirmCodes.Chinese, "CNY", sink, context);
        Proof value = context.Proofs.Begin(ValueRule, source.Name);
        Proof tradable = context.Proofs.Begin(TradableRule, source.Name);
        Proof parts = context.Proofs.Begin(PartsRule, source.Name);
        Proof size = context.Proofs.Begin(SizeRule, source.Name);
        RowProof judge = new(table);
        return () =>
        {
            FirmState? firm = finder.Find();
            DateOnly date = table.VendorDay((int)Column.Date);
            double total = table.RequiredReal((int)Column.TotalShare) * TenThousand;
            double? close = table.Real((int)Column.Close);
            double? floating = table.NotNegative((int)Column.FloatShare, "SHARES-NEGATIVE", "the share count") * TenThousand;
            double? free = table.NotNegative((int)Column.FreeShare, "SHARES-NEGATIVE", "the share count") * TenThousand;
            double? worth = table.NotNegative((int)Column.TotalValue, "MARKET-VALUE-NOT-POSITIVE", "the market value") * TenThousand;
            double? part = table.NotNegative((int)Column.TradableValue, "MARKET-VALUE-NOT-POSITIVE", "the market value") * TenThousand;
            if (firm is null || table.Failed)
            {
                return;
            }

            bool good = Size(judge, size, firm, date, total)
                && Product(judge, value, firm, date, worth, close * total, "total_mv", "close x total_share")
                && Product(judge, tradable, firm, date, part, close * floating, "circ_mv", "close x float_share")
                && judge.Decide(parts, !(floating > total * 1.000001) && !(free > floating * 1.000001), firm, date, (floating ?? total) / total, FormattableString.Invariant($"total {total:0}, float {floating:0}, free {free:0}"), "columns of share counts look exchanged, or one of them is in another unit");
            if (good && !firm.ShareDays.Add(date))
            {
                table.Fail((int)Column.Date, "DATE-DUPLICATE", $"the firm '{firm.Code}' has share counts for {DayText.Iso(date)} already", "Delete one of the two rows, or import one of the two files");
            }

            if (!table.Failed)
            {
                firm.Shares.Add(date, (Math.Round(total), Math.Round(floating ?? total)), source.Name);
                if (table.Real((int)Column.Turnover) is { } turnover && floating is { } shares)
                {
                    firm.StatedVolume.Add(turnover / 100 * shares);
                }

                if (worth is > 0 && date >= firm.MarketEquity.Date)
                {
                    firm.MarketEquity = (date, worth.Value);
                }
            }
        };
    });

    private static bool Size(RowProof judge, Proof proof, FirmState firm, DateOnly date, double total) => judge.Decide(
        proof,
        total is >= FewestShares and <= MostShares,
        firm,
        date,
        total / 1e9,
        FormattableString.Invariant($"total_share gives {total:0.###e0} shares"),
        total > MostShares ? "total_share looks like shares, not ten thousands" : "total_share looks like hundred millions (亿) or more, not ten thousands");

    private static bool Product(RowProof judge, Proof proof, FirmState firm, DateOnly date, double? worth, double? product, string what, string against)
    {
        if (worth is not > 0 || product is not > 0)
        {
            return true;
        }

        double ratio = worth.Value / product.Value;
        return judge.Decide(proof, Math.Abs(ratio - 1) <= 0.001, firm, date, ratio, FormattableString.Invariant($"{what} {worth:0.####e0}, {against} {product:0.####e0}"), UnitSlip.Of(ratio, what, against));
    }
}
