using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Tushare;

/// <summary>namechange: dated names, hence the dated history of special treatment. Rows come twice, once without an end: one of them is kept.</summary>
internal sealed class NameChanges() : TableLayout(TushareLayouts.Source, "namechange", "Tushare namechange", ReadingOrder.Others, Layout)
{
    private static readonly TableSchema Layout = new("Tushare namechange", [TushareLayouts.CodeNames, "name|证券名称", "start_date|开始日期"], ["end_date|结束日期", "ann_date|公告日期", "change_reason|变更原因"]) { AllowsExtra = true };

    public override void Read(SourceFile source, IFactSink sink, ImportContext context) => ReadRows(source, context, table =>
    {
        FirmFinder finder = new(table, 0, FirmCodes.Chinese, "CNY", sink, context);
        HashSet<(string Firm, DateOnly From, string Name)> seen = [];
        return () =>
        {
            FirmState? firm = finder.Find();
            string name = table.RequiredText(1);
            DateOnly from = table.VendorDay(2);
            DateOnly? announced = table.OptionalVendorDay(4);
            if (firm is null || table.Failed || !seen.Add((firm.Code, from, name)))
            {
                return;
            }

            // A change is announced some days before it; where the day is missing, the change itself tells.
            sink.Name(new NameFact(firm.Code, name, SpecialTreatment.Of(name), from, announced is { } day && day <= from ? day : from, source.Name));
        };
    });
}
