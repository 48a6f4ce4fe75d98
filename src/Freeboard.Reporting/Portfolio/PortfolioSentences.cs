using System.Globalization;
using Freeboard.Portfolio;
using Freeboard.Reporting.Language;
using Freeboard.Services.Portfolio;

namespace Freeboard.Reporting.Portfolio;

/// <summary>What the pages of a portfolio say, made from its figures.</summary>
public static class PortfolioSentences
{
    /// <summary>The level that the page speaks of: 0.99 where it is among those asked for, else the highest below 0.9995.</summary>
    /// <param name="report">The losses, with measures.</param>
    public static LossLevel Main(PortfolioReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        IReadOnlyList<LossLevel> levels = report.Measures!.Levels;
        return levels.FirstOrDefault(level => level.Level == 0.99)
            ?? levels.Where(level => level.Level < 0.9995).MaxBy(level => level.Level)
            ?? levels[0];
    }

    /// <summary>A level as a percentage without needless zeros: 99.9%.</summary>
    /// <param name="level">The level, decimal.</param>
    public static string Level(double level) => Math.Round(100 * level, 8).ToString("0.########", CultureInfo.InvariantCulture) + "%";

    /// <summary>The copula.</summary>
    /// <param name="report">The losses.</param>
    /// <param name="words">The language.</param>
    public static string Copula(PortfolioReport report, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        return report.Options.DegreesOfFreedom is { } nu ? words.Say("portfolio.copula.t", nu.ToString("0.##", CultureInfo.InvariantCulture)) : words["portfolio.copula.gaussian"];
    }

    /// <summary>The error of the expected shortfall, two standard errors either way; words where it has none.</summary>
    /// <param name="level">The tail.</param>
    /// <param name="words">The language.</param>
    public static string Error(LossLevel level, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(level);
        ArgumentNullException.ThrowIfNull(words);
        return level.ExpectedShortfallStandardError is { } error ? words.Say("portfolio.plusminus", Numbers.Amount(1.96 * error)) : words["portfolio.exact"];
    }

    /// <summary>The finding of the loss figure.</summary>
    /// <param name="report">The losses.</param>
    /// <param name="words">The language.</param>
    public static string LossTitle(PortfolioReport report, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(words);
        LossLevel main = Main(report);
        return words.Say("portfolio.loss.title", Numbers.Fixed(1 / (1 - main.Level), 0), Numbers.Amount(main.ValueAtRisk), Numbers.Amount(main.ExpectedShortfall));
    }

    /// <summary>What the loss figure draws.</summary>
    /// <param name="report">The losses.</param>
    /// <param name="words">The language.</param>
    public static string LossSubtitle(PortfolioReport report, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        string width = report.Histogram is { } histogram ? Numbers.Amount(histogram.Width) : Numbers.Absent;
        return report.Scenarios > 0 ? words.Say("portfolio.loss.sub", Numbers.Count(report.Scenarios), width) : words.Say("portfolio.loss.sub.exact", width);
    }

    /// <summary>The loss figure in words.</summary>
    /// <param name="report">The losses.</param>
    /// <param name="words">The language.</param>
    public static string LossSummary(PortfolioReport report, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        return words.Say("portfolio.loss.summary", Numbers.Amount(report.Measures!.ExpectedLoss), Numbers.Amount(report.Measures.StandardDeviation), LossTitle(report, words));
    }

    /// <summary>The finding of the contributions.</summary>
    /// <param name="report">The losses.</param>
    /// <param name="shares">The figure.</param>
    /// <param name="words">The language.</param>
    public static string SharesTitle(PortfolioReport report, SharesFigure shares, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(shares);
        ArgumentNullException.ThrowIfNull(words);
        return words.Say("portfolio.shares.title", Numbers.Count(shares.Rows.Count), Numbers.Percent(shares.Rows.Sum(row => row.Risk), 0), Numbers.Percent(shares.Rows.Sum(row => row.Exposure), 0));
    }
}
