namespace Freeboard.Data.Import.NetEase;

/// <summary>Reads the NetEase files of a folder.</summary>
internal sealed class NetEaseFiles(MarketDraft draft, ImportLog log)
{
    private readonly PaidInCapitals capitals = new();

    public void Read(FolderContent content, ImportStep step)
    {
        foreach (SourceFile source in content.Histories)
        {
            step.StartFile(source.Name);
            HistoryFile.Read(source, draft, log, step);
            step.FinishFile();
        }

        int before = draft.Firms.Values.Sum(static f => f.Statements.Count);
        foreach (SourceFile source in content.BalanceSheets)
        {
            step.StartFile(source.Name);
            BalanceSheetFile.Read(source, draft, capitals, log, step);
            step.FinishFile();
        }

        int statements = draft.Firms.Values.Sum(static f => f.Statements.Count) - before;
        if (statements > 0)
        {
            log.Note("LAG-POLICY", "", statements, FormattableString.Invariant($"{log.Options.LagPolicy.Name}: {statements} balance sheets carry no announcement dates; {log.Options.LagPolicy.Description}."));
        }
    }

    /// <summary>What needs every file: share counts for firms that no file gave any.</summary>
    public void Finish()
    {
        capitals.Apply(draft, log);
        int implied = draft.Firms.Values.Count(static f => f.Shares.Exists(static s => s.Source.EndsWith("(market value / close)", StringComparison.Ordinal)));
        if (implied > 0)
        {
            log.Note("SHARES-IMPLIED", "", implied, FormattableString.Invariant($"Share counts of {implied} firms are market value / close; what is not tradable is counted as restricted, B and H shares included."));
        }
    }
}
