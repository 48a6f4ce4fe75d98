using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.NetEase;

/// <summary>What a file of NetEase holds.</summary>
internal enum NetEaseLayout
{
    /// <summary>Not a NetEase file.</summary>
    None = 0,

    /// <summary>Daily history of one firm, newest first.</summary>
    History,

    /// <summary>Balance sheets of one firm, one column a period.</summary>
    BalanceSheet,
}

/// <summary>Recognises NetEase files by their headers, never by their names alone.</summary>
internal static class Fingerprint
{
    public static NetEaseLayout Of(SourceFile source)
    {
        using ITableReader rows = source.OpenRows();
        if (!rows.Read())
        {
            return NetEaseLayout.None;
        }

        string[] header = rows.Fields();
        // The separator may be wrong: the words are then all in one cell, and the reader names the fault.
        string joined = string.Join(',', header);
        return joined.Contains("日期", StringComparison.Ordinal) && joined.Contains("股票代码", StringComparison.Ordinal) ? NetEaseLayout.History
            : joined.StartsWith("报告日期", StringComparison.Ordinal) ? NetEaseLayout.BalanceSheet
            : NetEaseLayout.None;
    }

    /// <summary>Whether a history names three firms or more: then it is a market's file. A second code in a file of one firm is a fault of its row.</summary>
    public static bool HoldsManyFirms(SourceFile source)
    {
        using ITableReader rows = source.OpenRows();
        if (!rows.Read())
        {
            return false;
        }

        int column = Array.IndexOf(rows.Fields(), "股票代码");
        List<string> codes = [];
        while (column >= 0 && codes.Count < 3 && rows.Read())
        {
            if (codes.Count == 0 || !rows.Bytes(column).SequenceEqual(System.Text.Encoding.UTF8.GetBytes(codes[^1])))
            {
                string code = rows.Text(column);
                if (!codes.Contains(code, StringComparer.Ordinal) && NetEaseCode.IsCode(code.TrimStart('\'')))
                {
                    codes.Add(code);
                }
            }
        }

        return codes.Count >= 3;
    }
}
