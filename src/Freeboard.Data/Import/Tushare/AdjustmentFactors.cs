using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Tushare;

/// <summary>adj_factor: cumulative factors, one a day; a fact where they change.</summary>
internal sealed class AdjustmentFactors() : TableLayout(TushareLayouts.Source, "adj_factor", "Tushare adj_factor", ReadingOrder.PriceFacts, Layout)
{
    private static readonly TableSchema Layout = new("Tushare adj_factor", [TushareLayouts.CodeNames, TushareLayouts.TradeDateNames, "adj_factor|复权因子"], []) { AllowsExtra = true };

    public override void Read(SourceFile source, IFactSink sink, ImportContext context) => ReadRows(source, context, table =>
    {
        FirmFinder finder = new(table, 0, FirmCodes.Chinese, "CNY", sink, context);
        return () =>
        {
            FirmState? firm = finder.Find();
            DateOnly date = table.VendorDay(1);
            double factor = table.RequiredReal(2);
            if (!table.Failed && factor <= 0)
            {
                table.Fail(2, "FACTOR-NOT-POSITIVE", $"an adjustment factor of {table.Text(2)}", "Factors are positive");
            }

            if (firm is null || table.Failed)
            {
                return;
            }

            if (!firm.FactorDays.Add(date))
            {
                table.Fail(1, "DATE-DUPLICATE", $"the firm '{firm.Code}' has a factor for {DayText.Iso(date)} already", "Delete one of the two rows, or import one of the two files");
                return;
            }

            firm.Factors.Add(date, factor, source.Name);
        };
    });
}
