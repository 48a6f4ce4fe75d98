using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Tables;

namespace Freeboard.Reporting.Learning;

/// <summary>Pages of networks: how they stand beside plainer models, and what their scores come from.</summary>
internal static class NetworkStories
{
    private const int Most = 24;

    internal static TableStory Models(TableCells cells, Phrasebook words)
    {
        string heading = words["network.models.heading"];
        double?[] area = cells.Column("auc");
        if (area[0] is not { } network)
        {
            return new TableStory(heading, words["network.models.none"], []);
        }

        string[] names = [.. cells.Rows.Select(row => Name(cells.Text(row, "model"), words))];
        int[] others = [.. Enumerable.Range(1, names.Length - 1).Where(i => area[i] is not null)];
        string lede = words.Say("network.models.lede", Numbers.Fixed(cells.Number(cells.Rows[0], "rows") ?? 0, 0), Numbers.Fixed(cells.Number(cells.Rows[0], "bad") ?? 0, 0));
        string title = words.Say("network.models.title", Numbers.Fixed(network, 4));
        if (others.Length > 0)
        {
            int best = others.MaxBy(i => area[i]);
            double z = cells.Number(cells.Rows[best], "z") ?? 0;
            title = words.Say(z > 1.96 ? "network.models.ahead" : z < -1.96 ? "network.models.behind" : "network.models.level", Numbers.Fixed(network, 4), names[best], Numbers.Fixed(area[best]!.Value, 4), Numbers.Fixed(z, 2));
        }

        List<StoryFigure> figures =
        [
            new StoryFigure("areas", title, words["network.models.sub"], title, new IntervalsFigure
            {
                Unit = FigureUnit.Number,
                Axis = words["network.models.axis"],
                Names = new IntervalsNames(words["network.models.row"], words["network.models.axis"], words["network.low"], words["network.high"]),
                Rows = names,
                Value = area,
                Low = cells.Column("aucLow"),
                High = cells.Column("aucHigh"),
            }, words["network.models.note"]),
        ];
        string sharp = words.Say("network.loss.title", Numbers.Fixed(cells.Number(cells.Rows[0], "logLoss") ?? 0, 4));
        double?[] loss = cells.Column("logLoss");
        if (loss[0] is not null)
        {
            figures.Add(new StoryFigure("losses", sharp, words["network.loss.sub"], sharp, new IntervalsFigure
            {
                Unit = FigureUnit.Number,
                Axis = words["network.loss.axis"],
                Names = new IntervalsNames(words["network.models.row"], words["network.loss.axis"]),
                Rows = names,
                Value = loss,
            }, words["network.loss.note"]));
        }

        return new TableStory(heading, lede, figures);
    }

    internal static TableStory Explain(TableCells cells, Phrasebook words) => cells.Setting("method") == "permutation" ? Importance(cells, words) : Shares(cells, words);

    private static TableStory Importance(TableCells cells, Phrasebook words)
    {
        string[] names = cells.Names("column");
        double?[] rise = cells.Column("lossRise");
        int shown = Math.Min(Most, names.Length);
        string title = words.Say("network.importance.title", names[0], Numbers.Fixed(rise[0] ?? 0, 4));
        return new TableStory(words["network.explain.heading"], words["network.importance.lede"],
        [
            new StoryFigure("importance", title, words["network.importance.sub"], title, new IntervalsFigure
            {
                Unit = FigureUnit.Number,
                Axis = words["network.importance.axis"],
                Names = new IntervalsNames(words["network.column"], words["network.importance.axis"], words["network.low"], words["network.high"]),
                Rows = names[..shown],
                Value = rise[..shown],
                Low = cells.Column("low")[..shown],
                High = cells.Column("high")[..shown],
                Level = new LineLevel(0, words["network.importance.none"]),
            }, words["network.importance.note"]),
        ]);
    }

    /// <summary>The first row of the file, its columns by the size of their shares.</summary>
    private static TableStory Shares(TableCells cells, Phrasebook words)
    {
        string first = cells.Setting("id") is { Length: > 0 } id ? id : "row";
        string row = cells.Text(cells.Rows[0], first);
        string[][] own = [.. cells.Rows.TakeWhile(r => cells.Text(r, first) == row).Take(Most)];
        double?[] Of(string column) => [.. own.Select(r => cells.Number(r, column))];
        double?[] low = Of("low");
        string largest = cells.Text(own[0], "column");
        double share = cells.Number(own[0], "share") ?? 0;
        string title = words.Say(share >= 0 ? "network.shares.up" : "network.shares.down", row, largest, Numbers.Fixed(Math.Abs(share), 2));
        int rows = cells.Rows.Select(r => cells.Text(r, first)).Distinct(StringComparer.Ordinal).Count();
        return new TableStory(words["network.explain.heading"], words.Say("network.shares.lede", Numbers.Count(rows), Numbers.Fixed(cells.Number(own[0], "baseline") ?? 0, 2), Numbers.Fixed(cells.Number(own[0], "logit") ?? 0, 2)),
        [
            new StoryFigure("shares", title, words.Say("network.shares.sub", row), title, new IntervalsFigure
            {
                Unit = FigureUnit.Number,
                Axis = words["network.shares.axis"],
                Names = low[0] is null ? new IntervalsNames(words["network.column"], words["network.shares.axis"]) : new IntervalsNames(words["network.column"], words["network.shares.axis"], words["network.low"], words["network.high"]),
                Rows = [.. own.Select(r => cells.Text(r, "column"))],
                Value = Of("share"),
                Low = low[0] is null ? [] : low,
                High = low[0] is null ? [] : Of("high"),
                Level = new LineLevel(0, words["network.shares.none"]),
            }, words["network.shares.note"]),
        ]);
    }

    private static string Name(string model, Phrasebook words) => words.Find($"network.model.{model}") ?? model;
}
