using System.Text.Json;
using Freeboard.Scoring;
using Freeboard.Services.Tables;
using Freeboard.Validation.Comparison;

namespace Freeboard.Services.Scoring;

/// <summary>JSON of <c>score report</c>.</summary>
internal static class ScoreCheckJson
{
    internal static void Write(Stream output, ScoreCheckReport report)
    {
        using (Utf8JsonWriter json = new(output, JsonRows.Indented))
        {
            json.WriteStartObject();
            JsonParts.Provenance(json, report.Provenance);
            json.WriteString("cardRunId", report.File.RunId);
            if (report.Measures is { } measures)
            {
                ScoringJson.Measures(json, measures);
                JsonNumbers.Write(json, "calibrationSlope", report.Line?.Slope);
                JsonNumbers.Write(json, "calibrationIntercept", report.Line?.Intercept);
                JsonNumbers.Write(json, "meanPredicted", report.Line?.MeanPredicted);
                JsonNumbers.Write(json, "meanObserved", report.Line?.MeanObserved);
            }
            else
            {
                json.WriteNumber("rows", report.Rows);
            }

            if (report.Scores is { } scores)
            {
                JsonNumbers.Write(json, "psi", scores.Index);
                JsonNumbers.Write(json, "psiP", scores.Probability);
                Scores(json, scores);
            }

            json.WriteStartArray("variables");
            for (int i = 0; i < report.Moved.Count; i++)
            {
                Variable(json, report, i);
            }

            json.WriteEndArray();
            JsonParts.Notes(json, report.Provenance);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Scores(Utf8JsonWriter json, PopulationStability scores)
    {
        double then = scores.Bins.Sum(static bin => bin.ReferenceCount);
        double now = scores.Bins.Sum(static bin => bin.CurrentCount);
        JsonParts.Rows(json, "scores", scores.Bins, bin =>
        {
            JsonNumbers.Write(json, "from", bin.From);
            JsonNumbers.Write(json, "to", bin.To);
            JsonNumbers.Write(json, "shareAtFit", bin.ReferenceCount / then);
            JsonNumbers.Write(json, "share", bin.CurrentCount / now);
        });
    }

    private static void Variable(Utf8JsonWriter json, ScoreCheckReport report, int place)
    {
        VariableBins then = report.File.Card.Variables[place].Bins;
        VariableBins? now = report.Now.Count == 0 ? null : report.Now[place];
        CharacteristicStability moved = report.Moved[place];
        json.WriteStartObject();
        json.WriteString("name", then.Name);
        JsonNumbers.Write(json, "csi", moved.Index);
        JsonNumbers.Write(json, "csiP", moved.Probability);
        JsonNumbers.Write(json, "unseen", moved.Unseen);
        JsonNumbers.Write(json, "ivAtFit", then.InformationValue);
        JsonNumbers.Write(json, "iv", now?.InformationValue);
        json.WriteStartArray("bins");
        double all = then.Bins.Sum(static b => b.Count);
        double seen = moved.Counts.Sum();
        for (int bin = 0; bin < then.Bins.Count; bin++)
        {
            json.WriteStartObject();
            json.WriteString("bin", then.Bins[bin].Label);
            JsonNumbers.Write(json, "shareAtFit", then.Bins[bin].Count / all);
            JsonNumbers.Write(json, "share", moved.Counts[bin] / seen);
            JsonNumbers.Write(json, "badRateAtFit", then.Bins[bin].BadRate);
            JsonNumbers.Write(json, "badRate", now?.Bins[bin].BadRate);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
