using Freeboard.Collections;
using Freeboard.Numerics.Regression;
using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Tables;
using Freeboard.Services.Collections;
using Freeboard.Services.Tables;

namespace Freeboard.Reporting.Collections;

/// <summary>The page of repayment rates: what drives whether anything is paid, what drives how much, and whether two parts are worth it.</summary>
internal static class RepaymentStory
{
    private const double Deviations = 1.959963984540054;

    internal static TableStory Of(TableReport table, Phrasebook words)
    {
        RepaymentReport report = (RepaymentReport)table.Detail!;
        string lede = words.Say("repayment.lede", Numbers.Count(report.Observations), Numbers.Percent(report.ShareZero, 0), Numbers.Percent(report.ShareFull, 1), Numbers.Percent(report.MeanRate, 1));
        StoryFigure?[] figures = [Effects("any", report.Model.Any, report.Columns, words), Effects("fraction", report.Model.Fraction, report.Columns, words)];
        return new TableStory(words["repayment.heading"], lede, [.. figures.OfType<StoryFigure>()]) { Tables = [.. Errors(report, words)], HasNotes = true };
    }

    private static StoryFigure? Effects(string part, LogitRegression fit, IReadOnlyList<string> columns, Phrasebook words)
    {
        if (fit.Status != LogitStatus.Converged)
        {
            return null;
        }

        LogitTerm[] terms = [.. fit.Terms.Skip(1)];
        int clear = terms.Count(static t => Math.Abs(t.Coefficient) > Deviations * t.RobustError);
        string title = words.SayCount($"repayment.{part}.title", clear, Numbers.Count(clear), Numbers.Count(columns.Count));
        return new StoryFigure(part, title, words["repayment.effects.sub"], title, new IntervalsFigure
        {
            Unit = FigureUnit.Number,
            Axis = words["repayment.axis"],
            Names = new IntervalsNames(words["score.variable"], words["repayment.effect"], words.Say("table.low", "95%"), words.Say("table.high", "95%")),
            Rows = [.. terms.Select(static t => t.Name)],
            Value = [.. terms.Select(static t => (double?)t.Coefficient)],
            Low = [.. terms.Select(static t => (double?)(t.Coefficient - (Deviations * t.RobustError)))],
            High = [.. terms.Select(static t => (double?)(t.Coefficient + (Deviations * t.RobustError)))],
            Level = new LineLevel(0, words["repayment.level"]),
        });
    }

    private static IEnumerable<StoryTable> Errors(RepaymentReport report, Phrasebook words)
    {
        (string Name, RepaymentErrors? Errors)[] all = [(words["repayment.two"], report.TwoParts), (words["repayment.one"], report.Whole), (words["repayment.mean"], report.Mean)];
        if (all.Any(static e => e.Errors is not null))
        {
            yield return new StoryTable(
                "errors",
                words["repayment.errors.heading"],
                words.Say("repayment.errors.note", Numbers.Count(report.Folds)),
                [new StoryColumn(words["repayment.forecast"], false), new StoryColumn(words["repayment.mae"]), new StoryColumn(words["repayment.rmse"]), new StoryColumn(words["repayment.bias"]), new StoryColumn(words["repayment.rank"])],
                [.. all.Where(static e => e.Errors is not null).Select(static e => (string[])
                [
                    e.Name, Four(e.Errors!.MeanAbsolute), Four(e.Errors.RootMeanSquare), Numbers.Signed(e.Errors.Bias, 4), e.Errors.RankCorrelation is { } rank ? Numbers.Fixed(rank, 3) : "",
                ])]);
        }
    }

    private static string Four(double value) => Numbers.Fixed(value, 4);
}
