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
}
