using System.Text.Json;
using Freeboard.Scoring;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Scoring;

/// <summary>JSON of <c>score fit</c>; parts of it are those of the card's file.</summary>
internal static class ScoringJson
{
    internal static void Write(Stream output, ScoreFitReport report)
    {
        using (Utf8JsonWriter json = new(output, JsonRows.Indented))
        {
            json.WriteStartObject();
            JsonParts.Provenance(json, report.Provenance);
            json.WriteString("status", report.Fit.Status.ToString());
            json.WriteString("sample", report.Test is null ? "train" : "test");
            json.WriteStartObject("iv");
            foreach (VariableBins variable in report.Fit.Variables)
            {
                JsonNumbers.Write(json, variable.Name, variable.InformationValue);
            }

            json.WriteEndObject();
            Measures(json, report.Headline);
            JsonNumbers.Write(json, "logLikelihood", report.Fit.Regression!.LogLikelihood);
            JsonNumbers.Write(json, "nullLogLikelihood", report.Fit.Regression.NullLogLikelihood);
            JsonNumbers.Write(json, "aic", report.Fit.Regression.Aic);
            JsonNumbers.Write(json, "bic", report.Fit.Regression.Bic);
            JsonNumbers.Write(json, "mcFadden", report.Fit.Regression.McFadden);
            Coefficients(json, report.Fit.Regression);
            json.WriteStartObject("train");
            Measures(json, report.Train);
            json.WriteEndObject();
            if (report.Test is { } test)
            {
                json.WriteStartObject("test");
                Measures(json, test);
                json.WriteEndObject();
                JsonNumbers.Write(json, "psi", report.Stability?.Index);
                JsonNumbers.Write(json, "psiP", report.Stability?.Probability);
            }

            if (report.Rejects is { } rejects)
            {
                json.WriteStartObject("rejects");
                json.WriteNumber("rows", rejects.Rows.Distinct().Count());
                JsonNumbers.Write(json, "badRate", rejects.BadRate);
                JsonParts.Words(json, "assumptions", rejects.Assumptions);
                json.WriteEndObject();
            }

            Scorecard card = report.Fit.Card!;
            Scale(json, card.Scale);
            RoundingReport rounding = card.Rounding;
            json.WriteStartObject("rounding");
            JsonNumbers.Write(json, "largestGain", rounding.LargestGain);
            JsonNumbers.Write(json, "largestLoss", rounding.LargestLoss);
            JsonNumbers.Write(json, "oddsFactor", rounding.OddsFactor);
            json.WriteEndObject();
            json.WriteString("woe", ScoringWords.Of(report.Options.Card.Convention));
            json.WriteStartArray("variables");
            for (int i = 0; i < card.Variables.Count; i++)
            {
                CardVariable(json, card, i);
            }

            json.WriteEndArray();
            JsonParts.Rows(json, "selection", report.Fit.Steps, step =>
            {
                json.WriteString("variable", step.Variable);
                json.WriteBoolean("kept", step.Kept);
                json.WriteString("rule", step.Rule);
                JsonNumbers.Write(json, "value", step.Value);
                if (step.Other is { } other)
                {
                    json.WriteString("other", other);
                }
            });
            JsonParts.Notes(json, report.Provenance);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    internal static void Measures(Utf8JsonWriter json, ScoreMeasures measures)
    {
        json.WriteNumber("rows", measures.Rows);
        json.WriteNumber("bad", measures.Bad);
        foreach ((string key, double? value) in ((string, double?)[])
            [
                ("auc", measures.Area.Area), ("aucStandardError", measures.Area.StandardError), ("aucLow", measures.Area.Low), ("aucHigh", measures.Area.High),
                ("gini", measures.Area.Area is { } area ? (2 * area) - 1 : null), ("ks", measures.KolmogorovSmirnov), ("brier", measures.Brier), ("logLoss", measures.LogLoss),
                ("hosmerLemeshow", measures.HosmerLemeshow.ChiSquare), ("hosmerLemeshowP", measures.IsFitted ? measures.HosmerLemeshow.ProbabilityFitted : measures.HosmerLemeshow.ProbabilityFresh),
            ])
        {
            JsonNumbers.Write(json, key, value);
        }
    }

    internal static void Coefficients(Utf8JsonWriter json, LogisticFit fit)
    {
        JsonParts.Rows(json, "coefficients", fit.Coefficients, coefficient =>
        {
            json.WriteString("name", coefficient.Name);
            JsonNumbers.Write(json, "value", coefficient.Value);
            JsonNumbers.Write(json, "standardError", coefficient.StandardError);
            JsonNumbers.Write(json, "z", coefficient.Z);
            JsonNumbers.Write(json, "p", coefficient.Probability);
        });
    }

    internal static void Scale(Utf8JsonWriter json, ScoreScale scale)
    {
        json.WriteStartObject("scale");
        JsonNumbers.Write(json, "basePoints", scale.BasePoints);
        JsonNumbers.Write(json, "baseOdds", scale.BaseOdds);
        json.WriteString("odds", ScoringWords.Of(scale.Odds));
        JsonNumbers.Write(json, "pointsToDoubleOdds", scale.PointsToDoubleOdds);
        JsonNumbers.Write(json, "factor", scale.Factor);
        JsonNumbers.Write(json, "offset", scale.Offset);
        json.WriteEndObject();
    }

    internal static void CardVariable(Utf8JsonWriter json, Scorecard card, int place)
    {
        ScorecardVariable variable = card.Variables[place];
        BinLayout layout = variable.Bins.Layout;
        json.WriteStartObject();
        json.WriteString("name", layout.Name);
        JsonNumbers.Write(json, "coefficient", variable.Coefficient);
        JsonNumbers.Write(json, "iv", variable.Bins.InformationValue);
        JsonNumbers.Write(json, "gini", variable.Bins.Gini);
        JsonNumbers.Write(json, "ks", variable.Bins.KolmogorovSmirnov);
        JsonNumbers.Write(json, "chiSquare", variable.Bins.ChiSquare);
        JsonNumbers.Write(json, "chiSquareP", variable.Bins.ChiSquareProbability);
        if (layout.IsNumeric)
        {
            json.WriteBoolean("monotone", variable.Bins.IsMonotone);
            json.WriteBoolean("closedRight", layout.ClosedRight);
            JsonParts.Numbers(json, "breaks", layout.Breaks);
        }
        else
        {
            json.WriteStartArray("groups");
            foreach (IReadOnlyList<string> group in layout.Groups)
            {
                json.WriteStartArray();
                foreach (string level in group)
                {
                    json.WriteStringValue(level);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        JsonParts.Words(json, "special", layout.Special);
        json.WriteStartArray("bins");
        for (int bin = 0; bin < layout.Count; bin++)
        {
            ScoreBin found = variable.Bins.Bins[bin];
            json.WriteStartObject();
            json.WriteString("bin", found.Label);
            JsonNumbers.Write(json, "bad", found.Bad);
            JsonNumbers.Write(json, "good", found.Good);
            JsonNumbers.Write(json, "badRate", found.BadRate);
            JsonNumbers.Write(json, "woe", found.Woe);
            JsonNumbers.Write(json, "iv", found.InformationValue);
            json.WriteBoolean("adjusted", found.IsAdjusted);
            JsonNumbers.Write(json, "points", card.PointsOf(place, bin));
            json.WriteNumber("roundedPoints", card.RoundedPointsOf(place, bin));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
