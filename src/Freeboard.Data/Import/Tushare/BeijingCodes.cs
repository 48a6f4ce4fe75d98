using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Tushare;

/// <summary>bse_mapping: old codes of Beijing (43, 83, 87) and the new ones (920), in force from 9 October 2025.</summary>
internal sealed class BeijingCodes() : TableLayout(TushareLayouts.Source, "bse_mapping", "Tushare bse_mapping", ReadingOrder.Frame, Layout)
{
    private static readonly TableSchema Layout = new("Tushare bse_mapping", ["o_code|原代码", "n_code|新代码"], ["name|股票名称", "list_date|上市日期"]) { AllowsExtra = true };

    public override void Read(SourceFile source, IFactSink sink, ImportContext context) => ReadRows(source, context, table => () =>
    {
        string? old = Code(table, 0);
        string? now = Code(table, 1);
        if (old is null || now is null || table.Failed)
        {
            return;
        }

        if (!ChineseCode.IsOldBeijing(old) || !ChineseCode.IsNewBeijing(now))
        {
            table.Fail(0, "CODE-CHANGE-UNKNOWN", $"{old} to {now} is no change from 43, 83 or 87 to 920", "Correct the row, or leave it out");
        }
        else if (!context.CodeChanges.TryAdd(old, now) && context.CodeChanges[old] != now)
        {
            table.Fail(0, "CODE-CHANGE-UNKNOWN", $"{old} becomes {context.CodeChanges[old]} in another row", "Keep one of the two rows");
        }
        else
        {
            sink.CodeChange(new CodeChangeFact(old, now, ChineseCode.BeijingChange, ChineseCode.BeijingChange, source.Name));
        }
    });

    private static string? Code(Table table, int column)
    {
        if (FirmCodes.Chinese.TryRead(table.Text(column), out ReadOnlySpan<char> code, out (string Code, string Reason, string Hint) fault))
        {
            return code.ToString();
        }

        table.Fail(column, fault.Code, fault.Reason, fault.Hint);
        return null;
    }
}
