using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Tushare;

/// <summary>trade_cal: days on which the exchange is open. Prices are proven against it, and days without a row are counted.</summary>
internal sealed class TradeCalendar() : TableLayout(TushareLayouts.Source, "trade_cal", "Tushare trade_cal", ReadingOrder.Frame, Layout)
{
    private static readonly TableSchema Layout = new("Tushare trade_cal", ["cal_date|日历日期", "is_open|是否交易"], ["exchange|交易所", "pretrade_date|上一个交易日"]) { AllowsExtra = true };

    public override void Read(SourceFile source, IFactSink sink, ImportContext context) => ReadRows(source, context, table => () =>
    {
        DateOnly date = table.VendorDay(0);
        string open = table.RequiredText(1);
        if (!table.Failed && open is not ("0" or "1" or "0.0" or "1.0"))
        {
            table.Fail(1, "STATE-UNKNOWN", $"'{open}' does not say whether the exchange is open", "Write 1 or 0");
        }

        if (table.Failed)
        {
            return;
        }

        // The exchanges of the mainland share their holidays: one calendar serves all.
        (DateOnly from, DateOnly to) = context.Calendar ?? (date, date);
        context.Calendar = (date < from ? date : from, date > to ? date : to);
        if (open[0] == '1')
        {
            context.OpenDays.Add(date);
        }
    });
}
