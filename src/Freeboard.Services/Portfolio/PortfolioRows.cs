using System.Globalization;
using Freeboard.Portfolio;
using Freeboard.Portfolio.Concentration;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Portfolio;

/// <summary>A portfolio's losses as rows: one a level, or one an obligor and level.</summary>
public static class PortfolioRows
{
    private static readonly string[] LevelColumns =
        ["level", "var", "es", "varLow", "varHigh", "esStandardError", "expectedLoss", "standardDeviation", "method", "status"];

    private static readonly string[] ContributionColumns =
        ["level", "obligor", "ead", "lgd", "pd", "expectedLoss", "varContribution", "esContribution", "esStandardError", "esShare", "exposureShare", "standaloneEs"];

    /// <summary>The measures: a row a level.</summary>
    /// <param name="report">The report.</param>
    public static OutputTable Levels(PortfolioReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        string method = report.Options.Method.ToString().ToLowerInvariant();
        string status = report.Status.ToString();
        string[] Row(double wanted) => report.Measures is { } measures && measures.Levels.FirstOrDefault(level => level.Level == wanted) is { } level
            ? [Text(level.Level), Text(level.ValueAtRisk), Text(level.ExpectedShortfall), Text(level.ValueAtRiskLow), Text(level.ValueAtRiskHigh), Text(level.ExpectedShortfallStandardError), Text(measures.ExpectedLoss), Text(measures.StandardDeviation), method, status]
            : [Text(wanted), "", "", "", "", "", "", "", method, report.Measures is null ? status : nameof(PortfolioStatus.NumericalBreakdown)];
        return new OutputTable
        {
            Name = "losses",
            Columns = OutputColumn.Of(LevelColumns, "method", "status"),
            Rows = [.. report.Options.Levels.Select(Row)],
            RunId = report.Provenance.RunId,
            JsonDocument = stream => PortfolioJson.Write(stream, report),
        };
    }

    /// <summary>The contributions: a row an obligor and level, in the order of the table.</summary>
    /// <param name="report">The report.</param>
    public static OutputTable Contributions(PortfolioReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new OutputTable
        {
            Name = "contributions",
            Columns = OutputColumn.Of(ContributionColumns, "obligor"),
            Rows = report.Contributions.SelectMany(level => OfLevel(report.Portfolio, level)),
            RunId = report.Provenance.RunId,
        };
    }

    private static IEnumerable<string[]> OfLevel(CreditPortfolio portfolio, RiskContributions level)
    {
        double total = level.ExpectedShortfall.Sum();
        for (int i = 0; i < portfolio.Count; i++)
        {
            yield return
            [
                Text(level.Level),
                portfolio.Ids[i],
                Text(portfolio.Exposures[i]),
                Text(portfolio.LossesGivenDefault[i]),
                Text(portfolio.DefaultProbabilities[i]),
                Text(portfolio.LossOf(i) * portfolio.DefaultProbabilities[i]),
                Text(level.ValueAtRisk[i]),
                Text(level.ExpectedShortfall[i]),
                Text(level.ExpectedShortfallStandardErrors?[i]),
                Text(total > 0 ? level.ExpectedShortfall[i] / total : null),
                Text(portfolio.TotalExposure > 0 ? portfolio.Exposures[i] / portfolio.TotalExposure : null),
                Text(Diversification.StandaloneShortfall(portfolio, i, level.Level)),
            ];
        }
    }

    private static string Text(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("G17", CultureInfo.InvariantCulture) : "";
}
