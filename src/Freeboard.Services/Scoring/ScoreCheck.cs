using System.Globalization;
using System.Text.Json;
using Freeboard.Scoring;
using Freeboard.Services.Tables;
using Freeboard.Validation.Reliability;

namespace Freeboard.Services.Scoring;

/// <summary>A saved card held against another sample: how well it still tells bad from good, and which variables have moved.</summary>
public static class ScoreCheck
{
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
        bool[]? bad = table.Header.Contains(file.Target) ? table.Outcomes(file.Target, file.Bad, errors) : null;
        if (errors.Count > 0)
        {
            return TableOutcome.Rejected(errors);
        }

        double[] probabilities = ScoreMeasures.Score(file.Card, columns, table.Count).Probabilities;
        CharacteristicStability[] moved = [.. file.Card.Variables.Select((v, i) => CharacteristicStability.Of(v.Bins, columns[i]))];
        VariableBins[]? now = bad is null ? null : [.. file.Card.Variables.Select((v, i) => VariableBins.Count(v.Bins.Layout, columns[i], bad, default, v.Bins.Convention))];
        return new TableOutcome(
            new OutputTable
            {
                Name = "variables",
                Columns = OutputColumn.Of(["variable", "csi", "csiP", "unseen", "ivAtFit", "iv", "gini", "ks"], "variable"),
                Rows = [.. moved.Select((m, i) => (string[])[m.Variable, Text(m.Index), Text(m.Probability), Text(m.Unseen), Text(file.Card.Variables[i].Bins.InformationValue), Text(now?[i].InformationValue), Text(now?[i].Gini), Text(now?[i].KolmogorovSmirnov)])],
                JsonDocument = stream => Write(stream, file, moved, now, bad is null ? null : ScoreMeasures.Of(probabilities, bad, fitted: false), bad is null ? null : CalibrationLine.Of(probabilities, bad), table.Count),
            },
            [],
            0,
            0);
    }

    private static void Write(Stream output, ScorecardFile file, CharacteristicStability[] moved, VariableBins[]? now, ScoreMeasures? measures, CalibrationLine? line, int rows)
    {
        using (Utf8JsonWriter json = new(output, JsonRows.Indented))
        {
            json.WriteStartObject();
            if (measures is null)
            {
                json.WriteNumber("rows", rows);
            }
            else
            {
                ScoringJson.Measures(json, measures);
                JsonNumbers.Write(json, "calibrationSlope", line?.Slope);
                JsonNumbers.Write(json, "calibrationIntercept", line?.Intercept);
                JsonNumbers.Write(json, "meanPredicted", line?.MeanPredicted);
                JsonNumbers.Write(json, "meanObserved", line?.MeanObserved);
            }

            json.WriteStartArray("variables");
            for (int i = 0; i < moved.Length; i++)
            {
                VariableBins then = file.Card.Variables[i].Bins;
                json.WriteStartObject();
                json.WriteString("name", then.Name);
                JsonNumbers.Write(json, "csi", moved[i].Index);
                JsonNumbers.Write(json, "csiP", moved[i].Probability);
                JsonNumbers.Write(json, "unseen", moved[i].Unseen);
                JsonNumbers.Write(json, "ivAtFit", then.InformationValue);
                JsonNumbers.Write(json, "iv", now?[i].InformationValue);
                json.WriteStartArray("bins");
                double all = then.Bins.Sum(static b => b.Count);
                double seen = moved[i].Counts.Sum();
                for (int bin = 0; bin < then.Bins.Count; bin++)
                {
                    json.WriteStartObject();
                    json.WriteString("bin", then.Bins[bin].Label);
                    JsonNumbers.Write(json, "shareAtFit", then.Bins[bin].Count / all);
                    JsonNumbers.Write(json, "share", moved[i].Counts[bin] / seen);
                    JsonNumbers.Write(json, "badRateAtFit", then.Bins[bin].BadRate);
                    JsonNumbers.Write(json, "badRate", now?[i].Bins[bin].BadRate);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static string Text(double? value) => value?.ToString("G17", CultureInfo.InvariantCulture) ?? "";
}
