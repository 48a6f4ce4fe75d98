using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Tables;

namespace Freeboard.Reporting.Bayes;

/// <summary>The page of windows of equity values: sigmaV and EDF with what is left open, by three laws for one window, by the posterior for many.</summary>
internal static class WindowStory
{
    private const int Most = 24;

    internal static TableStory Of(TableCells cells, Phrasebook words)
    {
        string level = Numbers.Percent(cells.SettingNumber("level", 0.9), 0);
        string heading = words["bayes.window.heading"];
        int[] answered = [.. Enumerable.Range(0, cells.Rows.Count).Where(i => cells.Number(cells.Rows[i], "EDFLow") is not null)];
        string lede = words.Say("bayes.window.lede", Numbers.Count(cells.Rows.Count), Numbers.Count(answered.Length), level);
        return answered.Length switch
        {
            0 => new TableStory(heading, lede, []),
            1 => new TableStory(heading, lede, One(cells, cells.Rows[answered[0]], words, level)),
            _ => new TableStory(heading, lede, Many(cells, answered, words, level)),
        };
    }

    private static StoryFigure[] One(TableCells cells, string[] row, Phrasebook words, string level)
    {
        double? Of(string column) => cells.Number(row, column);
        string volatility = words.Say("bayes.window.volatility.title", level, Numbers.Percent(Of("sigmaVLow")!.Value, 1), Numbers.Percent(Of("sigmaVHigh")!.Value, 1));
        string edf = words.Say("bayes.window.edf.title", level, TableNumber.Probability(Of("EDFLow")!.Value), TableNumber.Probability(Of("EDFHigh")!.Value));
        string[] laws = [words["bayes.window.posterior"], words["bayes.window.normal"], words["bayes.window.closed"]];
        return
        [
            Figure("volatility", volatility, words["bayes.window.volatility.sub"], words["bayes.window.law"], words["bayes.axis.volatility"], laws, false,
                [Of("sigmaVMean"), Of("sigmaV"), Of("sigmaV")], [Of("sigmaVLow"), Of("sigmaVNormalLow"), Of("sigmaVClosedLow")], [Of("sigmaVHigh"), Of("sigmaVNormalHigh"), Of("sigmaVClosedHigh")], [], words, level, words["bayes.window.note"]),
            Figure("edf", edf, words["bayes.window.edf.sub"], words["bayes.window.law"], words["bayes.axis.edf"], [laws[0], laws[2]], true,
                [Of("EDFMean"), Of("EDFClosedMean")], [Of("EDFLow"), Of("EDFClosedLow")], [Of("EDFHigh"), Of("EDFClosedHigh")], [Of("EDF"), Of("EDF")], words, level, null),
        ];
    }

    private static StoryFigure[] Many(TableCells cells, int[] answered, Phrasebook words, string level)
    {
        // The riskiest first; all of them are in the rows.
        int[] shown = [.. answered.OrderByDescending(i => cells.Number(cells.Rows[i], "EDFMean")).ThenBy(i => i).Take(Most)];
        double?[] Of(string column) => [.. shown.Select(i => cells.Number(cells.Rows[i], column))];
        string[] all = cells.Names("firm");
        string[] names = [.. shown.Select(i => all[i])];
        string? note = answered.Length > shown.Length ? words.Say("bayes.window.cut", Numbers.Count(shown.Length), Numbers.Count(answered.Length)) : null;
        double widest = answered.Max(i => cells.Number(cells.Rows[i], "sigmaVHigh")!.Value / cells.Number(cells.Rows[i], "sigmaVLow")!.Value);
        string[] edfs = [.. shown.Take(1).Select(i => TableNumber.Probability(cells.Number(cells.Rows[i], "EDFMean")!.Value))];
        return
        [
            Figure("edf", words.Say("bayes.window.many.edf", names[0], edfs[0]), words["bayes.window.edf.sub"], words["bayes.window.row"], words["bayes.axis.edf"], names, true,
                Of("EDFMean"), Of("EDFLow"), Of("EDFHigh"), Of("EDF"), words, level, note),
            Figure("volatility", words.Say("bayes.window.many.volatility", Numbers.Fixed(widest, 2)), words["bayes.window.volatility.sub"], words["bayes.window.row"], words["bayes.axis.volatility"], names, false,
                Of("sigmaVMean"), Of("sigmaVLow"), Of("sigmaVHigh"), [], words, level, null),
        ];
    }

    private static StoryFigure Figure(
        string id, string title, string subtitle, string row, string axis, string[] rows, bool logarithmic, double?[] value, double?[] low, double?[] high, double?[] mark, Phrasebook words, string level, string? note) =>
        new(id, title, subtitle, title, new IntervalsFigure
        {
            Unit = FigureUnit.Share,
            Logarithmic = logarithmic,
            Axis = axis,
            Names = new IntervalsNames(row, words["bayes.window.mean"], words.Say("table.low", level), words.Say("table.high", level), mark.Length > 0 ? words["bayes.window.plugin"] : null),
            Rows = rows,
            Value = value,
            Low = low,
            High = high,
            Mark = mark,
        }, note);
}
