using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Tables;
using Freeboard.Reporting.Validation;
using Freeboard.Services.Scoring;
using Freeboard.Validation.Discrimination;

namespace Freeboard.Reporting.Scoring;

/// <summary>Figures and tables that both pages of scorecards have.</summary>
internal static class ScoreFigures
{
    /// <summary>Rows of a plot at most.</summary>
    private const int Most = 24;

    private const double LeastStep = 1 / 400.0;

    /// <summary>ROC curves of samples with chance beside them.</summary>
    internal static StoryFigure Roc(IReadOnlyList<(string Name, ScoreMeasures Measures)> samples, Phrasebook words)
    {
        ScoreMeasures lead = samples[^1].Measures;
        string title = words.Say("score.roc.title", Numbers.Percent(lead.Area.Area ?? 0.5, 1));
        string summary = lead.Area is { Low: { } low, High: { } high } ? $"{title} {words.Say("score.roc.summary", Numbers.Percent(lead.Area.Level, 0), Numbers.Fixed(low, 3), Numbers.Fixed(high, 3))}" : title;
        return new StoryFigure("roc", title, words["score.roc.sub"], summary, new CurvesFigure
        {
            Unit = FigureUnit.Share,
            Names = new CurvesNames(words["score.sample"], words["score.roc.x"], words["score.roc.y"]),
            Curves =
            [
                .. samples.Select((sample, i) => Drawn(sample.Name, i == samples.Count - 1, [.. sample.Measures.Curve.Points.Select(static p => (p.FalseAlarmRate, p.HitRate))])),
                new Curve(words["score.roc.chance"], false, false, [0, 1], [0, 1]),
            ],
        });
    }

    /// <summary>Cumulated shares of bad and good rows over points.</summary>
    internal static StoryFigure? Separation(ScoreMeasures measures, Func<double, double> pointsOf, Phrasebook words)
    {
        if (measures.Curve.Widest is not { } widest || !double.IsFinite(widest.Threshold))
        {
            return null;
        }

        RocPoint[] points = [.. measures.Curve.Points.Where(static p => double.IsFinite(p.Threshold))];
        string title = words.Say("score.ks.title", Numbers.Fixed(pointsOf(widest.Threshold), 0), Numbers.Percent(widest.HitRate, 0), Numbers.Percent(widest.FalseAlarmRate, 0));
        return new StoryFigure("separation", title, words["score.ks.sub"], $"{title} {words.Say("score.ks.summary", Numbers.Fixed(measures.KolmogorovSmirnov ?? 0, 3))}", new CurvesFigure
        {
            Unit = FigureUnit.Number,
            Names = new CurvesNames(words["score.rows"], words["score.points"], words["score.ks.y"]),
            Curves =
            [
                Drawn(words["score.bad"], true, [.. points.Select(p => (pointsOf(p.Threshold), p.HitRate))]),
                Drawn(words["score.good"], false, [.. points.Select(p => (pointsOf(p.Threshold), p.FalseAlarmRate))]),
            ],
        });
    }

    /// <summary>Measures of samples side by side.</summary>
    internal static StoryTable Measures(IReadOnlyList<(string Name, ScoreMeasures Measures)> samples, Phrasebook words) => new(
        "measures",
        words["score.measures.heading"],
        words.Say("score.measures.note", Numbers.Percent(samples[0].Measures.Area.Level, 0)),
        [
            new StoryColumn(words["score.sample"], false), new StoryColumn(words["score.rows"]), new StoryColumn(words["score.bad"]), new StoryColumn("AUC"), new StoryColumn(words["score.interval"]), new StoryColumn("KS"), new StoryColumn("Gini"),
            new StoryColumn("Brier"), new StoryColumn(words["score.logloss"]), new StoryColumn(words["score.hosmer"]),
        ],
        [
            .. samples.Select(sample => (string[])
            [
                sample.Name, Numbers.Count(sample.Measures.Rows), Numbers.Count(sample.Measures.Bad), Four(sample.Measures.Area.Area),
                sample.Measures.Area is { Low: { } low, High: { } high } ? $"{Numbers.Fixed(low, 4)} – {Numbers.Fixed(high, 4)}" : "",
                Four(sample.Measures.KolmogorovSmirnov), Four(sample.Measures.Area.Area is { } area ? (2 * area) - 1 : null), Four(sample.Measures.Brier), Four(sample.Measures.LogLoss),
                ValidationSentences.P(sample.Measures.IsFitted ? sample.Measures.HosmerLemeshow.ProbabilityFitted : sample.Measures.HosmerLemeshow.ProbabilityFresh),
            ]),
        ]);

    /// <summary>A curve without the points that nobody could tell apart; places ascend.</summary>
    internal static Curve Drawn(string name, bool lead, IReadOnlyList<(double X, double Y)> points)
    {
        double width = points[^1].X - points[0].X;
        List<(double X, double Y)> drawn = [points[0]];
        foreach ((double x, double y) in points)
        {
            if (x - drawn[^1].X >= LeastStep * width || Math.Abs(y - drawn[^1].Y) >= LeastStep)
            {
                drawn.Add((x, y));
            }
        }

        if (drawn[^1] != points[^1])
        {
            drawn.Add(points[^1]);
        }

        return new Curve(name, false, lead, [.. drawn.Select(static p => p.X)], [.. drawn.Select(static p => p.Y)]);
    }

    internal static string Four(double? value) => value is { } number ? Numbers.Fixed(number, 4) : "";

    /// <summary>A figure with a row a variable: the first of those there are, and a word about the others.</summary>
    internal static StoryFigure OfVariables<T>(string id, string title, string sub, IReadOnlyList<T> all, Func<IReadOnlyList<T>, IntervalsFigure> figure, Phrasebook words)
    {
        T[] shown = [.. all.Take(Most)];
        return new StoryFigure(id, title, sub, title, figure(shown), all.Count > shown.Length ? words.Say("score.cut", Numbers.Count(shown.Length), Numbers.Count(all.Count)) : null);
    }
}
