using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Proofs;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Tushare;

/// <summary>suspend_d: S for suspended, R for resumed, by day. A suspension of part of a day is no suspended day.</summary>
internal sealed class Suspensions() : TableLayout(TushareLayouts.Source, "suspend_d", "Tushare suspend_d", ReadingOrder.PriceFacts, Layout)
{
    private static readonly TableSchema Layout = new("Tushare suspend_d", [TushareLayouts.CodeNames, TushareLayouts.TradeDateNames + "|停复牌日期", "suspend_type|停复牌类型"], ["suspend_timing|日内停牌时间段"]) { AllowsExtra = true };

    // A firm suspended before the open of a day has no price row for it; Tushare lists a few that traded after all.
    private static readonly ProofRule NoPriceRule = new("SUSPENDED-NO-PRICE", "a firm suspended for a whole day has no price row", "suspend_type", Quarantines: false) { RejectsAbove = 0.2 };

    public override void Read(SourceFile source, IFactSink sink, ImportContext context) => ReadRows(source, context, table =>
    {
        FirmFinder finder = new(table, 0, FirmCodes.Chinese, "CNY", sink, context);
        Proof proof = context.Proofs.Begin(NoPriceRule, source.Name);
        RowProof judge = new(table);
        return () =>
        {
            FirmState? firm = finder.Find();
            DateOnly date = table.VendorDay(1);
            string type = table.RequiredText(2);
            if (!table.Failed && type is not ("S" or "R"))
            {
                table.Fail(2, "STATE-UNKNOWN", $"'{type}' is neither S (suspended) nor R (resumed)", "Export the table again");
            }

            if (firm is null || table.Failed || !table.IsMissing(3))
            {
                return;
            }

            bool resumes = type == "R";
            if (!resumes)
            {
                if (firm.PriceDays.Count > 0 && date >= firm.PriceDays.First && date <= firm.PriceDays.Last)
                {
                    judge.Decide(proof, !firm.PriceDays.Contains(date), firm, date, 1, $"{firm.Code} has a price on {DayText.Iso(date)}", "the day is shifted, or S and R are exchanged");
                }

                if (!firm.SuspendedDays.Add(date))
                {
                    return;
                }
            }

            sink.Suspension(new SuspensionFact(firm.Code, date, resumes, date, source.Name));
        };
    });
}
