using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Prices;
using Freeboard.Data.Import.Proofs;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.NetEase;

/// <summary>NetEase files as streams of facts: histories of one firm or of a whole market, and balance sheets.</summary>
internal static class NetEaseLayouts
{
    public const string Source = "netease";

    public static IReadOnlyList<ISourceLayout> All { get; } =
    [
        new PriceLayout(Source, "history", "NetEase history", new PriceColumns
        {
            Schema = new TableSchema(
                "NetEase history",
                ["日期", "股票代码", "收盘价", "名称"],
                ["最高价", "最低价", "开盘价", "前收盘", "涨跌额", "涨跌幅", "换手率", "成交量", "成交金额", "总市值", "流通市值", "成交笔数"])
            {
                AllowsExtra = true,
            },
            Codes = FirmCodes.Chinese,
            Date = 0,
            Firm = 1,
            Close = 2,
            Name = 3,
            High = 4,
            Low = 5,
            Open = 6,
            PreviousClose = 7,
            Change = 8,
            ChangeRate = 9,
            Turnover = 10,
            Volume = 11,
            Amount = 12,
            MarketValue = 13,
            TradableValue = 14,
            ImpliesShares = true,
        }),
        new BalanceSheetLayout(),
    ];

    /// <summary>A transposed balance sheet: small, hence read whole and then given.</summary>
    private sealed class BalanceSheetLayout : ISourceLayout
    {
        private static readonly ProofRule Balance = new("BALANCE-PROOF", "assets = liabilities + equity, total = current + non-current, within 0.1 % or two units", "资产总计");

        public string Source => NetEaseLayouts.Source;

        public string Dataset => "balance_sheet";

        public ReadingOrder Order => ReadingOrder.Statements;

        public LayoutMatch? Match(HeaderSample sample) => sample.Header.Count > 1 && sample.Header[0] == "报告日期"
            ? new LayoutMatch(3, "first cell 报告日期 and periods across: NetEase balance sheet")
            : null;

        public void Read(SourceFile source, IFactSink sink, ImportContext context)
        {
            MarketDraft draft = new();
            Proof proof = context.Proofs.Begin(Balance, source.Name);
            BalanceSheetFile.Read(source, draft, new PaidInCapitals(), context.Log, context.Step);
            foreach (FirmDraft firm in draft.Firms.Values)
            {
                FirmState state = context.Firm(firm.Description.Firm);
                if (!state.Stated)
                {
                    state.Stated = true;
                    sink.Firm(new FirmFact { Description = firm.Description, Stated = false, Source = source.Name });
                }

                foreach (StatementFact statement in firm.Statements)
                {
                    proof.Hold();
                    context.LaggedStatements++;
                    sink.Statement(state.Code, statement);
                    if (statement.NetAssets is { } net && statement.PeriodEnd >= state.NetAssets.PeriodEnd)
                    {
                        state.NetAssets = (statement.PeriodEnd, net);
                    }
                }
            }
        }
    }
}
