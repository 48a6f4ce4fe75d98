using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Tables;

namespace Freeboard.Reporting.Bayes;

/// <summary>Pages of groups of peers and of grades with few defaults.</summary>
internal static class EdfBeliefStories
{
    internal static TableStory Groups(TableCells cells, Phrasebook words)
    {
        double?[] mean = cells.Column("mean");
        double?[] low = cells.Column("low");
        double?[] high = cells.Column("high");
        double?[] edf = cells.Column("edf");
        string level = Numbers.Percent(cells.SettingNumber("level", 0.9), 0);
        string groups = Numbers.Count(cells.Rows.Count);
        string status = cells.Text(cells.Rows[0], "status");
        if (mean.All(value => value is null))
        {
            return new TableStory(words["bayes.groups.heading"], words.Say(status == "NoOverdispersion" ? "bayes.groups.agree" : "bayes.groups.none", groups, status), []);
        }

        int outside = Enumerable.Range(0, mean.Length).Count(i => edf[i] < low[i] || edf[i] > high[i]);
        string strength = Numbers.Amount(cells.Number(cells.Rows[0], "strength")!.Value);
        string title = words.Say("bayes.groups.title", Numbers.Count(outside), groups, level);
        return new TableStory(
            words["bayes.groups.heading"],
            words.Say(status == "Given" ? "bayes.groups.lede.given" : "bayes.groups.lede", groups, strength),
            [
                new StoryFigure("groups", title, words.Say("bayes.groups.sub", level), title, new IntervalsFigure
                {
                    Unit = FigureUnit.Share,
                    Logarithmic = true,
                    Axis = words["bayes.axis.edf"],
                    Names = new IntervalsNames(words["bayes.groups.row"], words["bayes.groups.mean"], words.Say("table.low", level), words.Say("table.high", level), words["bayes.groups.before"]),
                    Rows = cells.Names("group"),
                    Value = mean,
                    Low = low,
                    High = high,
                    Mark = edf,
                }),
            ]);
    }

    internal static TableStory LowDefault(TableCells cells, Phrasebook words)
    {
        string level = Numbers.Percent(cells.SettingNumber("level", 0.75), 1);
        double?[] bound = cells.Column("bound");
        string largest = TableNumber.Probability(bound.Max() ?? 1);
        string defaults = Numbers.Fixed(cells.Present("defaults").Sum(), 0);
        string firms = Numbers.Fixed(cells.Present("firms").Sum(), 0);
        string title = words.Say("bayes.few.title", level, largest);
        return new TableStory(
            words["bayes.few.heading"],
            words.Say("bayes.few.lede", firms, defaults, Numbers.Count(cells.Rows.Count)),
            [
                new StoryFigure("grades", title, words.Say("bayes.few.sub", level), title, new IntervalsFigure
                {
                    Unit = FigureUnit.Share,
                    Logarithmic = true,
                    Axis = words["bayes.axis.pd"],
                    Names = new IntervalsNames(words["bayes.few.row"], words["bayes.few.bound"], Mark: words["bayes.few.jeffreys"]),
                    Rows = cells.Names("grade"),
                    Value = bound,
                    Mark = cells.Column("jeffreysMean"),
                }, words["bayes.few.note"]),
            ]);
    }
}
