using Freeboard.Data.Import.Canonical;

namespace Freeboard.Data.Import;

/// <summary>
/// Proves the units of share counts by the volume: a day's volume is seldom above the shares in force, and never so as a rule.
/// </summary>
/// <remarks>
/// Single days are honest: a squeezed or freshly diluted share turns over more than its capital. So a market is rejected only
/// when most of at least five firms are at fault, or one firm trades more than ten times its capital on the median day.
/// </remarks>
internal static class VolumeProof
{
    // Below this many days a median says little.
    private const int EnoughDays = 20;
    private const int EnoughFirms = 5;
    private const double SystematicDays = 0.01;

    // No market trades a fifth of its capital on the median day; shares in lots make it half of the capital.
    private const double SystematicTurnover = 0.2;

    // Even a count that is stale by a dilution of ten does not bring the median day here; shares in ten thousands bring it to 50.
    private const double ImpossibleTurnover = 10;

    public static void Check(MarketDraft draft, ImportLog log)
    {
        List<Finding> findings = [.. draft.Firms.Values.OrderBy(static f => f.Description.Firm, StringComparer.Ordinal).Select(Of).Where(static f => f.Days > 0)];
        List<Finding> judged = [.. findings.Where(static f => f.Days >= EnoughDays)];
        List<Finding> impossible = [.. judged.Where(static f => f.Turnover > ImpossibleTurnover)];
        List<Finding> systematic = [.. judged.Where(static f => f.Above > SystematicDays * f.Days && f.Turnover > SystematicTurnover)];
        if (impossible.Count > 0 || (judged.Count >= EnoughFirms && systematic.Count * 2 > judged.Count))
        {
            List<Finding> blamed = impossible.Count > 0 ? impossible : systematic;
            double turnover = RatioMedian.Of([.. blamed.Select(static f => f.Turnover)]);
            string unit = turnover switch
            {
                < 2 => "lots of 100",
                < ImpossibleTurnover => "thousands",
                _ => "ten thousands",
            };
            log.FileError(
                SharesFile.FileName,
                "UNIT-VOLUME",
                FormattableString.Invariant($"the volume is above all shares of the firm on {blamed.Sum(static f => f.Above)} of {blamed.Sum(static f => f.Days)} days of {blamed.Count} of {judged.Count} firms ('{blamed[0].Firm}' the first), and {turnover:0.##e0} of the shares on the median day"),
                $"Write shares in both files: most likely the share counts are in {unit}, or the volume is too large by as much",
                "tradable");
            return;
        }

        foreach (Finding finding in findings.Where(static f => f.Above > 0))
        {
            log.Note("VOLUME-ABOVE-SHARES", finding.Firm, finding.Above, FormattableString.Invariant($"{finding.Firm}: the volume is above all shares in force on {finding.Above} of {finding.Days} days; check the units of both and the days of capital changes."));
        }
    }

    private static Finding Of(FirmDraft firm)
    {
        SharesInForce shares = new(firm);
        List<double> turnovers = [];
        int above = 0;
        foreach (PriceRow row in firm.Prices)
        {
            if (row.Trading && row.Volume > 0 && shares.On(row.Date) is { } count)
            {
                turnovers.Add(row.Volume / count);
                above += row.Volume > count ? 1 : 0;
            }
        }

        return new Finding(firm.Description.Firm, turnovers.Count, above, turnovers.Count == 0 ? 0 : RatioMedian.Of(turnovers));
    }

    /// <summary>What one firm's volumes say; the turnover is that of the median day, as a part of all shares.</summary>
    private readonly record struct Finding(string Firm, int Days, int Above, double Turnover);
}
