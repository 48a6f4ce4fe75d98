using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.NetEase;

/// <summary>Reads the NetEase files of a folder.</summary>
internal sealed class NetEaseFiles(MarketDraft draft, ImportLog log)
{
    private readonly PaidInCapitals capitals = new();
    private readonly HashSet<ShareFact> shares = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<StatementFact> statements = new(ReferenceEqualityComparer.Instance);

    public void Read(FolderContent content, ImportStep step)
    {
        foreach (SourceFile source in content.Histories)
        {
            step.StartFile(source.Name);
            HistoryFile.Read(source, draft, log, step);
            step.FinishFile();
        }

        foreach (SourceFile source in content.BalanceSheets)
        {
            step.StartFile(source.Name);
            BalanceSheetFile.Read(source, draft, capitals, log, step);
            step.FinishFile();
        }

        shares.UnionWith(draft.Firms.Values.SelectMany(static f => f.Shares));
        statements.UnionWith(draft.Firms.Values.SelectMany(static f => f.Statements));
    }

    /// <summary>What needs every file: canonical facts take the place of the vendor's, and share counts at par fill what no file gave.</summary>
    public void Finish()
    {
        foreach (FirmDraft firm in draft.Firms.Values.OrderBy(static f => f.Description.Firm, StringComparer.Ordinal))
        {
            Prefer(firm.Shares, shares, firm.Description.Firm, "share counts", "shares.csv");

            // The vendor's dates are deadlines: left in, they would replace a filed figure on the day of the deadline.
            Prefer(firm.Statements, statements, firm.Description.Firm, "balance sheets", "statements.csv");
        }

        capitals.Apply(draft, log);
        int implied = draft.Firms.Values.Count(f => f.Shares.Exists(shares.Contains));
        if (implied > 0)
        {
            log.Note("SHARES-IMPLIED", "", implied, FormattableString.Invariant($"Share counts of {implied} firms are market value / close; what is not tradable is counted as restricted, B and H shares included."));
        }

        int lagged = draft.Firms.Values.Sum(f => f.Statements.Count(statements.Contains));
        if (lagged > 0)
        {
            log.Note("LAG-POLICY", "", lagged, FormattableString.Invariant($"{log.Options.LagPolicy.Name}: {lagged} balance sheets carry no announcement dates; {log.Options.LagPolicy.Description}."));
        }
    }

    private void Prefer<T>(List<T> facts, HashSet<T> vendor, string code, string what, string canonical)
    {
        if (facts.Exists(f => !vendor.Contains(f)) && facts.RemoveAll(vendor.Contains) is > 0 and int removed)
        {
            log.Note("CANONICAL-PREFERRED", code, removed, FormattableString.Invariant($"{code}: {removed} {what} of the NetEase files were left out, because {canonical} has the firm."));
        }
    }
}
