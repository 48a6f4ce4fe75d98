using Freeboard.Data.AsOf;

namespace Freeboard.Data.Import;

/// <summary>
/// Proves the units of statements against those of closes and shares: over firms, the median market equity is a few times
/// the net assets, and a slip of units in all rows moves it by a factor of a thousand and more.
/// </summary>
/// <remarks>
/// A firm whose statement is in another currency than its shares is left out: a won is a thousandth of a dollar.
/// Single firms are never judged, because a firm near default, or one that bought its own shares back, may lie anywhere.
/// </remarks>
internal static class EquityProof
{
    // Medians of price / book lie between about 0.3 and 10 in every market on record; liabilities spread wider, banks most.
    private const double DoubtfulNetAssets = 50;
    private const double ImpossibleNetAssets = 500;
    private const double DoubtfulLiabilities = 1000;

    // Where the honest medians lie; the slip is guessed from the distance to here.
    private const double UsualNetAssets = 2;
    private const double UsualLiabilities = 5;
    private const int EnoughFirms = 5;

    public static void Check(MarketDraft draft, ImportLog log)
    {
        List<double> netAssets = [];
        List<double> liabilities = [];
        string source = "";
        foreach (FirmDraft firm in draft.Firms.Values.OrderBy(static f => f.Description.Firm, StringComparer.Ordinal))
        {
            if (MarketEquity(firm) is not { } equity || Newest(firm) is not { } statement)
            {
                continue;
            }

            source = source.Length == 0 ? statement.Source : source;
            if (statement.NetAssets > 0)
            {
                netAssets.Add(equity / statement.NetAssets.Value);
            }
            else if ((statement.TotalLiabilities ?? ((statement.CurrentLiabilities ?? 0) + (statement.NonCurrentLiabilities ?? 0))) is > 0 and double owed)
            {
                liabilities.Add(equity / owed);
            }
        }

        // Firms without positive net assets are the distressed ones wherever others state them: they would say nothing of units.
        if (netAssets.Count > 0)
        {
            Judge(netAssets, "net assets", DoubtfulNetAssets, source, log);
        }
        else if (liabilities.Count > 0)
        {
            Judge(liabilities, "total liabilities", DoubtfulLiabilities, source, log);
        }
    }

    private static void Judge(List<double> ratios, string what, double doubtful, string source, ImportLog log)
    {
        double median = RatioMedian.Of(ratios);
        if (median >= 1 / doubtful && median <= doubtful)
        {
            return;
        }

        string likely = LikelySlip(median / (doubtful == DoubtfulNetAssets ? UsualNetAssets : UsualLiabilities));
        string says = FormattableString.Invariant($"market equity is {median:0.##e0} times the newest {what} on the median of {ratios.Count} firms");
        if (doubtful == DoubtfulNetAssets && ratios.Count >= EnoughFirms && median is < 1 / ImpossibleNetAssets or > ImpossibleNetAssets)
        {
            // A source may carry the policy that dated its statements in brackets after the file's name.
            log.FileError(source.Split(" (")[0], "UNITS-IMPOSSIBLE", says, $"Write currency units and shares in all files: most likely {likely}");
        }
        else
        {
            log.Note("UNITS-DOUBTFUL", "", ratios.Count, $"{says}: check the units of statements, closes and shares. If it is a slip, most likely {likely}.");
        }
    }

    private static string LikelySlip(double excess)
    {
        double decades = Math.Abs(Math.Log10(excess));
        (string factor, string unit) = decades switch
        {
            < 2.5 => ("1e2", "hundreds"),
            < 3.5 => ("1e3", "thousands"),
            < 5 => ("1e4", "ten thousands"),
            < 7 => ("1e6", "millions"),
            _ => ("1e8", "hundred millions"),
        };
        return excess > 1
            ? $"the statements are in {unit}, or closes, share counts or market values are too large by {factor}"
            : $"share counts or market values are in {unit}, or the statements are too large by {factor}";
    }

    /// <summary>Last trading close x all shares in force then; without shares the last market value; null when neither is there.</summary>
    private static double? MarketEquity(FirmDraft firm)
    {
        int last = firm.Prices.FindLastIndex(static r => r.Trading);
        if (last >= 0 && new SharesInForce(firm).On(firm.Prices[last].Date) is { } count)
        {
            return firm.Prices[last].Close * count;
        }

        int valued = firm.Prices.FindLastIndex(static r => r.MarketValue > 0);
        return valued >= 0 ? firm.Prices[valued].MarketValue : null;
    }

    private static StatementFact? Newest(FirmDraft firm) => firm.Statements
        .Where(s => s.Currency.Code == firm.Description.Currency)
        .OrderBy(static s => s.PeriodEnd).ThenBy(static s => s.Announced).ThenBy(static s => s.Revised).LastOrDefault();
}
