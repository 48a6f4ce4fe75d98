using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Tables;
using Freeboard.Reporting.Validation;
using Freeboard.Scoring;
using Freeboard.Services.Scoring;
using Freeboard.Services.Tables;

namespace Freeboard.Reporting.Scoring;

/// <summary>The page of a fitted card: how well it tells bad from good, which variables do it, what they are worth in points.</summary>
internal static class ScoreFitStory
{
    private const double Weak = 0.02;

    internal static TableStory Of(TableReport table, Phrasebook words)
    {
        ScoreFitReport report = (ScoreFitReport)table.Detail!;
        Scorecard card = report.Fit.Card!;
        ScoreMeasures headline = report.Headline;
        List<(string, ScoreMeasures)> samples = [(words["score.sample.fit"], report.Train)];
        if (report.Test is { } test)
        {
            samples.Add((words["score.sample.unseen"], test));
        }

        string lede = words.Say(
            report.Test is null ? "score.fit.lede" : "score.fit.lede.unseen", Numbers.Count(report.Train.Rows), Numbers.Count(report.Train.Bad), Numbers.Count(card.Variables.Count), Numbers.Count(headline.Rows), Numbers.Fixed(headline.Area.Area ?? 0.5, 3));
        StoryFigure?[] figures = [ScoreFigures.Roc(samples, words), ScoreFigures.Separation(headline, PointsOf(card), words), Values(report, words), Points(card, words)];
        List<StoryTable> tables = [ScoreFigures.Measures(samples, words), Coefficients(report, words), Scale(card, words)];
        if (report.Fit.Steps.Count > 0)
        {
            tables.Add(Selection(report, words));
        }

        return new TableStory(words.Say("score.fit.heading", report.Options.Target), lede, [.. figures.OfType<StoryFigure>()]) { Tables = tables, HasNotes = true };
    }

    /// <summary>Points of a probability that may have been rounded to 0 or 1.</summary>
    internal static Func<double, double> PointsOf(Scorecard card) => probability => card.Scale.PointsOf(Math.Clamp(probability, 1e-15, 1 - 1e-15));

    private static StoryFigure Values(ScoreFitReport report, Phrasebook words)
    {
        VariableBins[] all = [.. report.Fit.Variables.OrderByDescending(static v => v.InformationValue)];
        int weak = all.Count(static v => v.InformationValue < Weak);
        string title = words.SayCount("score.iv.title", weak, all[0].Name, Numbers.Fixed(all[0].InformationValue ?? 0, 2), Numbers.Count(weak), Numbers.Count(all.Length));
        return ScoreFigures.OfVariables("information", title, words["score.iv.sub"], all, shown => new IntervalsFigure
        {
            Unit = FigureUnit.Number,
            Axis = words["score.iv"],
            Names = new IntervalsNames(words["score.variable"], words["score.iv"]),
            Rows = [.. shown.Select(static v => v.Name)],
            Value = [.. shown.Select(static v => v.InformationValue)],
            Level = new LineLevel(Weak, words["score.iv.level"]),
        }, words);
    }

    private static StoryFigure Points(Scorecard card, Phrasebook words)
    {
        (string Name, double Low, double High, double Mean)[] all = [.. card.Variables.Select((v, i) => Span(card, v.Bins, i)).OrderByDescending(static s => s.High - s.Low)];
        string title = words.Say("score.points.title", all[0].Name, Numbers.Fixed(all[0].High - all[0].Low, 0), Numbers.Fixed(card.Scale.PointsToDoubleOdds, 0));
        return ScoreFigures.OfVariables("points", title, words["score.points.sub"], all, shown => new IntervalsFigure
        {
            Unit = FigureUnit.Number,
            Axis = words["score.points"],
            Names = new IntervalsNames(words["score.variable"], words["score.points.mean"], words["score.points.least"], words["score.points.most"]),
            Rows = [.. shown.Select(static s => s.Name)],
            Value = [.. shown.Select(static s => (double?)s.Mean)],
            Low = [.. shown.Select(static s => (double?)s.Low)],
            High = [.. shown.Select(static s => (double?)s.High)],
        }, words);
    }

    private static (string Name, double Low, double High, double Mean) Span(Scorecard card, VariableBins bins, int place)
    {
        int[] used = [.. Enumerable.Range(0, bins.Bins.Count).Where(b => bins.Bins[b].Count > 0)];
        double[] points = [.. used.Select(b => card.PointsOf(place, b))];
        double all = used.Sum(b => bins.Bins[b].Count);
        return (bins.Name, points.Min(), points.Max(), used.Zip(points, (b, p) => bins.Bins[b].Count * p).Sum() / all);
    }

    private static StoryTable Coefficients(ScoreFitReport report, Phrasebook words) => new(
        "coefficients",
        words["score.coefficients.heading"],
        words[report.Options.Card.Convention == WoeConvention.BadOverGood ? "score.coefficients.bad" : "score.coefficients.good"],
        [new StoryColumn(words["score.variable"], false), new StoryColumn(words["score.coefficient"]), new StoryColumn(words["score.error"]), new StoryColumn("z"), new StoryColumn("p")],
        [.. report.Fit.Regression!.Coefficients.Select(static c => (string[])[c.Name, Numbers.Fixed(c.Value, 4), Numbers.Fixed(c.StandardError, 4), Numbers.Fixed(c.Z, 2), ValidationSentences.P(c.Probability)])]);

    private static StoryTable Scale(Scorecard card, Phrasebook words)
    {
        RoundingReport rounding = card.Rounding;
        string odds = card.Scale.Odds == OddsConvention.GoodToBad ? "score.scale.good" : "score.scale.bad";
        return new StoryTable(
            "scaling",
            words["score.scale.heading"],
            words.Say("score.scale.note", Numbers.Fixed(rounding.LargestGain, 2), Numbers.Fixed(rounding.LargestLoss, 2), Numbers.Fixed(rounding.OddsFactor, 3)),
            [new StoryColumn(words["score.scale.base"], false), new StoryColumn(words[odds]), new StoryColumn(words["score.scale.pdo"]), new StoryColumn(words["score.scale.factor"]), new StoryColumn(words["score.scale.offset"])],
            [[TableNumber.Of(card.Scale.BasePoints), TableNumber.Of(card.Scale.BaseOdds), TableNumber.Of(card.Scale.PointsToDoubleOdds), Numbers.Fixed(card.Scale.Factor, 4), Numbers.Fixed(card.Scale.Offset, 4)]]);
    }

    private static StoryTable Selection(ScoreFitReport report, Phrasebook words) => new(
        "selection",
        words["score.selection.heading"],
        words["score.selection.note"],
        [new StoryColumn(words["score.variable"], false), new StoryColumn(words["score.selection.step"], false), new StoryColumn(words["score.selection.rule"], false), new StoryColumn(words["score.selection.value"]), new StoryColumn(words["score.selection.other"], false)],
        [.. report.Fit.Steps.Select(step => (string[])[step.Variable, words[step.Kept ? "score.selection.in" : "score.selection.out"], words[$"score.rule.{step.Rule.Replace(' ', '-')}"], TableNumber.Of(step.Value), step.Other ?? ""])]);
}
