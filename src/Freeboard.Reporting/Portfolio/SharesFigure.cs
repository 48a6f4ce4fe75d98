using Freeboard.Portfolio;
using Freeboard.Reporting.Language;
using Freeboard.Services.Portfolio;

namespace Freeboard.Reporting.Portfolio;

/// <summary>One obligor of the figure.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Risk">Share of the expected shortfall, decimal.</param>
/// <param name="Exposure">Share of the exposure, decimal.</param>
public sealed record SharesRow(string Name, double Risk, double Exposure);

/// <summary>Column names.</summary>
/// <param name="Obligor">The obligor.</param>
/// <param name="Risk">Share of the expected shortfall.</param>
/// <param name="Exposure">Share of the exposure.</param>
public sealed record SharesNames(string Obligor, string Risk, string Exposure);

/// <summary>The largest contributions beside the exposures, for the element fb-shares.</summary>
public sealed record SharesFigure
{
    private const int MostRows = 12;

    /// <summary>The largest first, at most twelve.</summary>
    public required IReadOnlyList<SharesRow> Rows { get; init; }

    /// <summary>Names of the table's columns.</summary>
    public required SharesNames Names { get; init; }

    /// <summary>The figure of a report; null without contributions.</summary>
    /// <param name="report">The losses.</param>
    /// <param name="words">The language.</param>
    public static SharesFigure? Of(PortfolioReport report, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        double main = report.Measures is null ? 0 : PortfolioSentences.Main(report).Level;
        if (report.ShortfallsAt(main) is not { } parts || !(parts.Sum() > 0) || !(report.Portfolio.TotalExposure > 0))
        {
            return null;
        }

        CreditPortfolio portfolio = report.Portfolio;
        double total = parts.Sum();
        return new SharesFigure
        {
            Rows =
            [
                .. Enumerable.Range(0, portfolio.Count)
                    .OrderByDescending(i => parts[i]).ThenBy(i => portfolio.Ids[i], StringComparer.Ordinal)
                    .Take(MostRows)
                    .Select(i => new SharesRow(portfolio.Ids[i], parts[i] / total, portfolio.Exposures[i] / portfolio.TotalExposure)),
            ],
            Names = new SharesNames(words["portfolio.obligor"], words["portfolio.esshare"], words["portfolio.exposureshare"]),
        };
    }
}
