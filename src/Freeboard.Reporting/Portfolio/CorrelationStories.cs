using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Tables;

namespace Freeboard.Reporting.Portfolio;

/// <summary>The pages of loadings on the market, and of where two borrowers end together.</summary>
internal static class CorrelationStories
{
    private const int MostFirms = 24;
    private const int MostPairs = 12;

    /// <summary>How much of each firm's asset variance the market carries, with its interval, and after betas were drawn towards their mean.</summary>
    internal static TableStory Loadings(TableCells cells, Phrasebook words)
    {
        int[] answered = [.. Enumerable.Range(0, cells.Rows.Count).Where(i => Number(i, "rho") is not null && Number(i, "systematicShare") is not null)];
        string heading = words.Say("loadings.heading", Numbers.Count(cells.Rows.Count));
        if (answered.Length == 0)
        {
            return new TableStory(heading, words["loadings.lede.none"], []);
        }

        double[] correlations = [.. answered.Select(i => Number(i, "rho")!.Value).Order()];
        string lede = words.Say("loadings.lede", Numbers.Percent(Median(correlations), 1), Numbers.Percent(correlations[0], 1), Numbers.Percent(correlations[^1], 1), Numbers.Count(answered.Length));
        int[] shown = [.. answered.OrderByDescending(i => Number(i, "rho")).ThenBy(i => i).Take(MostFirms)];
        string title = words.Say("loadings.title", cells.Text(cells.Rows[shown[0]], "obligor"), Numbers.Percent(Number(shown[0], "rho")!.Value, 1));
        IntervalsFigure figure = new()
        {
            Unit = FigureUnit.Share,
            Axis = words["loadings.axis"],
            Names = new IntervalsNames(words["portfolio.obligor"], words["loadings.own"], words.Say("table.low", "95 %"), words.Say("table.high", "95 %"), words["loadings.shrunk"]),
            Rows = [.. shown.Select(i => cells.Text(cells.Rows[i], "obligor"))],
            Value = Of("systematicShare"),
            Low = Of("systematicShareLow"),
            High = Of("systematicShareHigh"),
            Mark = Of("rho"),
        };
        return new TableStory(heading, lede, [new StoryFigure("loadings", title, words["loadings.sub"], title, figure)]);

        double? Number(int row, string column) => cells.Number(cells.Rows[row], column);
        double?[] Of(string column) => [.. shown.Select(i => Number(i, column))];
    }

    /// <summary>The pairs of states in which correlation matters most, and all pairs as a table.</summary>
    internal static TableStory Joint(TableCells cells, Phrasebook words)
    {
        string[] states = [.. cells.Rows.Select(row => cells.Text(row, "second")).Distinct(StringComparer.Ordinal)];
        (double Joint, double Alone)[] pairs = [.. cells.Rows.Select(row => (cells.Number(row, "probability") ?? 0, cells.Number(row, "independent") ?? 0))];
        string first = cells.Setting("first");
        string second = cells.Setting("second");
        string heading = words.Say("joint.heading", first, second);
        (double joint, double alone) = pairs[^1];
        string worst = states[^1];
        string lede = alone > 0
            ? words.Say("joint.lede", worst, TableNumber.Probability(joint), TableNumber.Probability(alone), cells.Setting("correlation"))
            : words.Say("joint.lede.none", worst, cells.Setting("correlation"));
        int[] shown = [.. Enumerable.Range(0, pairs.Length).Where(i => pairs[i].Joint > 0 && pairs[i].Alone > 0).OrderByDescending(i => Math.Abs(pairs[i].Joint - pairs[i].Alone)).ThenBy(i => i).Take(MostPairs)];
        if (shown.Length == 0)
        {
            return new TableStory(heading, lede, []);
        }

        string[] names = [.. shown.Select(i => $"{cells.Text(cells.Rows[i], "first")}, {cells.Text(cells.Rows[i], "second")}")];
        IntervalsFigure figure = new()
        {
            Unit = FigureUnit.Share,
            Logarithmic = true,
            Axis = words["joint.axis"],
            Names = new IntervalsNames(words["joint.pair"], words["joint.together"], null, null, words["joint.independent"]),
            Rows = names,
            Value = [.. shown.Select(i => (double?)pairs[i].Joint)],
            Mark = [.. shown.Select(i => (double?)pairs[i].Alone)],
        };
        string title = words.Say("joint.title", names[0], TableNumber.Probability(pairs[shown[0]].Joint), TableNumber.Probability(pairs[shown[0]].Alone));
        return new TableStory(heading, lede, [new StoryFigure("joint", title, words["joint.sub"], title, figure)])
        {
            Tables =
            [
                new StoryTable("jointtable", words["joint.table"], words.Say("joint.table.note", first, second), [new StoryColumn(words["joint.from"], false), .. states.Select(static state => new StoryColumn(state))],
                    [.. states.Select((state, i) => (string[])[state, .. states.Select((_, j) => TableNumber.Probability(pairs[(i * states.Length) + j].Joint))])]),
            ],
        };
    }

    private static double Median(double[] ordered) => 0.5 * (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]);
}
