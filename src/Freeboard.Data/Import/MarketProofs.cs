namespace Freeboard.Data.Import;

/// <summary>Proofs that need more than one file.</summary>
internal static class MarketProofs
{
    public static void Check(MarketDraft draft, ImportLog log)
    {
        foreach (FirmDraft firm in draft.Firms.Values.OrderBy(static f => f.Description.Firm, StringComparer.Ordinal))
        {
            if (firm.Prices.Count == 0)
            {
                log.Note("NO-PRICES", firm.Description.Firm, 1, $"{firm.Description.Firm} has no prices.");
            }

            if (firm.Statements.Count == 0)
            {
                log.Note("NO-STATEMENTS", firm.Description.Firm, 1, $"{firm.Description.Firm} has no statements.");
            }
        }
    }
}
