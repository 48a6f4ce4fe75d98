using Freeboard.Reporting.Bayes;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Learning;
using Freeboard.Reporting.Uncertainty;
using Freeboard.Services.Tables;

namespace Freeboard.Reporting.Tables;

/// <summary>A figure of a table's page: its finding, what is drawn, the data.</summary>
/// <param name="Id">Identifier on the page.</param>
/// <param name="Title">The finding, in a sentence made from the data.</param>
/// <param name="Subtitle">What is drawn, in which unit.</param>
/// <param name="Summary">The figure in words, for those who do not see it.</param>
/// <param name="Data">One of the figures of this floor.</param>
/// <param name="Note">A sentence under the plot; null for none.</param>
public sealed record StoryFigure(string Id, string Title, string Subtitle, string Summary, object Data, string? Note = null);

/// <summary>What the page of one command's rows says: heading, sentence, figures. The rows themselves follow.</summary>
/// <param name="Heading">The page's heading.</param>
/// <param name="Lede">One sentence under it, made from the data.</param>
/// <param name="Figures">The figures; none where no row has an answer.</param>
public sealed record TableStory(string Heading, string Lede, IReadOnlyList<StoryFigure> Figures)
{
    /// <summary>The story of a table.</summary>
    /// <param name="report">The rows.</param>
    /// <param name="words">The language.</param>
    /// <exception cref="ArgumentException">The command has no page.</exception>
    public static TableStory Of(TableReport report, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        TableCells cells = new(report);
        return report.Command switch
        {
            "bayes groups" => EdfBeliefStories.Groups(cells, words),
            "bayes low-default" => EdfBeliefStories.LowDefault(cells, words),
            "bayes odds" => SignalStories.Odds(cells, words),
            "bayes ratios" => SignalStories.Ratios(cells, words),
            "bayes dependence" => SignalStories.Dependence(cells, words),
            "bayes window" => WindowStory.Of(cells, words),
            "bayes beta" => MarketStories.Beta(cells, words),
            "bayes anomaly" => MarketStories.Anomaly(cells, words),
            "network train" or "network compare" => NetworkStories.Models(cells, words),
            "network explain" => NetworkStories.Explain(cells, words),
            "uncertainty fit" => BeliefStories.Fit(cells, report.Curves, words),
            "uncertainty delphi" => BeliefStories.Delphi(cells, report.Curves, words),
            "uncertainty describe" => BeliefStories.Describe(cells, report.Curves, words),
            "uncertainty distance" => DistanceStory.Of(cells, words),
            _ => throw new ArgumentException($"'{report.Command}' has no page.", nameof(report)),
        };
    }
}
