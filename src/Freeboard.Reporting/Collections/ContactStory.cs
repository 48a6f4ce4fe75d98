using System.Globalization;
using Freeboard.Collections;
using Freeboard.Numerics.Regression;
using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Scoring;
using Freeboard.Reporting.Tables;
using Freeboard.Reporting.Validation;
using Freeboard.Services.Collections;
using Freeboard.Services.Tables;

namespace Freeboard.Reporting.Collections;

/// <summary>The page of lost contact: how many stay reachable, what raises the risk, and whether the warning came true on accounts not seen.</summary>
internal static class ContactStory
{
    private const double Deviations = 1.959963984540054;

    internal static TableStory Of(TableReport table, Phrasebook words)
    {
        ContactReport report = (ContactReport)table.Detail!;
        string lede = words.Say("contact.lede", Numbers.Count(report.Accounts), Numbers.Count(report.Model.Lost), Numbers.Count(report.Censored));
        if (report.OutOfSample is { Area.Area: { } area } measures)
        {
            lede += " " + words.Say("contact.lede.unseen", Numbers.Fixed(area, 3), Numbers.Fixed(measures.AgainstPeriods.SecondArea ?? 0.5, 3), measures.RiskiestTenth is { } tenth ? Numbers.Percent(tenth, 0) : Numbers.Absent);
        }

        StoryFigure?[] figures = [Life(report, words), Effects(report.Model, words), Groups(report, words), Roc(report, words)];
        StoryTable[] tables = report.OutOfSample is { } found ? [Levels(report, words), Unseen(report, found, words)] : [Levels(report, words)];
        return new TableStory(words["contact.heading"], lede, [.. figures.OfType<StoryFigure>()]) { Tables = tables, HasNotes = true };
    }

    private static StoryFigure? Life(ContactReport report, Phrasebook words)
    {
        if (report.Life.Count == 0)
        {
            return null;
        }

        ContactLife last = report.Life[^1];
        string title = words.Say("contact.life.title", Numbers.Count(last.Period), Numbers.Percent(last.Reached, 0));
        return new StoryFigure("reached", title, words["contact.life.sub"], title, new CurvesFigure
        {
            Unit = FigureUnit.Number,
            Names = new CurvesNames(words["contact.life.line"], words["contact.period"], words["contact.life.y"]),
            Curves = [new Curve(words["contact.life.reached"], true, true, [0, .. report.Life.Select(static l => (double)l.Period)], [1, .. report.Life.Select(static l => l.Reached)])],
        });
    }

    private static StoryFigure? Effects(ContactHazard model, Phrasebook words)
    {
        if (model.Status != LogitStatus.Converged)
        {
            return null;
        }

        LogitTerm[] terms = [.. model.Terms.OrderByDescending(static t => Math.Abs(t.Coefficient / t.StandardError))];
        LogitTerm lead = terms[0];
        string title = words.Say(lead.Coefficient > 0 ? "contact.effects.raises" : "contact.effects.lowers", lead.Name, Numbers.Fixed(Math.Exp(lead.Coefficient), 2));
        return new StoryFigure("effects", title, words["contact.effects.sub"], title, new IntervalsFigure
        {
            Unit = FigureUnit.Number,
            Logarithmic = true,
            Axis = words["contact.effects.axis"],
            Names = new IntervalsNames(words["score.variable"], words["contact.oddsratio"], words.Say("table.low", "95%"), words.Say("table.high", "95%")),
            Rows = [.. terms.Select(static t => t.Name)],
            Value = [.. terms.Select(static t => (double?)Math.Exp(t.Coefficient))],
            Low = [.. terms.Select(static t => (double?)Math.Exp(t.Coefficient - (Deviations * t.StandardError)))],
            High = [.. terms.Select(static t => (double?)Math.Exp(t.Coefficient + (Deviations * t.StandardError)))],
            Level = new LineLevel(1, words["repayment.level"]),
        });
    }

    private static StoryFigure? Groups(ContactReport report, Phrasebook words)
    {
        if (report.Groups.Count == 0)
        {
            return null;
        }

        int inside = report.Groups.Count(static g => g.Low <= g.Forecast && g.Forecast <= g.High);
        string title = words.Say("contact.groups.title", Numbers.Count(inside), Numbers.Count(report.Groups.Count));
        return new StoryFigure("groups", title, words.Say("contact.groups.sub", Numbers.Count(report.Horizon)), title, new IntervalsFigure
        {
            Unit = FigureUnit.Share,
            Axis = words["contact.groups.axis"],
            Names = new IntervalsNames(words["contact.group"], words["contact.came"], words.Say("table.low", "95%"), words.Say("table.high", "95%"), words["contact.forecast"]),
            Rows = [.. report.Groups.Select(g => words.Say("contact.group.name", Numbers.Count(g.Number), Numbers.Count(g.Accounts)))],
            Value = [.. report.Groups.Select(static g => (double?)g.Came)],
            Low = [.. report.Groups.Select(static g => g.Low)],
            High = [.. report.Groups.Select(static g => g.High)],
            Mark = [.. report.Groups.Select(static g => (double?)g.Forecast)],
        }, words["contact.groups.note"]);
    }

    private static StoryFigure? Roc(ContactReport report, Phrasebook words)
    {
        if (report.OutOfSample is not { Curve.Points.Count: > 1 } measures)
        {
            return null;
        }

        string title = words.Say("contact.roc.title", Numbers.Percent(measures.Area.Area ?? 0.5, 1));
        return new StoryFigure("roc", title, words["contact.roc.sub"], title, new CurvesFigure
        {
            Unit = FigureUnit.Share,
            Names = new CurvesNames(words["score.sample"], words["contact.roc.x"], words["contact.roc.y"]),
            Curves =
            [
                ScoreFigures.Drawn(words["contact.unseen"], true, [.. measures.Curve.Points.Select(static p => (p.FalseAlarmRate, p.HitRate))]),
                new Curve(words["score.roc.chance"], false, false, [0, 1], [0, 1]),
            ],
        });
    }

    private static StoryTable Levels(ContactReport report, Phrasebook words) => new(
        "levels",
        words["contact.levels.heading"],
        words["contact.levels.note"],
        [new StoryColumn(words["contact.period"], false), new StoryColumn(words["contact.atrisk"]), new StoryColumn(words["contact.lost"]), new StoryColumn(words["contact.hazard"]), new StoryColumn(words["contact.logodds"])],
        [
            .. report.Model.Baseline.Select(static p => (string[])
            [
                p.From == p.To ? p.From.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{p.From}–{p.To}"), Numbers.Count(p.AtRisk), Numbers.Count(p.Lost),
                ValidationSentences.Percent(p.Lost / (double)p.AtRisk), p.LogOdds is { } odds ? Numbers.Fixed(odds, 3) : "",
            ]),
        ]);

    private static StoryTable Unseen(ContactReport report, ContactMeasures measures, Phrasebook words) => new(
        "unseen",
        words["contact.measures.heading"],
        words.Say("contact.measures.note", Numbers.Count(measures.Folds)),
        [new StoryColumn(words["contact.measure"], false), new StoryColumn(words["contact.model"]), new StoryColumn(words["contact.periodalone"])],
        [
            ["AUC", ScoreFigures.Four(measures.Area.Area), ScoreFigures.Four(measures.AgainstPeriods.SecondArea)],
            [words["score.logloss"], ScoreFigures.Four(measures.LogLoss), ScoreFigures.Four(measures.LogLossOfPeriods)],
            [words.Say("contact.expected", Numbers.Count(measures.Came)), Numbers.Fixed(measures.Expected, 1), ""],
            [words["contact.slope"], ScoreFigures.Four(measures.Line.Slope), ""],
            [words["contact.drift"], ValidationSentences.P(report.Drift?.Probability), ""],
        ]);
}
