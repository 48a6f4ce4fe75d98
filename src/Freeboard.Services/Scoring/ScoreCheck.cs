using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Freeboard.Provenance;
using Freeboard.Scoring;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;
using Freeboard.Validation.Comparison;
using Freeboard.Validation.Reliability;

namespace Freeboard.Services.Scoring;

/// <summary>A saved card held against another sample: how well it still tells bad from good, and how far points and variables have moved since the fit.</summary>
public static class ScoreCheck
{
    private const double AnotherPopulation = 0.25;

    /// <summary>Checks a card.</summary>
    /// <param name="bytes">CSV with the card's variables and, where outcomes are known, its column of outcomes.</param>
    /// <param name="name">Its name.</param>
    /// <param name="file">The card.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static TableOutcome Of(ReadOnlySpan<byte> bytes, string name, ScorecardFile file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        InputErrors errors = new(name);
        string[] variables = [.. file.Card.Variables.Select(static v => v.Bins.Name)];
        ScoringTable? table = ScoringTable.Read(bytes, name, errors, variables, "The table needs the card's variables under the same names", cancellationToken);
        if (table is null)
        {
            return TableOutcome.Rejected(errors);
        }

        HashSet<string> missing = [.. file.Missing];
        ScoreColumn[] columns = [.. file.Card.Variables.Select(v => table.Column(v.Bins.Name, v.Bins.Layout.IsNumeric, missing, errors))];
        bool[]? outcomes = table.Header.Contains(file.Target) ? table.Outcomes(file.Target, file.Bad, errors, needsBoth: false) : null;
        if (errors.Count > 0)
        {
            return TableOutcome.Rejected(errors);
        }

        (double[] points, double[] probabilities) = ScoreMeasures.Score(file.Card, columns, table.Count);
        CharacteristicStability[] moved = [.. file.Card.Variables.Select((v, i) => CharacteristicStability.Of(v.Bins, columns[i]))];
        PopulationStability? scores = file.Scores is { } spread ? PopulationStability.Of(spread.Edges, spread.Counts, points) : null;
        string card = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.ToJson())));

        // Rejected applicants have no outcome: they are part of who came, not of how well the card did.
        int[] judged = outcomes is null ? [] : [.. Enumerable.Range(0, table.Count).Where(i => file.Rejected is null || table[file.Target][i] != file.Rejected)];
        bool[]? bad = outcomes is null || judged.All(i => outcomes[i]) || !judged.Any(i => outcomes[i]) ? null : [.. judged.Select(i => outcomes[i])];
        double[] predicted = [.. judged.Select(i => probabilities[i])];
        RunParameter[] parameters = [new("card", card), new("command", "score report")];
        ScoreCheckReport report = new()
        {
            File = file,
            Provenance = new RunProvenance
            {
                RunId = RunIdentity.Compute([table.Source], parameters),
                Version = RunIdentity.Version,
                InstructionSet = RunIdentity.InstructionSet,
                AsOf = DateOnly.MinValue,
                Inputs = [table.Source],
                Parameters = parameters,
                Notes = [.. NotesOf(file, moved, scores, oneClass: outcomes is not null && bad is null)],
            },
            Rows = table.Count,
            Moved = moved,
            Now = bad is null ? [] : [.. file.Card.Variables.Select((v, i) => VariableBins.Count(v.Bins.Layout, columns[i].Rows(judged), bad, default, v.Bins.Convention))],
            Scores = scores,
            Measures = bad is null ? null : ScoreMeasures.Of(predicted, bad, fitted: false),
            Line = bad is null ? null : CalibrationLine.Of(predicted, bad),
        };
        return new TableOutcome(
            new OutputTable
            {
                Name = "variables",
                Columns = OutputColumn.Of(["variable", "csi", "csiP", "unseen", "ivAtFit", "iv", "gini", "ks"], "variable"),
                Rows = [.. moved.Select((m, i) => Cells(report, i))],
                RunId = report.Provenance.RunId,
                JsonDocument = stream => ScoreCheckJson.Write(stream, report),
            },
            [],
            0,
            0)
        {
            Detail = report,
            Provenance = report.Provenance,
        };
    }

    private static string[] Cells(ScoreCheckReport report, int place)
    {
        CharacteristicStability moved = report.Moved[place];
        VariableBins? now = report.Now.Count == 0 ? null : report.Now[place];
        return [moved.Variable, Text(moved.Index), Text(moved.Probability), Text(moved.Unseen), Text(report.File.Card.Variables[place].Bins.InformationValue), Text(now?.InformationValue), Text(now?.Gini), Text(now?.KolmogorovSmirnov)];
    }

    private static IEnumerable<QualityNote> NotesOf(ScorecardFile file, CharacteristicStability[] moved, PopulationStability? scores, bool oneClass)
    {
        if (oneClass)
        {
            yield return new QualityNote("OUTCOMES-ONE-CLASS", "", 0, "The outcomes are all good, or all bad: how well the card does cannot be measured here.");
        }

        if (scores is null)
        {
            yield return new QualityNote("SCORES-NOT-KEPT", "", 0, "The card does not say how the points of its fit were spread: no stability of the total. Fit and save it again.");
        }
        else if (scores.Index > AnotherPopulation)
        {
            yield return new QualityNote("POPULATION-MOVED", "", 1, string.Create(CultureInfo.InvariantCulture, $"The stability index of the points is {scores.Index:0.000}, above 0.25: another population than that of the fit."));
        }

        foreach (CharacteristicStability variable in moved)
        {
            if (variable.Index > AnotherPopulation)
            {
                yield return new QualityNote("VARIABLE-MOVED", "", 1, string.Create(CultureInfo.InvariantCulture, $"{variable.Variable}: its stability index is {variable.Index:0.000}, above 0.25."));
            }

            if (variable.Unseen > 0)
            {
                yield return new QualityNote("UNSEEN-VALUES", "", (int)variable.Unseen, string.Create(CultureInfo.InvariantCulture, $"{variable.Variable}: {variable.Unseen:0} rows have a value that the fit has not seen; they score {ScoringWords.Of(file.Card.Unseen)}."));
            }
        }
    }

    private static string Text(double? value) => value?.ToString("G17", CultureInfo.InvariantCulture) ?? "";
}
