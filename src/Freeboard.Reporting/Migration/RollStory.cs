using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Tables;
using Freeboard.Services.Tables;

namespace Freeboard.Reporting.Migration;

/// <summary>The page of roll rates: how much of each bucket stands in the next one a period later.</summary>
internal static class RollStory
{
    /// <summary>Rates weighted by balances, between the least and the greatest of the periods.</summary>
    internal static TableStory Of(TableReport report, Phrasebook words)
    {
        TableCells cells = new(report);
        string[] all = [.. report.Table.Columns.Select(static column => column.Name).Where(static name => name is not ("period" or "cumulative"))];
        string[][] periods = [.. cells.Rows.Where(row => cells.Text(row, "period") is not ("mean" or "weighted"))];
        string[] mean = cells.Rows.Single(row => cells.Text(row, "period") == "mean");
        string[] weighted = cells.Rows.Single(row => cells.Text(row, "period") == "weighted");
        string heading = words.Say("roll.heading", Numbers.Count(periods.Length));
        string[] rolls = [.. all.Where(roll => cells.Number(weighted, roll) is not null)];
        if (rolls.Length == 0)
        {
            return new TableStory(heading, words["roll.lede.none"], []) { HasNotes = true };
        }

        string lede = cells.Number(weighted, "cumulative") is { } through
            ? words.Say("roll.lede", TableNumber.Probability(through), cells.Number(mean, "cumulative") is { } plain ? TableNumber.Probability(plain) : Numbers.Absent)
            : words["roll.lede.cut"];
        string[] names = [.. rolls.Select(static roll => roll.Replace(">", " → ", StringComparison.Ordinal))];
        double?[][] seen = [.. rolls.Select(roll => periods.Select(row => cells.Number(row, roll)).Where(static rate => rate is not null).ToArray())];
        double?[] value = [.. rolls.Select(roll => cells.Number(weighted, roll))];
        int largest = Enumerable.Range(0, rolls.Length).MaxBy(k => value[k]);
        string title = words.Say("roll.title", names[largest], Numbers.Percent(value[largest]!.Value, 1));
        IntervalsFigure figure = new()
        {
            Unit = FigureUnit.Share,
            Axis = words["roll.axis"],
            Names = new IntervalsNames(words["roll.bucket"], words["roll.weighted"], words["roll.least"], words["roll.greatest"], words["roll.mean"]),
            Rows = names,
            Value = value,
            Low = [.. seen.Select(static rates => rates.Min())],
            High = [.. seen.Select(static rates => rates.Max())],
            Mark = [.. rolls.Select(roll => cells.Number(mean, roll))],
        };
        return new TableStory(heading, lede, [new StoryFigure("rolls", title, words["roll.sub"], title, figure)]) { HasNotes = true };
    }
}
