using Freeboard.Reporting.Bayes;
using Freeboard.Reporting.Collections;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Learning;
using Freeboard.Reporting.Migration;
using Freeboard.Reporting.Portfolio;
using Freeboard.Reporting.Scoring;
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

/// <summary>A column of a small table on a page.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="IsNumber">Whether it stands to the right.</param>
public sealed record StoryColumn(string Name, bool IsNumber = true);

/// <summary>A small table of a page: figures that are too few, or too different, to draw.</summary>
/// <param name="Id">Identifier on the page.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Note">A sentence above it; null for none.</param>
/// <param name="Columns">The columns; the first names the rows.</param>
/// <param name="Rows">Cells as they are read; empty ones are written as a dash.</param>
public sealed record StoryTable(string Id, string Heading, string? Note, IReadOnlyList<StoryColumn> Columns, IReadOnlyList<string[]> Rows);

/// <summary>What the page of one command's rows says: heading, sentence, figures. The rows themselves follow.</summary>
/// <param name="Heading">The page's heading.</param>
/// <param name="Lede">One sentence under it, made from the data.</param>
/// <param name="Figures">The figures; none where no row has an answer.</param>
public sealed record TableStory(string Heading, string Lede, IReadOnlyList<StoryFigure> Figures)
{
    /// <summary>Small tables between the figures and the rows.</summary>
    /// <value>The default value is none.</value>
    public IReadOnlyList<StoryTable> Tables { get; init; } = [];

    /// <summary>Whether notes on the data have a place on the page.</summary>
    /// <value>The default value is false.</value>
    public bool HasNotes { get; init; }

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
            "score fit" => ScoreFitStory.Of(report, words),
            "score report" => ScoreCheckStory.Of(report, words),
            "collections repayment" => RepaymentStory.Of(report, words),
            "collections contact" => ContactStory.Of(report, words),
            "network train" or "network compare" => NetworkStories.Models(cells, words),
            "network explain" => NetworkStories.Explain(cells, words),
            "uncertainty fit" => BeliefStories.Fit(cells, report.Curves, words),
            "uncertainty delphi" => BeliefStories.Delphi(cells, report.Curves, words),
            "uncertainty describe" => BeliefStories.Describe(cells, report.Curves, words),
            "uncertainty distance" => DistanceStory.Of(cells, words),
            "migration roll" => RollStory.Of(report, words),
            "portfolio price" => CapitalStories.Price(cells, words),
            "portfolio loadings" => CorrelationStories.Loadings(cells, words),
            "portfolio joint-migration" => CorrelationStories.Joint(cells, words),
            "portfolio asrf --irb" => CapitalStories.Requirement(cells, words),
            _ => throw new ArgumentException($"'{report.Command}' has no page.", nameof(report)),
        };
    }
}
