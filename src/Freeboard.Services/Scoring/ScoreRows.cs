using System.Globalization;
using Freeboard.Scoring;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Scoring;

/// <summary>Rows that <c>score</c> commands print.</summary>
public static class ScoreRows
{
    private static readonly IReadOnlyList<OutputColumn> CardColumns = OutputColumn.Of(["variable", "bin", "kind", "bad", "good", "badRate", "woe", "iv", "adjusted", "points", "roundedPoints"], "variable", "bin", "kind", "adjusted");

    /// <summary>A fitted card, a row for each bin in use; as JSON the whole report.</summary>
    /// <param name="report">The report.</param>
    public static OutputTable Of(ScoreFitReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new OutputTable { Name = "scorecard", Columns = CardColumns, Rows = Bins(report.Fit.Card!), JsonDocument = stream => ScoringJson.Write(stream, report) };
    }

    /// <summary>A table scored by a card: points, probability of being bad, what costs most points.</summary>
    /// <param name="bytes">CSV with the card's variables; other columns are passed over.</param>
    /// <param name="name">Its name.</param>
    /// <param name="file">The card.</param>
    /// <param name="id">A column to carry along; null for none.</param>
    /// <param name="reasons">How many reasons; 0 to 10.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static TableOutcome Apply(ReadOnlySpan<byte> bytes, string name, ScorecardFile file, string? id, int reasons = 3, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentOutOfRangeException.ThrowIfNegative(reasons);
        InputErrors errors = new(name);
        string[] variables = [.. file.Card.Variables.Select(static v => v.Bins.Name)];
        ScoringTable? table = ScoringTable.Read(bytes, name, errors, id is null ? variables : [id, .. variables], "The table needs the card's variables under the same names", cancellationToken);
        if (table is null)
        {
            return TableOutcome.Rejected(errors);
        }

        HashSet<string> missing = [.. file.Missing];
        ScoreColumn[] columns = [.. file.Card.Variables.Select(v => table.Column(v.Bins.Name, v.Bins.Layout.IsNumeric, missing, errors))];
        if (errors.Count > 0)
        {
            return TableOutcome.Rejected(errors);
        }

        string[] reasonNames = [.. Enumerable.Range(1, reasons).Select(static k => string.Create(CultureInfo.InvariantCulture, $"reason{k}"))];
        string first = id ?? "row";
        return new TableOutcome(
            new OutputTable
            {
                Name = "scores",
                Columns = OutputColumn.Of([first, "points", "roundedPoints", "probability", "unseen", .. reasonNames], id is null ? reasonNames : [first, .. reasonNames]),
                Rows = Scores(file.Card, table, columns, id, reasons),
            },
            [],
            0,
            0);
    }

    private static IEnumerable<string[]> Scores(Scorecard card, ScoringTable table, ScoreColumn[] columns, string? id, int reasons)
    {
        for (int i = 0; i < table.Count; i++)
        {
            ScoreValue[] row = [.. columns.Select(c => c[i])];
            CardScore score = card.Score(row);
            ReasonCode[] why = [.. card.Reasons(row, reasons)];
            yield return
            [
                id is null ? Text(i) : table[id][i], Text(score.Points), Text(score.RoundedPoints), Text(score.Probability), Text(score.Unseen),
                .. Enumerable.Range(0, reasons).Select(k => k < why.Length ? $"{why[k].Variable}: {why[k].Bin}" : ""),
            ];
        }
    }

    private static IEnumerable<string[]> Bins(Scorecard card)
    {
        for (int i = 0; i < card.Variables.Count; i++)
        {
            VariableBins variable = card.Variables[i].Bins;
            for (int bin = 0; bin < variable.Bins.Count; bin++)
            {
                ScoreBin found = variable.Bins[bin];
                if (found.Count > 0)
                {
                    yield return
                    [
                        variable.Name, found.Label, found.Kind.ToString(), Text(found.Bad), Text(found.Good), Text(found.BadRate), Text(found.Woe), Text(found.InformationValue), found.IsAdjusted ? "true" : "false",
                        Text(card.PointsOf(i, bin)), Text(card.RoundedPointsOf(i, bin)),
                    ];
                }
            }
        }
    }

    private static string Text(double? value) => value?.ToString("G17", CultureInfo.InvariantCulture) ?? "";
}
