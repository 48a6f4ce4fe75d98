using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Tables;
using Freeboard.Reporting.Validation;
using Freeboard.Scoring;
using Freeboard.Services.Scoring;
using Freeboard.Services.Tables;
using Freeboard.Validation.Comparison;

namespace Freeboard.Reporting.Scoring;

/// <summary>The page of a card held against another sample: whether the people have changed, and whether the card still tells them apart.</summary>
internal static class ScoreCheckStory
{
    private const double Look = 0.1;
    private const double AnotherPopulation = 0.25;
    private const int MostBins = 10;

    internal static TableStory Of(TableReport table, Phrasebook words)
    {
        ScoreCheckReport report = (ScoreCheckReport)table.Detail!;
        List<StoryFigure> figures = [];
        List<StoryTable> tables = [];
        if (Scores(report, words) is { } scores)
        {
            figures.Add(scores);
        }

        figures.Add(Variables(report, words));
        if (report.Measures is { Area.Area: not null } measures)
        {
            (string, ScoreMeasures)[] samples = [(words["score.sample.now"], measures)];
            figures.Add(ScoreFigures.Roc(samples, words));
            figures.Add(Values(report, words));
            tables.Add(ScoreFigures.Measures(samples, words));
        }

        tables.Add(Bins(report, words));
        string lede = report.Measures is { } found
            ? words.Say("score.report.lede", Numbers.Count(report.Rows), Numbers.Count(found.Bad), Numbers.Fixed(found.Area.Area ?? 0.5, 3), report.Line?.Slope is { } slope ? Numbers.Fixed(slope, 2) : Numbers.Absent)
            : words.Say("score.report.lede.blind", Numbers.Count(report.Rows));
        return new TableStory(words.Say("score.report.heading", report.File.Target), lede, figures) { Tables = tables, HasNotes = true };
    }

    private static StoryFigure? Scores(ScoreCheckReport report, Phrasebook words)
    {
        if (report.Scores is not { Index: { } index } scores || scores.Bins.Count < 2)
        {
            return null;
        }

        double then = scores.Bins.Sum(static bin => bin.ReferenceCount);
        double now = scores.Bins.Sum(static bin => bin.CurrentCount);
        double[] edges = [.. scores.Bins.SkipLast(1).Select(static bin => bin.To)];
        double[] Cumulated(Func<StabilityBin, double> share) => [.. Enumerable.Range(1, edges.Length).Select(k => scores.Bins.Take(k).Sum(share))];
        string title = words.Say(index < Look ? "score.psi.still" : index < AnotherPopulation ? "score.psi.look" : "score.psi.moved", Numbers.Fixed(index, 3), ValidationSentences.P(scores.Probability));
        return new StoryFigure("scores", title, words["score.psi.sub"], title, new CurvesFigure
        {
            Unit = FigureUnit.Number,
            Names = new CurvesNames(words["score.sample"], words["score.points"], words["score.psi.y"]),
            Curves =
            [
                new Curve(words["score.sample.now"], false, true, edges, Cumulated(bin => bin.CurrentCount / now)),
                new Curve(words["score.sample.fit"], false, false, edges, Cumulated(bin => bin.ReferenceCount / then)),
            ],
        });
    }

    private static StoryFigure Variables(ScoreCheckReport report, Phrasebook words)
    {
        CharacteristicStability[] all = [.. report.Moved.Where(static m => m.Index is not null).OrderByDescending(static m => m.Index)];
        int moved = all.Count(static m => m.Index > Look);
        string title = words.SayCount("score.csi.title", moved, Numbers.Count(moved), Numbers.Count(all.Length));
        return ScoreFigures.OfVariables("variables", title, words["score.csi.sub"], all, shown => new IntervalsFigure
        {
            Unit = FigureUnit.Number,
            Axis = words["score.csi"],
            Names = new IntervalsNames(words["score.variable"], words["score.csi"]),
            Rows = [.. shown.Select(static m => m.Variable)],
            Value = [.. shown.Select(static m => m.Index)],
            Level = new LineLevel(Look, words["score.csi.level"]),
        }, words);
    }

    private static StoryFigure Values(ScoreCheckReport report, Phrasebook words)
    {
        int[] all = [.. Enumerable.Range(0, report.Now.Count).OrderByDescending(i => report.File.Card.Variables[i].Bins.InformationValue).ThenBy(static i => i)];
        int weaker = all.Count(i => report.Now[i].InformationValue < report.File.Card.Variables[i].Bins.InformationValue);
        string title = words.SayCount("score.ivnow.title", weaker, Numbers.Count(weaker), Numbers.Count(all.Length));
        return ScoreFigures.OfVariables("information", title, words["score.ivnow.sub"], all, shown => new IntervalsFigure
        {
            Unit = FigureUnit.Number,
            Axis = words["score.iv"],
            Names = new IntervalsNames(words["score.variable"], words["score.sample.now"], Mark: words["score.sample.fit"]),
            Rows = [.. shown.Select(i => report.Now[i].Name)],
            Value = [.. shown.Select(i => report.Now[i].InformationValue)],
            Mark = [.. shown.Select(i => report.File.Card.Variables[i].Bins.InformationValue)],
        }, words);
    }

    private static StoryTable Bins(ScoreCheckReport report, Phrasebook words)
    {
        List<(double Distance, string[] Cells)> rows = [];
        for (int i = 0; i < report.Moved.Count; i++)
        {
            VariableBins then = report.File.Card.Variables[i].Bins;
            double all = then.Bins.Sum(static b => b.Count);
            double seen = report.Moved[i].Counts.Sum();
            for (int b = 0; b < then.Bins.Count && all > 0 && seen > 0; b++)
            {
                double before = then.Bins[b].Count / all;
                double now = report.Moved[i].Counts[b] / seen;
                if (before + now > 0)
                {
                    rows.Add((Math.Abs(now - before), [then.Name, then.Bins[b].Label, Numbers.Percent(before, 1), Numbers.Percent(now, 1), Share(then.Bins[b].BadRate), report.Now.Count == 0 ? "" : Share(report.Now[i].Bins[b].BadRate)]));
                }
            }
        }

        return new StoryTable(
            "bins",
            words["score.moved.heading"],
            words.Say("score.moved.note", Numbers.Count(Math.Min(MostBins, rows.Count)), Numbers.Count(rows.Count)),
            [
                new StoryColumn(words["score.variable"], false), new StoryColumn(words["score.bin"], false), new StoryColumn(words["score.moved.then"]), new StoryColumn(words["score.moved.now"]), new StoryColumn(words["score.moved.badthen"]), new StoryColumn(words["score.moved.badnow"]),
            ],
            [.. rows.OrderByDescending(static r => r.Distance).Take(MostBins).Select(static r => r.Cells)]);
    }

    private static string Share(double? rate) => rate is { } value ? Numbers.Percent(value, 1) : "";
}
