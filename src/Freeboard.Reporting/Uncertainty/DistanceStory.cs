using System.Globalization;
using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Tables;

namespace Freeboard.Reporting.Uncertainty;

/// <summary>The page of distances under uncertain figures: the expected one between those at the least and the greatest belief asked for, beside the one at the known figures.</summary>
internal static class DistanceStory
{
    private const int Most = 24;

    internal static TableStory Of(TableCells cells, Phrasebook words)
    {
        string heading = words["uncertainty.distance.heading"];
        int[] answered = [.. Enumerable.Range(0, cells.Rows.Count).Where(i => cells.Number(cells.Rows[i], "expected") is not null && cells.Number(cells.Rows[i], "fixed") is not null)];
        string lede = words.Say("uncertainty.distance.lede", Numbers.Count(cells.Rows.Count), Numbers.Count(answered.Length), cells.Text(cells.Rows[0], "distance"));
        if (answered.Length == 0)
        {
            return new TableStory(heading, lede, []);
        }

        double[] beliefs = [.. cells.Setting("beliefs").Split(',').Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : 0.5).Order()];
        string Column(double belief) => string.Create(CultureInfo.InvariantCulture, $"belief{belief}");
        int[] shown = [.. answered.OrderBy(i => cells.Number(cells.Rows[i], "expected")).ThenBy(i => i).Take(Most)];
        double?[] Pick(string column) => [.. shown.Select(i => cells.Number(cells.Rows[i], column))];
        double farthest = answered.Max(i => Math.Abs(cells.Number(cells.Rows[i], "expected")!.Value - cells.Number(cells.Rows[i], "fixed")!.Value));
        string title = words.Say("uncertainty.distance.title", TableNumber.Of(farthest));
        string[] names = cells.Names("id");
        string low = beliefs[0].ToString(CultureInfo.InvariantCulture);
        string high = beliefs[^1].ToString(CultureInfo.InvariantCulture);
        return new TableStory(
            heading,
            lede,
            [
                new StoryFigure("distances", title, words.Say("uncertainty.distance.sub", low, high), title, new IntervalsFigure
                {
                    Unit = FigureUnit.Number,
                    Axis = words["uncertainty.distance.axis"],
                    Names = new IntervalsNames(words["bayes.firm"], words["uncertainty.distance.expected"], words.Say("uncertainty.distance.at", low), words.Say("uncertainty.distance.at", high), words["uncertainty.distance.fixed"]),
                    Rows = [.. shown.Select(i => names[i])],
                    Value = Pick("expected"),
                    Low = Pick(Column(beliefs[0])),
                    High = Pick(Column(beliefs[^1])),
                    Mark = Pick("fixed"),
                }, answered.Length > shown.Length ? words.Say("bayes.cut", Numbers.Count(shown.Length), Numbers.Count(answered.Length)) : null),
            ]);
    }
}
