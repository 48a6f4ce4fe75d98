using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Tables;

namespace Freeboard.Reporting.Bayes;

/// <summary>Pages of behavioural signals.</summary>
internal static class SignalStories
{
    internal static TableStory Odds(TableCells cells, Phrasebook words)
    {
        double before = cells.SettingNumber("edf", double.NaN);
        double?[] after = cells.Column("edf");
        string title = words.Say(after[^1] >= before ? "bayes.odds.up" : "bayes.odds.down", TableNumber.Probability(before), TableNumber.Probability(after[^1]!.Value));
        return new TableStory(
            words["bayes.odds.heading"],
            words.Say("bayes.odds.lede", Numbers.Count(cells.Rows.Count), cells.Setting("dependence")),
            [Points("odds", title, words["bayes.odds.sub"], words["bayes.odds.row"], words["bayes.axis.edf"], FigureUnit.Share, [words["bayes.odds.before"], .. cells.Names("signal")], [before, .. after], null)]);
    }

    internal static TableStory Ratios(TableCells cells, Phrasebook words)
    {
        double[] logs = cells.Present("logLikelihoodRatio");
        int strongest = Enumerable.Range(0, logs.Length).MaxBy(i => Math.Abs(logs[i]));
        string title = words.Say(logs[strongest] >= 0 ? "bayes.ratios.title" : "bayes.ratios.title.against", cells.Names("signal")[strongest], Numbers.Fixed(Math.Exp(Math.Abs(logs[strongest])), 1));
        return new TableStory(
            words["bayes.ratios.heading"],
            words["bayes.ratios.lede"],
            [Points("ratios", title, words["bayes.ratios.sub"], words["bayes.odds.row"], words["bayes.ratios.axis"], FigureUnit.Number, cells.Names("signal"), [.. logs.Select(log => (double?)Math.Exp(log))], new LineLevel(1, words["bayes.ratios.one"]))]);
    }

    internal static TableStory Dependence(TableCells cells, Phrasebook words)
    {
        string[] row = cells.Rows[0];
        string lede = words.Say("bayes.dependence.lede", Numbers.Fixed(cells.Number(row, "firms") ?? 0, 0), Numbers.Fixed(cells.Number(row, "defaults") ?? 0, 0));
        if (cells.Number(row, "dependence") is not { } tau || cells.Number(row, "standardError") is not { } error)
        {
            return new TableStory(words["bayes.dependence.heading"], $"{lede} {words.Say("bayes.dependence.none", cells.Text(row, "status"))}", []);
        }

        // Two errors, the usual measure of a difference that chance does not make.
        string key = tau + (2 * error) < 1 ? "bayes.dependence.repeat" : tau - (2 * error) > 1 ? "bayes.dependence.understated" : "bayes.dependence.independent";
        string title = words.Say(key, Numbers.Fixed(tau, 2), Numbers.Fixed(error, 2));
        return new TableStory(
            words["bayes.dependence.heading"],
            lede,
            [
                new StoryFigure("dependence", title, words["bayes.dependence.sub"], title, new IntervalsFigure
                {
                    Unit = FigureUnit.Number,
                    Axis = words["bayes.dependence.axis"],
                    Names = new IntervalsNames(words["bayes.dependence.row"], words["bayes.dependence.axis"], words["bayes.dependence.low"], words["bayes.dependence.high"]),
                    Rows = ["τ"],
                    Value = [tau],
                    Low = [tau - (2 * error)],
                    High = [tau + (2 * error)],
                    Level = new LineLevel(1, words["bayes.dependence.one"]),
                }),
            ]);
    }

    private static StoryFigure Points(string id, string title, string subtitle, string row, string axis, FigureUnit unit, string[] rows, double?[] values, LineLevel? level) => new(id, title, subtitle, title, new IntervalsFigure
    {
        Unit = unit,
        Logarithmic = true,
        Axis = axis,
        Names = new IntervalsNames(row, axis),
        Rows = rows,
        Value = values,
        Level = level,
    });
}
