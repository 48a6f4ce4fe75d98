using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Statements;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Tushare;

/// <summary>balancesheet: consolidated statements in CNY with the day they were announced.</summary>
internal sealed class BalanceSheets() : TableLayout(TushareLayouts.Source, "balancesheet", "Tushare balancesheet", ReadingOrder.Statements, Layout)
{
    private static readonly TableSchema Layout = new(
        "Tushare balancesheet",
        [TushareLayouts.CodeNames, "end_date|报告期", "total_cur_liab|流动负债合计", "total_liab|负债合计"],
        [
            "ann_date|公告日期", "f_ann_date|实际公告日期", "report_type|报表类型|报告类型", "comp_type|公司类型", "total_ncl|非流动负债合计", "total_assets|资产总计",
            "total_hldr_eqy_inc_min_int|股东权益合计(含少数股东权益)", "total_hldr_eqy_exc_min_int|股东权益合计(不含少数股东权益)", "total_share|期末总股本", "update_flag|更新标识",
        ])
    {
        AllowsExtra = true,
    };

    private static readonly StatementColumns Columns = new()
    {
        Schema = Layout,
        Codes = FirmCodes.Chinese,
        Firm = 0,
        PeriodEnd = 1,
        CurrentLiabilities = 2,
        TotalLiabilities = 3,
        Announced = 4,
        ActuallyAnnounced = 5,
        Filters = [(6, ReportType)],
        Kind = 7,
        KindOf = static cell => cell.Split('.')[0] switch { "1" => "general", "2" => "bank", "3" => "insurer", "4" => "broker", _ => null },
        NonCurrentLiabilities = 8,
        TotalAssets = 9,
        TotalEquity = 10,
        ParentEquity = 11,
        Shares = 12,
        Revised = 13,
    };

    public override void Read(SourceFile source, IFactSink sink, ImportContext context) => StatementReader.Read(Columns, source, sink, context);

    /// <summary>1 consolidated, 4 consolidated as restated, 5 consolidated before the restatement; 6 the parent's; 2, 3 single quarters; the rest are variants of these.</summary>
    private static StatementUse ReportType(string cell) => cell.Split('.')[0] switch
    {
        "1" => StatementUse.Consolidated,
        "4" => StatementUse.Restated,
        "6" => StatementUse.Parent,
        _ => StatementUse.Other,
    };
}
