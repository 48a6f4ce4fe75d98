namespace Freeboard.Reporting.Market;

/// <summary>Share of firms of high risk on one date.</summary>
/// <param name="Date">The date.</param>
/// <param name="Firms">Firms with a distance on the date.</param>
/// <param name="Risky">Those of them with a distance below <see cref="MarketView.HighRiskDistance"/>.</param>
public sealed record ShareAt(DateOnly Date, int Firms, int Risky)
{
    /// <summary>The share as a decimal; null when no firm has a distance.</summary>
    public double? Share => Firms == 0 ? null : (double)Risky / Firms;

    internal static ShareAt Of(DateOnly date, IEnumerable<FirmSeries> firms, int place)
    {
        int count = 0;
        int risky = 0;
        foreach (FirmSeries firm in firms)
        {
            if (firm.Distance[place] is not { } distance)
            {
                continue;
            }

            count++;
            risky += distance < MarketView.HighRiskDistance ? 1 : 0;
        }

        return new ShareAt(date, count, risky);
    }
}
