using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Freeboard.Provenance;
using Freeboard.Services.Edf;
using Freeboard.Services.Tables;
using Freeboard.Validation.Comparison;
using Freeboard.Validation.Reliability;
using Freeboard.Validation.Sampling;

namespace Freeboard.Services.Validate;

/// <summary>A validation as one JSON object; the keys are documented in docs/validate.md. A number that there is not is a key that there is not.</summary>
public static class ValidationJson
{
    /// <summary>Writes a validation.</summary>
    /// <param name="output">Where to, UTF-8.</param>
    /// <param name="report">The validation.</param>
    public static void Write(Stream output, ValidationReport report)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(report);
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        JsonParts.Provenance(json, report.Provenance);
        json.WriteStartObject("label");
        json.WriteString("event", EdfWords.Of(report.Label.Event));
        json.WriteNumber("horizonMonths", report.Label.HorizonMonths);
        json.WriteString("text", report.Label.Text);
        json.WriteEndObject();
        json.WriteString("distance", report.Distance);
        json.WriteString("edfMap", report.EdfMap);
        if (report.VolatilityPolicy.Length > 0)
        {
            json.WriteString("volatilityPolicy", report.VolatilityPolicy);
        }

        Headline(json, report.All);
        JsonNumbers.Write(json, "accuracyRatio", report.Roc.AccuracyRatio);
        JsonNumbers.Write(json, "aucStandardError", report.All.Area.StandardError);
        Bootstrap(json, "aucByFirm", report.AreaByFirm);
        json.WriteNumber("firms", report.Firms);
        Day(json, "from", report.From);
        Day(json, "to", report.To);
        json.WriteStartObject("counts");
        foreach (RunParameter count in report.Counts)
        {
            json.WriteNumber(count.Name, long.Parse(count.Value, CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
        Slices(json, "byYear", report.ByYear);
        if (report.SlicedBy != ValidationSlicing.Year)
        {
            Slices(json, report.SlicedBy == ValidationSlicing.Industry ? "byIndustry" : "byGroup", report.Slices);
        }

        Horizons(json, report);
        JsonParts.Rows(json, "capture", report.Capture, group =>
        {
            json.WriteNumber("group", group.Group);
            json.WriteNumber("n", group.Observations);
            Numbers(json, ("events", group.Events), ("rate", group.Rate), ("captured", group.Captured), ("cumulativeCaptured", group.CumulativeCaptured), ("lift", group.Lift), ("cumulativeLift", group.CumulativeLift));
        });
        Groups(json, report);
        Calibration(json, report);
        Stability(json, report);
        JsonParts.Notes(json, report.Provenance);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void Headline(Utf8JsonWriter json, ValidationSlice slice)
    {
        json.WriteNumber("n", slice.Observations);
        json.WriteNumber("events", slice.Events);
        Numbers(json, ("auc", slice.Area.Area), ("aucLow", slice.Area.Low), ("aucHigh", slice.Area.High), ("brier", slice.Brier), ("meanPredicted", slice.MeanPredicted), ("meanObserved", slice.MeanObserved), ("captureLowestDecile", slice.CaptureLowestDecile));
        json.WriteString("status", slice.Area.Status.ToString());
    }

    private static void Slices(Utf8JsonWriter json, string name, IReadOnlyList<ValidationSlice> slices)
    {
        JsonParts.Rows(json, name, slices, slice =>
        {
            if (name == "byYear")
            {
                json.WriteNumber("year", int.Parse(slice.Name, CultureInfo.InvariantCulture));
            }
            else
            {
                json.WriteString("name", slice.Name);
            }

            Headline(json, slice);
        });
    }

    private static void Horizons(Utf8JsonWriter json, ValidationReport report)
    {
        if (report.Horizons.Count == 0)
        {
            return;
        }

        JsonParts.Rows(json, "byHorizon", report.Horizons, at =>
        {
            Numbers(json, ("months", at.Months));
            json.WriteNumber("n", at.Area.Events + at.Area.NonEvents);
            json.WriteNumber("events", at.Area.Events);
            json.WriteNumber("leftOut", at.LeftOut);
            Numbers(json, ("auc", at.Area.Area), ("aucLow", at.Area.Low), ("aucHigh", at.Area.High));
            json.WriteString("status", at.Area.Status.ToString());
        });
    }

    private static void Groups(Utf8JsonWriter json, ValidationReport report)
    {
        json.WriteStartObject("groups");
        Mean(json, "welch", report.Welch);
        Mean(json, "pooled", report.Pooled);
        if (report.Paired is { } paired)
        {
            Mean(json, "paired", paired);
            json.WriteNumber("unpaired", report.Unpaired);
        }

        json.WriteStartObject("mannWhitney");
        json.WriteString("status", report.Ranks.Status.ToString());
        Numbers(json, ("u", report.Ranks.U), ("z", report.Ranks.Z), ("p", report.Ranks.Probability));
        json.WriteEndObject();
        json.WriteStartObject("kolmogorovSmirnov");
        json.WriteString("status", report.KolmogorovSmirnov.Status.ToString());
        Numbers(json, ("statistic", report.KolmogorovSmirnov.Statistic), ("distance", report.KolmogorovSmirnov.At), ("p", report.KolmogorovSmirnov.Probability));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Mean(Utf8JsonWriter json, string name, MeanComparison test)
    {
        json.WriteStartObject(name);
        json.WriteString("status", test.Status.ToString());
        Numbers(
            json,
            ("meanNonEvents", test.FirstMean),
            ("meanEvents", test.SecondMean),
            ("deviationNonEvents", test.FirstDeviation),
            ("deviationEvents", test.SecondDeviation),
            ("difference", test.Difference),
            ("low", test.Low),
            ("high", test.High),
            ("t", test.T),
            ("degreesOfFreedom", test.DegreesOfFreedom),
            ("p", test.Probability),
            ("criticalOneSided5", test.Status == Freeboard.Validation.ValidationStatus.Estimated ? test.OneSidedCriticalValue() : null));
        json.WriteEndObject();
    }

    private static void Calibration(Utf8JsonWriter json, ValidationReport report)
    {
        json.WriteStartObject("calibration");
        json.WriteNumber("n", report.WithProbability);
        json.WriteStartObject("brier");
        json.WriteString("status", report.Brier.Status.ToString());
        Numbers(json, ("score", report.Brier.Score), ("reliability", report.Brier.Reliability), ("resolution", report.Brier.Resolution), ("uncertainty", report.Brier.Uncertainty), ("withinVariance", report.Brier.WithinVariance), ("withinCovariance", report.Brier.WithinCovariance), ("skill", report.Brier.Skill));
        json.WriteEndObject();
        json.WriteStartObject("logLoss");
        json.WriteString("status", report.LogLoss.Status.ToString());
        Numbers(json, ("loss", report.LogLoss.Loss), ("lossWithoutRefuted", report.LogLoss.LossWithoutRefuted));
        json.WriteNumber("refuted", report.LogLoss.Refuted);
        json.WriteEndObject();
        json.WriteStartObject("hosmerLemeshow");
        json.WriteString("status", report.HosmerLemeshow.Status.ToString());
        Numbers(json, ("chiSquare", report.HosmerLemeshow.ChiSquare), ("pFitted", report.HosmerLemeshow.ProbabilityFitted), ("pFresh", report.HosmerLemeshow.ProbabilityFresh));
        json.WriteEndObject();
        json.WriteStartObject("spiegelhalter");
        json.WriteString("status", report.Spiegelhalter.Status.ToString());
        Numbers(json, ("z", report.Spiegelhalter.Z), ("p", report.Spiegelhalter.Probability));
        json.WriteEndObject();
        CalibrationLine line = report.Line;
        json.WriteStartObject("line");
        json.WriteString("status", line.Status.ToString());
        Numbers(
            json,
            ("slope", line.Slope),
            ("slopeError", line.SlopeError),
            ("slopeP", line.SlopeProbability),
            ("intercept", line.Intercept),
            ("interceptError", line.InterceptError),
            ("interceptAtSlopeOne", line.InterceptAtSlopeOne),
            ("interceptAtSlopeOneError", line.InterceptAtSlopeOneError),
            ("interceptAtSlopeOneP", line.InterceptAtSlopeOneProbability));
        json.WriteNumber("leftOut", line.LeftOut);
        json.WriteEndObject();
        JsonParts.Rows(json, "buckets", report.Buckets, bucket =>
        {
            json.WriteNumber("n", bucket.Observations);
            json.WriteNumber("events", bucket.Events);
            Numbers(
                json,
                ("predicted", bucket.Predicted),
                ("observed", bucket.Observed),
                ("wilsonLow", bucket.WilsonLow),
                ("wilsonHigh", bucket.WilsonHigh),
                ("pBinomial", bucket.Binomial),
                ("pJeffreys", bucket.Jeffreys),
                ("pCorrelated", bucket.Correlated),
                ("correlation", bucket.Correlation));
        });
        if (report.EdfAgainstDistance is { } against)
        {
            json.WriteStartObject("edfAgainstDistance");
            json.WriteString("status", against.Status.ToString());
            Numbers(json, ("aucEdf", against.FirstArea), ("aucDistance", against.SecondArea), ("z", against.Z), ("p", against.Probability));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Stability(Utf8JsonWriter json, ValidationReport report)
    {
        if (report.Stability is not { } stability)
        {
            return;
        }

        json.WriteStartObject("stability");
        json.WriteString("status", stability.Status.ToString());
        Day(json, "laterFrom", report.StabilityCut);
        Numbers(json, ("index", stability.Index), ("p", stability.Probability));
        json.WriteNumber("adjustedBins", stability.AdjustedBins);
        json.WriteEndObject();
    }

    private static void Bootstrap(Utf8JsonWriter json, string name, BootstrapInterval interval)
    {
        json.WriteStartObject(name);
        json.WriteString("status", interval.Status.ToString());
        Numbers(json, ("standardError", interval.StandardError), ("low", interval.Low), ("high", interval.High));
        json.WriteNumber("firms", interval.Firms);
        json.WriteNumber("replicates", interval.Replicates);
        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, params ReadOnlySpan<(string Name, double? Value)> figures)
    {
        foreach ((string name, double? value) in figures)
        {
            JsonNumbers.Write(json, name, value);
        }
    }

    private static void Day(Utf8JsonWriter json, string name, DateOnly? day)
    {
        if (day is { } known)
        {
            json.WriteString(name, known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }
}
