using Freeboard.Data.AsOf;

namespace Freeboard.Data.Import.NetEase;

/// <summary>Paid-in capital at the end of a period.</summary>
/// <param name="PeriodEnd">The end of the period.</param>
/// <param name="Announced">The day it counts as known.</param>
/// <param name="Amount">CNY.</param>
/// <param name="Source">The file it came from.</param>
internal sealed record PaidInCapital(DateOnly PeriodEnd, DateOnly Announced, double Amount, string Source);

/// <summary>
/// Shares at par: where a file has no market values, paid-in capital divided by the par value of 1 CNY is the share count.
/// It lags a rights issue by up to the announcement of the next statement.
/// </summary>
internal sealed class PaidInCapitals
{
    private readonly SortedDictionary<string, List<PaidInCapital>> byFirm = new(StringComparer.Ordinal);

    public void Add(string code, PaidInCapital capital)
    {
        if (!byFirm.TryGetValue(code, out List<PaidInCapital>? list))
        {
            byFirm.Add(code, list = []);
        }

        list.Add(capital);
    }

    public void Apply(MarketDraft draft, ImportLog log)
    {
        foreach ((string code, List<PaidInCapital> capitals) in byFirm)
        {
            FirmDraft firm = draft.Firms[code];
            if (firm.Shares.Count > 0)
            {
                Prove(firm, capitals, log);
            }
            else if (firm.Prices.Count > 0)
            {
                firm.Shares.AddRange(capitals.Select(static c => new ShareFact
                {
                    ValidFrom = c.PeriodEnd,
                    KnownOn = c.Announced,
                    Tradable = c.Amount,
                    Restricted = 0,
                    Source = c.Source + " (paid-in capital at 1 CNY par)",
                }));
                log.Note("SHARES-AT-PAR", code, capitals.Count, FormattableString.Invariant($"{code}: {firm.PriceSource} has no market values; {capitals.Count} share counts are paid-in capital at a par of 1 CNY, all counted as tradable, known with their statement."));
            }
        }
    }

    /// <summary>Share counts of the history and paid-in capital differ by the par value at most; four decades apart is a slip of 万元.</summary>
    private static void Prove(FirmDraft firm, List<PaidInCapital> capitals, ImportLog log)
    {
        foreach (PaidInCapital capital in capitals)
        {
            ShareFact shares = firm.Shares.LastOrDefault(s => s.ValidFrom <= capital.PeriodEnd) ?? firm.Shares[0];
            double total = shares.Tradable + shares.Restricted + shares.B + shares.H;
            if (total > 0 && capital.Amount / total is > 100 or < 0.005)
            {
                log.FileError(capital.Source, "UNIT-PAID-IN-CAPITAL", FormattableString.Invariant($"paid-in capital of {DayText.Iso(capital.PeriodEnd)} is {capital.Amount / total:0.###e0} CNY a share"), "Check the units of the balance sheet (万元) and of the market values (CNY)");
                return;
            }
        }
    }
}
