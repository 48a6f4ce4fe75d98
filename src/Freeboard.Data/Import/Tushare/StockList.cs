using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Tushare;

/// <summary>stock_basic: names, industries, listing and delisting days.</summary>
internal sealed class StockList() : TableLayout(TushareLayouts.Source, "stock_basic", "Tushare stock_basic", ReadingOrder.Firms, Layout)
{
    private static readonly TableSchema Layout = new(
        "Tushare stock_basic",
        [TushareLayouts.CodeNames, "name|股票名称", "list_date|上市日期"],
        ["industry|所属行业", "delist_date|退市日期", "symbol", "area|地域", "market|市场类型", "exchange|交易所代码", "list_status|上市状态", "fullname|股票全称"])
    {
        AllowsExtra = true,
    };

    public override void Read(SourceFile source, IFactSink sink, ImportContext context) => ReadRows(source, context, table =>
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        return () =>
        {
            if (!FirmCodes.Chinese.TryRead(table.Text(0), out ReadOnlySpan<char> code, out (string Code, string Reason, string Hint) fault))
            {
                table.Fail(0, fault.Code, fault.Reason, fault.Hint);
                return;
            }

            string firm = code.ToString();
            string name = table.RequiredText(1);
            DateOnly? listed = table.OptionalVendorDay(2);
            DateOnly? delisted = table.OptionalVendorDay(4);
            if (!table.Failed && delisted <= listed)
            {
                table.Fail(4, "DELISTED-BEFORE-LISTED", "the firm is delisted on or before the day it is listed", "Correct one of the two days");
            }

            if (!table.Failed && !seen.Add(firm))
            {
                table.Fail(0, "FIRM-DUPLICATE", $"the firm '{firm}' stands in the file twice", "Delete one of the rows");
            }

            if (table.Failed)
            {
                return;
            }

            context.Firm(firm).Stated = true;
            sink.Firm(new FirmFact
            {
                Description = new FirmDescription
                {
                    Firm = firm,
                    Name = name,
                    Currency = context.Options.DefaultCurrency ?? "CNY",
                    Kind = "general",
                    Industry = table.OptionalText(3),
                    Exchange = FirmCodes.Chinese.Exchange(firm),
                },
                Listed = listed,
                Delisted = delisted,
                Source = source.Name,
            });
        };
    });
}
