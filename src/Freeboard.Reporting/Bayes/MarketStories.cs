using System.Globalization;
using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Tables;

namespace Freeboard.Reporting.Bayes;

/// <summary>Pages of what firms share with their market, and of rows that are unusual among their peers.</summary>
internal static class MarketStories
{
    private const int Most = 24;

    internal static TableStory Beta(TableCells cells, Phrasebook words)
    {
        string heading = words["bayes.beta.heading"];
        double[] shares = [.. cells.Present("regressionShare").Order()];
        string[] first = cells.Rows[0];
        string prior = cells.Number(first, "priorMean") is { } m && cells.Number(first, "priorDeviation") is { } t ? words.Say("bayes.beta.prior", Numbers.Fixed(m, 2), Numbers.Fixed(t, 2)) : words["bayes.beta.noprior"];
        string lede = $"{words.Say("bayes.beta.lede", Numbers.Count(cells.Rows.Count), Numbers.Count(shares.Length))} {prior}";
        if (shares.Length == 0)
        {
            return new TableStory(heading, lede, []);
        }

        string level = Numbers.Percent(cells.SettingNumber("level", 0.9), 0);
        int[] shown = [.. Enumerable.Range(0, cells.Rows.Count).Where(i => cells.Number(cells.Rows[i], "regressionShare") is not null)
            .OrderByDescending(i => cells.Number(cells.Rows[i], "regressionShare")).ThenBy(i => i).Take(Most)];
        string title = words.Say("bayes.beta.title", Numbers.Percent(shares[0], 0), Numbers.Percent(shares[^1], 0), Numbers.Percent(Median(shares), 0));
        List<StoryFigure> figures =
        [
            new StoryFigure("share", title, words.Say("bayes.beta.sub", level), title, new IntervalsFigure
            {
                Unit = FigureUnit.Share,
                Axis = words["bayes.beta.axis"],
                Names = new IntervalsNames(words["bayes.firm"], words["bayes.beta.own"], words.Say("table.low", level), words.Say("table.high", level), words["bayes.beta.shrunk"]),
                Rows = Pick(cells.Names("firm"), shown),
                Value = Of(cells, shown, "regressionShare"),
                Low = Of(cells, shown, "shareLow"),
                High = Of(cells, shown, "shareHigh"),
                Mark = Of(cells, shown, "systematicShare"),
            }, Cut(words, shown.Length, shares.Length)),
        ];
        if (Conditional(cells, words) is { } conditional)
        {
            figures.Add(conditional);
        }

        return new TableStory(heading, lede, figures);
    }

    /// <summary>EDFs between the least and the greatest market factor asked for; null where there is one factor, or no distance.</summary>
    private static StoryFigure? Conditional(TableCells cells, Phrasebook words)
    {
        double[] factors = [.. cells.Setting("factors").Split(',').Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN).Where(double.IsFinite).Order()];
        if (factors.Length < 2)
        {
            return null;
        }

        string bad = string.Create(CultureInfo.InvariantCulture, $"EDFAt{factors[0]}");
        string good = string.Create(CultureInfo.InvariantCulture, $"EDFAt{factors[^1]}");
        int[] firms = [.. Enumerable.Range(0, cells.Rows.Count).Where(i => cells.Number(cells.Rows[i], bad) is not null)];
        if (firms.Length == 0)
        {
            return null;
        }

        int[] shown = [.. firms.OrderByDescending(i => cells.Number(cells.Rows[i], bad)).ThenBy(i => i).Take(Most)];
        string title = words.Say("bayes.beta.edf.title", Numbers.Fixed(factors[0], 1), TableNumber.Probability(Median([.. cells.Present(bad).Order()])), TableNumber.Probability(Median([.. firms.Select(i => cells.Number(cells.Rows[i], "EDF")!.Value).Order()])));
        double?[] one = Of(cells, shown, bad);
        double?[] other = Of(cells, shown, good);
        return new StoryFigure("conditional", title, words.Say("bayes.beta.edf.sub", Numbers.Fixed(factors[0], 1), Numbers.Fixed(factors[^1], 1)), title, new IntervalsFigure
        {
            Unit = FigureUnit.Share,
            Logarithmic = true,
            Axis = words["bayes.axis.edf"],
            Names = new IntervalsNames(words["bayes.firm"], words["bayes.beta.edf"], words["bayes.beta.edf.least"], words["bayes.beta.edf.most"]),
            Rows = Pick(cells.Names("firm"), shown),
            Value = Of(cells, shown, "EDF"),
            Low = Ends(one, other, Math.Min),
            High = Ends(one, other, Math.Max),
        }, Cut(words, shown.Length, firms.Length));
    }

    internal static TableStory Anomaly(TableCells cells, Phrasebook words)
    {
        string heading = words["bayes.anomaly.heading"];
        double alarm = cells.SettingNumber("alarm", 0.01);
        int[] judged = [.. Enumerable.Range(0, cells.Rows.Count).Where(i => cells.Number(cells.Rows[i], "pValue") is not null)];
        int alarms = judged.Count(i => cells.Text(cells.Rows[i], "alarm") == "yes");
        double precision = cells.Number(cells.Rows[0], "alarmPrecision")!.Value;
        string right = words.Say(
            cells.SettingNumber("detection", 1) < 1 ? "bayes.anomaly.right" : "bayes.anomaly.atmost", Numbers.Percent(cells.SettingNumber("base-rate", double.NaN), 2), Numbers.Percent(precision, 0));
        string lede = words.Say("bayes.anomaly.lede", Numbers.Count(cells.Rows.Count), Numbers.Count(judged.Length), right);
        if (judged.Length == 0)
        {
            return new TableStory(heading, lede, []);
        }

        int[] shown = [.. judged.OrderBy(i => cells.Number(cells.Rows[i], "pValue")).ThenBy(i => i).Take(Most)];
        string title = words.SayCount("bayes.anomaly.title", alarms, Numbers.Count(alarms), Numbers.Count(judged.Length), Numbers.Fixed(alarm * judged.Length, 1));
        string[] names = [.. shown.Select(i => $"{cells.Names("firm")[i]} · {cells.Text(cells.Rows[i], "farthest")}")];
        return new TableStory(
            heading,
            lede,
            [
                new StoryFigure("anomalies", title, words["bayes.anomaly.sub"], $"{title} {right}", new IntervalsFigure
                {
                    Unit = FigureUnit.Share,
                    Logarithmic = true,
                    Axis = words["bayes.anomaly.axis"],
                    Names = new IntervalsNames(words["bayes.anomaly.row"], words["bayes.anomaly.p"], Mark: words["bayes.anomaly.precision"]),
                    Rows = names,

                    // A p-value that underflowed is still drawn, at the smallest number.
                    Value = [.. Of(cells, shown, "pValue").Select(value => (double?)Math.Max(value!.Value, double.Epsilon))],
                    Mark = Of(cells, shown, "precision"),
                    Level = new LineLevel(alarm, words["bayes.anomaly.level"]),
                }, right),
            ]);
    }

    private static string[] Pick(string[] names, int[] shown) => [.. shown.Select(i => names[i])];

    private static double?[] Of(TableCells cells, int[] shown, string column) => [.. shown.Select(i => cells.Number(cells.Rows[i], column))];

    private static double?[] Ends(double?[] one, double?[] other, Func<double, double, double> end) => [.. one.Zip(other, (a, b) => a is { } x && b is { } y ? end(x, y) : (double?)null)];

    private static string? Cut(Phrasebook words, int shown, int all) => all > shown ? words.Say("bayes.cut", Numbers.Count(shown), Numbers.Count(all)) : null;

    private static double Median(double[] sorted) => sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : 0.5 * (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]);
}
