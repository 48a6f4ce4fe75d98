using Freeboard.Data.Import.Prices;
using Freeboard.Data.Import.Statements;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Csmar;

/// <summary>CSMAR: daily trading (TRD_Dalyr) and balance sheets (FS_Combas), with or without the two label rows that its workbooks have under the header.</summary>
internal static class CsmarLayouts
{
    public const string Source = "csmar";

    public static IReadOnlyList<ISourceLayout> All { get; } = [Daily(), new BalanceSheets()];

    private static PriceLayout Daily() => new(Source, "TRD_Dalyr", "CSMAR TRD_Dalyr", new PriceColumns
    {
        Schema = new TableSchema(
            "CSMAR TRD_Dalyr",
            ["Stkcd|证券代码", "Trddt|交易日期", "Clsprc|日收盘价"],
            ["Opnprc|日开盘价", "Hiprc|日最高价", "Loprc|日最低价", "Dnshrtrd|日个股交易股数", "Dnvaltrd|日个股交易金额", "Dsmvosd|日个股流通市值", "Dsmvtll|日个股总市值", "Dretwd|考虑现金红利再投资的日个股回报率", "Trdsta|交易状态"])
        {
            AllowsExtra = true,
            LabelRows = 2,
            LabelProbe = 1,
        },
        Codes = FirmCodes.Chinese,
        Firm = 0,
        Date = 1,
        Close = 2,
        Open = 3,
        High = 4,
        Low = 5,
        Volume = 6,
        Amount = 7,
        TradableValue = 8,
        MarketValue = 9,
        MarketValueFactor = 1000,
        ImpliesShares = true,
        ChangeRate = 10,
        ChangeUnits = 1,
    });

    private sealed class BalanceSheets() : TableLayout(CsmarLayouts.Source, "FS_Combas", "CSMAR FS_Combas", ReadingOrder.Statements, Layout)
    {
        private static readonly TableSchema Layout = new(
            "CSMAR FS_Combas",
            ["Stkcd|证券代码", "Accper|统计截止日期|会计期间", "A002100000|流动负债合计", "A002000000|负债合计"],
            ["Typrep|报表类型|报表类型编码", "A002200000|非流动负债合计", "A001000000|资产总计", "A003000000|所有者权益合计", "A003100000|归属于母公司所有者权益合计"])
        {
            AllowsExtra = true,
            LabelRows = 2,
            LabelProbe = 1,
        };

        private static readonly StatementColumns Columns = new()
        {
            Schema = Layout,
            Codes = FirmCodes.Chinese,
            Firm = 0,
            PeriodEnd = 1,
            CurrentLiabilities = 2,
            TotalLiabilities = 3,
            Filters =
            [
                (4, static cell => cell switch { "A" => StatementUse.Consolidated, "B" => StatementUse.Parent, _ => StatementUse.Other }),

                // The first of January repeats the balance of the year before, restated: an opening balance, no report.
                (1, static cell => cell.Contains("-01-01", StringComparison.Ordinal) || cell.Contains("/1/1", StringComparison.Ordinal) || cell.EndsWith("0101", StringComparison.Ordinal) ? StatementUse.Other : StatementUse.Consolidated),
            ],
            NonCurrentLiabilities = 5,
            TotalAssets = 6,
            TotalEquity = 7,
            ParentEquity = 8,
        };

        public override void Read(SourceFile source, AsOf.IFactSink sink, ImportContext context) => StatementReader.Read(Columns, source, sink, context);
    }
}
