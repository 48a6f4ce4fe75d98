using Freeboard.Portfolio;
using Freeboard.Reporting.Language;
using Freeboard.Services.Portfolio;

namespace Freeboard.Reporting.Portfolio;

/// <summary>A loss that is marked.</summary>
/// <param name="At">Where, currency units.</param>
/// <param name="Text">Its label.</param>
/// <param name="Strong">Whether it is the level that the page speaks of.</param>
/// <param name="Dashed">Whether it is a mean.</param>
public sealed record LossMark(double At, string Text, bool Strong, bool Dashed);

/// <summary>Column names and axis title.</summary>
/// <param name="Bin">The bin.</param>
/// <param name="Share">Its probability.</param>
/// <param name="Axis">Title of the axis of losses.</param>
/// <param name="From">Where a bin begins, in the CSV.</param>
/// <param name="To">Where it ends, in the CSV.</param>
public sealed record LossNames(string Bin, string Share, string Axis, string From, string To);

/// <summary>A loss distribution in bins with its marks, for the element fb-loss.</summary>
public sealed record LossFigure
{
    /// <summary>Where the first bin begins.</summary>
    public required double Start { get; init; }

    /// <summary>Width of a bin.</summary>
    public required double Width { get; init; }

    /// <summary>Probability of each bin, decimal.</summary>
    public required IReadOnlyList<double> Shares { get; init; }

    /// <summary>From which loss on the bars are dark: the VaR of the page's level.</summary>
    public required double Tail { get; init; }

    /// <summary>Expected loss, VaR, ES.</summary>
    public required IReadOnlyList<LossMark> Marks { get; init; }

    /// <summary>Names of the table's columns.</summary>
    public required LossNames Names { get; init; }

    /// <summary>The figure of a report; null where its method gives no distribution.</summary>
    /// <param name="report">The losses.</param>
    /// <param name="words">The language.</param>
    public static LossFigure? Of(PortfolioReport report, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        if (report.Measures is not { } measures || report.Histogram is not { } histogram)
        {
            return null;
        }

        LossLevel main = PortfolioSentences.Main(report);
        LossLevel last = measures.Levels.MaxBy(level => level.Level)!;
        string level = PortfolioSentences.Level(main.Level);
        List<LossMark> marks =
        [
            new(measures.ExpectedLoss, words.Say("portfolio.mark.expected", Numbers.Amount(measures.ExpectedLoss)), false, true),
            new(main.ValueAtRisk, $"VaR {level} {Numbers.Amount(main.ValueAtRisk)}", true, false),
            new(main.ExpectedShortfall, $"ES {level} {Numbers.Amount(main.ExpectedShortfall)}", true, true),
        ];
        if (last.Level > main.Level)
        {
            marks.Add(new LossMark(last.ValueAtRisk, $"VaR {PortfolioSentences.Level(last.Level)} {Numbers.Amount(last.ValueAtRisk)}", false, false));
        }

        return new LossFigure
        {
            Start = histogram.Start,
            Width = histogram.Width,
            Shares = histogram.Shares,
            Tail = main.ValueAtRisk,
            Marks = marks,
            Names = new LossNames(words["portfolio.loss"], words["portfolio.probability"], words["portfolio.loss.axis"], words["portfolio.loss.from"], words["portfolio.loss.to"]),
        };
    }
}
