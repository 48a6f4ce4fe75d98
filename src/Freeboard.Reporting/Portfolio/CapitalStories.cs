using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Tables;

namespace Freeboard.Reporting.Portfolio;

/// <summary>The pages of a loan's price and of regulatory capital.</summary>
internal static class CapitalStories
{
    private const int Most = 12;

    /// <summary>The price part by part, and the tail with the loan and without it.</summary>
    internal static TableStory Price(TableCells cells, Phrasebook words)
    {
        string[] row = cells.Rows[0];
        double? Of(string column) => cells.Number(row, column);
        string level = PortfolioSentences.Level(Of("level")!.Value);
        string heading = words.Say("price.heading", Numbers.Amount(Of("ead")!.Value));
        if (Of("price") is not { } price)
        {
            return new TableStory(heading, words["price.lede.none"], []);
        }

        string lede = words.Say("price.lede", Numbers.Percent(price, 2), level, Numbers.Amount(Of("marginalEs")!.Value), Numbers.Percent(Of("capital")!.Value, 1));
        string[] parts = ["funding", "expectedLossRate", "capitalCharge", "cost"];
        string[] rows = [.. parts.Select(part => words[$"price.part.{part}"]), words["price.part.price"]];
        double?[] values = [.. parts.Select(Of), price];
        string largest = rows[Enumerable.Range(0, parts.Length).MaxBy(i => values[i])];
        string title = words.Say("price.title", largest);
        IntervalsFigure figure = new() { Unit = FigureUnit.Share, Axis = words["price.axis"], Names = new IntervalsNames(words["price.part"], words["price.rate"]), Rows = rows, Value = values };
        string tail = words.Say("price.tail.title", level, Numbers.Amount(Of("esBefore")!.Value), Numbers.Amount(Of("esAfter")!.Value));
        IntervalsFigure measures = new()
        {
            Unit = FigureUnit.Number,
            Axis = words["portfolio.loss.axis"],
            Names = new IntervalsNames(words["price.measure"], words["price.after"], null, null, words["price.before"]),
            Rows = ["VaR", "ES"],
            Value = [Of("varAfter"), Of("esAfter")],
            Mark = [Of("varBefore"), Of("esBefore")],
        };
        return new TableStory(heading, lede, [new StoryFigure("price", title, words["price.sub"], title, figure), new StoryFigure("tail", tail, words["price.tail.sub"], tail, measures)]);
    }

    /// <summary>Whose capital it is, beside the exposures.</summary>
    internal static TableStory Requirement(TableCells cells, Phrasebook words)
    {
        double[] Amounts(string column) => [.. cells.Rows.Select(row => (cells.Number(row, column) ?? 0) * (cells.Number(row, "ead") ?? 0))];
        double[] capital = Amounts("requirement");
        double[] exposures = [.. cells.Rows.Select(row => cells.Number(row, "ead") ?? 0)];
        double total = capital.Sum();
        double exposure = exposures.Sum();
        string heading = words.Say("irb.heading", Numbers.Count(cells.Rows.Count));
        if (!(total > 0) || !(exposure > 0))
        {
            return new TableStory(heading, words["irb.lede.none"], []);
        }

        string lede = words.Say("irb.lede", Numbers.Amount(total), Numbers.Percent(total / exposure, 2), Numbers.Amount(cells.Present("riskWeightedAssets").Sum()), Numbers.Amount(cells.Present("expectedLoss").Sum()));
        int[] shown = [.. Enumerable.Range(0, capital.Length).OrderByDescending(i => capital[i]).ThenBy(i => i).Take(Most)];
        SharesFigure figure = new()
        {
            Rows = [.. shown.Select(i => new SharesRow(cells.Text(cells.Rows[i], "obligor"), capital[i] / total, exposures[i] / exposure))],
            Names = new SharesNames(words["portfolio.obligor"], words["irb.share"], words["portfolio.exposureshare"]),
        };
        string title = words.Say("irb.title", Numbers.Count(shown.Length), Numbers.Percent(figure.Rows.Sum(static row => row.Risk), 0), Numbers.Percent(figure.Rows.Sum(static row => row.Exposure), 0));
        return new TableStory(heading, lede, [new StoryFigure("capital", title, words["irb.sub"], title, figure)]);
    }
}
