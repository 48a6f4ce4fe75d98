using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Proofs;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Tushare;

/// <summary>shibor: simple annual rates in percent by tenor.</summary>
internal sealed class Shibor() : TableLayout(TushareLayouts.Source, "shibor", "Tushare shibor", ReadingOrder.Others, Layout)
{
    private static readonly TableSchema Layout = new("Tushare shibor", ["date|日期", "on|隔夜|O/N", "1y|1年|1Y"], ["1w|1周|1W", "2w|2周|2W", "1m|1个月|1月|1M", "3m|3个月|3月|3M", "6m|6个月|6月|6M", "9m|9个月|9月|9M"]) { AllowsExtra = true };
    private static readonly (int Column, double TenorYears)[] Tenors = [(1, 1 / 365.0), (3, 7 / 365.0), (4, 14 / 365.0), (5, 1 / 12.0), (6, 0.25), (7, 0.5), (8, 0.75), (2, 1)];

    // On record since 2006: overnight 0.4 to 13.5 %, one year 1.2 to 5.3 %.
    private static readonly ProofRule RangeRule = new("RATE-PERCENT", "one-year rates lie between 0.3 and 20 percent, all others between 0.1 and 30", "1y");

    // The rates of one day lie within a few points of each other.
    private static readonly ProofRule CurveRule = new("RATE-CURVE", "the rates of a day lie within a factor 25 of each other", "on");

    public override void Read(SourceFile source, IFactSink sink, ImportContext context) => ReadRows(source, context, table =>
    {
        Proof range = context.Proofs.Begin(RangeRule, source.Name);
        Proof curve = context.Proofs.Begin(CurveRule, source.Name);
        RowProof judge = new(table);
        DaySet days = new();
        return () =>
        {
            DateOnly date = table.VendorDay(0);
            double low = double.MaxValue;
            double high = 0;
            bool inRange = true;
            foreach ((int column, double tenor) in Tenors)
            {
                if (table.Real(column) is { } rate)
                {
                    low = Math.Min(low, rate);
                    high = Math.Max(high, rate);
                    inRange &= rate >= (tenor == 1 ? 0.3 : 0.1) && rate <= (tenor == 1 ? 20 : 30);
                }
            }

            if (table.Failed)
            {
                return;
            }

            string text = FormattableString.Invariant($"rates of {DayText.Iso(date)} from {low:0.####} to {high:0.####}");
            if (!judge.Decide(range, inRange, null, date, high / 3, text, high < 0.3 ? "rates look like decimals, not percent" : high > 90 ? "rates look like basis points, not percent" : "a rate is in another unit than the others")
                || !judge.Decide(curve, !(low > 0 && high / low > 25), null, date, high / low, text, "one of the rates is in another unit than the others"))
            {
                return;
            }

            if (!days.Add(date))
            {
                table.Fail(0, "DATE-DUPLICATE", $"the file has rates for {DayText.Iso(date)} already", "Delete one of the two rows");
                return;
            }

            foreach ((int column, double tenor) in Tenors)
            {
                if (table.Real(column) is { } rate)
                {
                    sink.Rate(new RateFact(date, tenor, rate / 100, source.Name));
                }
            }
        };
    });
}
