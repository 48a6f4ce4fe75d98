using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Tables;
using Freeboard.Services.Tables;

namespace Freeboard.Reporting.Uncertainty;

/// <summary>Pages of experts' beliefs: fits, rounds, one distribution.</summary>
internal static class BeliefStories
{
    private const int Most = 8;

    internal static TableStory Fit(TableCells cells, IReadOnlyList<TableCurve> curves, Phrasebook words)
    {
        double[] misses = cells.Present("largestMiss");
        string heading = words["uncertainty.fit.heading"];
        string lede = words.SayCount("uncertainty.fit.lede", cells.Rows.Count, Numbers.Count(cells.Rows.Count), words[$"uncertainty.family.{cells.Text(cells.Rows[0], "family")}"]);
        if (misses.Length == 0)
        {
            return new TableStory(heading, lede, []);
        }

        string title = words.Say("uncertainty.fit.title", Numbers.Fixed(misses.Max(), 3));
        return new TableStory(heading, lede, [Beliefs("beliefs", title, words["uncertainty.fit.sub"], curves, words, curve => !curve.IsPoints, Cut(curves, words))]);
    }

    internal static TableStory Delphi(TableCells cells, IReadOnlyList<TableCurve> curves, Phrasebook words)
    {
        string[] last = cells.Rows[^1];
        string round = cells.Text(last, "round");
        string distance = Numbers.Fixed(cells.Number(last, "largestDistance")!.Value, 3);
        string[] farthest = cells.Rows.Where(row => cells.Text(row, "round") == round && cells.Text(row, "expert") != "(pooled)").MaxBy(row => cells.Number(row, "largestDistance"))!;
        bool agrees = cells.Text(last, "status") == "Agrees";
        string title = words.Say(agrees ? "uncertainty.delphi.agree" : "uncertainty.delphi.apart", round, distance, cells.Text(farthest, "expert"));
        string lede = words.Say("uncertainty.delphi.lede", round, TableNumber.Of(cells.Number(last, "expectedValue") ?? double.NaN), cells.Setting("tolerance"));
        return new TableStory(
            words["uncertainty.delphi.heading"],
            lede,
            [Beliefs("beliefs", title, words["uncertainty.delphi.sub"], [.. curves.Select(curve => curve.Name == "(pooled)" ? curve with { Name = words["uncertainty.delphi.pooled"] } : curve)], words, curve => !curve.IsPoints, Cut(curves, words))]);
    }

    internal static TableStory Describe(TableCells cells, IReadOnlyList<TableCurve> curves, Phrasebook words)
    {
        string[] row = cells.Rows[0];
        string infinite = cells.Text(row, "infinite");
        string title = cells.Number(row, "expectedValue") is { } mean ? words.Say("uncertainty.describe.title", TableNumber.Of(mean)) : words["uncertainty.describe.infinite"];
        string lede = infinite.Length == 0 ? words.Say("uncertainty.describe.lede", cells.Text(row, "distribution")) : words.Say("uncertainty.describe.lede.infinite", cells.Text(row, "distribution"), infinite.Replace(" ", ", ", StringComparison.Ordinal));
        return new TableStory(words["uncertainty.describe.heading"], lede, [Beliefs("beliefs", title, words["uncertainty.describe.sub"], curves, words, _ => true, null)]);
    }

    private static string? Cut(IReadOnlyList<TableCurve> curves, Phrasebook words)
    {
        int all = curves.Select(curve => curve.Name).Distinct(StringComparer.Ordinal).Count();
        return all > Most ? words.Say("uncertainty.cut", Numbers.Count(Most), Numbers.Count(all)) : null;
    }

    private static StoryFigure Beliefs(string id, string title, string subtitle, IReadOnlyList<TableCurve> curves, Phrasebook words, Func<TableCurve, bool> leads, string? note)
    {
        HashSet<string> shown = [.. curves.Select(curve => curve.Name).Distinct(StringComparer.Ordinal).Take(Most)];
        return new StoryFigure(id, title, subtitle, title, new CurvesFigure
        {
            Unit = FigureUnit.Number,
            Names = new CurvesNames(words["uncertainty.who"], words["uncertainty.value"], words["uncertainty.belief"]),
            Curves = [.. curves.Where(curve => shown.Contains(curve.Name)).Select(curve => new Curve(curve.Name, curve.IsPoints, leads(curve), curve.X, curve.Y))],
        }, note);
    }
}
