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

    /// <summary>The page's heading.</summary>
    /// <param name="report">The losses.</param>
    /// <param name="words">The language.</param>
    public static string Heading(PortfolioReport report, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        return words.Say(report.Model == PortfolioModel.DefaultMode ? "portfolio.heading" : $"portfolio.heading.{report.Model}", Numbers.Count(report.Portfolio.Count));
    }

    /// <summary>The method; for models other than default mode the model's name.</summary>
    /// <param name="report">The losses.</param>
    /// <param name="words">The language.</param>
    public static string Method(PortfolioReport report, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        return report.Model == PortfolioModel.DefaultMode ? words[$"portfolio.method.{report.Options.Method}"] : words[$"portfolio.model.{report.Model}"];
    }

    /// <summary>What the reader must know of the bars.</summary>
    /// <param name="report">The losses.</param>
    /// <param name="words">The language.</param>
    public static string LossNote(PortfolioReport report, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        string status = report.Model == PortfolioModel.DefaultMode ? words[$"portfolio.status.{report.Status}"] : words[$"portfolio.model.{report.Model}.note"];
        return report.Histogram is { DrawnApart: > 0 and int apart } ? words.Say("portfolio.apart", Numbers.Count(apart)) + " " + status : status;
    }

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
        int drawn = report.Histogram is { DrawnApart: > 0 and int apart } ? apart : report.Scenarios;
        return drawn > 0
            ? words.Say(report.Model == PortfolioModel.MarkToMarket ? "portfolio.loss.sub.value" : "portfolio.loss.sub", Numbers.Count(drawn), width)
            : words.Say("portfolio.loss.sub.exact", width);
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
        return shares.Rows.Count == report.Portfolio.Count
            ? words.Say("portfolio.shares.title.all", shares.Rows[0].Name, Numbers.Percent(shares.Rows[0].Risk, 0), Numbers.Percent(shares.Rows[0].Exposure, 0))
            : words.Say("portfolio.shares.title", Numbers.Count(shares.Rows.Count), Numbers.Percent(shares.Rows.Sum(row => row.Risk), 0), Numbers.Percent(shares.Rows.Sum(row => row.Exposure), 0));
    }
}
