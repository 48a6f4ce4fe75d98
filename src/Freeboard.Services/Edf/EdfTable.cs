using System.Globalization;
using Freeboard.Calibration;
using Freeboard.Numerics;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Edf;

/// <summary>A map as tables of text: summary, coefficients, buckets, curve.</summary>
public static class EdfTable
{
    /// <summary>Names of the tables.</summary>
    public static IReadOnlyList<string> Words { get; } = ["summary", "coefficients", "buckets", "curve"];

    /// <summary>Columns and rows of one table.</summary>
    /// <param name="file">The map.</param>
    /// <param name="word">Its name, among <see cref="Words"/>.</param>
    public static (IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows) Of(EdfMapFile file, string word)
    {
        ArgumentNullException.ThrowIfNull(file);
        return word switch
        {
            "summary" => (["item", "value"], Summary(file)),
            "coefficients" => (["name", "value", "standardError", "clusteredError", "lower", "upper"], Coefficients(file)),
            "buckets" => (["lower", "upper", "meanDistance", "count", "events", "rate", "rateLower", "rateUpper", "predicted"], Buckets(file)),
            "curve" => (["distance", "lnEDF", "EDF", "EDFLower", "EDFUpper"], Curve(file)),
            _ => throw new ArgumentException($"'{word}' is none of {string.Join(", ", Words)}.", nameof(word)),
        };
    }

    /// <summary>Writes one table as CSV.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="file">The map.</param>
    /// <param name="word">The table.</param>
    public static void WriteCsv(TextWriter writer, EdfMapFile file, string word)
    {
        (IReadOnlyList<string> columns, IReadOnlyList<string[]> rows) = Of(file, word);
        CsvText.Write(writer, columns, rows);
    }

    private static List<string[]> Summary(EdfMapFile file)
    {
        EdfMapFit fit = file.Fit;
        List<string[]> rows =
        [
            ["map", file.Name],
            ["kind", file.Map.Name],
            ["status", fit.Status.ToString()],
            ["label", $"{EdfWords.Of(file.Map.Label.Event)} within {file.Map.Label.HorizonMonths.ToString(CultureInfo.InvariantCulture)} months{(file.Map.Label.Text.Length > 0 ? ": " + file.Map.Label.Text : "")}"],
            ["distance", EdfWords.Of(file.Map.Distance)],
            ["observations", fit.Observations.ToString(CultureInfo.InvariantCulture)],
            ["events", fit.Events.ToString(CultureInfo.InvariantCulture)],
        ];
        Add("firms", fit.Firms);
        Add("logLikelihood", fit.LogLikelihood);
        Add("nullLogLikelihood", fit.NullLogLikelihood);
        Add("deviance", fit.Deviance);
        Add("rSquared", fit.RSquared);
        Add("smearingFactor", fit.SmearingFactor);
        Add("bandwidth", (file.Map as KernelMap)?.Bandwidth);
        Add("sampleRate", file.Map.Prior?.SampleRate);
        Add("populationRate", file.Map.Prior?.PopulationRate);
        Add("floor", file.Map.Caps.Floor);
        Add("ceiling", file.Map.Caps.Ceiling);
        rows.AddRange(fit.Notes.Select(static note => (string[])["note", note]));
        rows.AddRange(file.Options.Concat(file.Sample).Select(static p => (string[])[p.Name, p.Value]));
        rows.AddRange(file.Inputs.Select(static input => (string[])["input", $"{input.Name} {input.Sha256}".TrimEnd()]));
        if (file.VolatilityPolicy is { } policy)
        {
            rows.Add(["volatilityPolicyFitted", policy]);
        }

        return rows;

        void Add(string item, double? value)
        {
            if (value is { } number)
            {
                rows.Add([item, Number(number)]);
            }
        }
    }

    private static List<string[]> Coefficients(EdfMapFile file)
    {
        double degrees = file.Map is ExponentialMap { ByLeastSquares: true } map ? map.Line.DegreesOfFreedom : double.PositiveInfinity;
        double quantile = TailProbability.TwoSidedTQuantile(file.Map.Level, degrees);
        return [.. file.Fit.Coefficients.Select(c =>
        {
            double? error = c.ClusteredError ?? c.StandardError;
            return (string[])[c.Name, Number(c.Value), Number(c.StandardError), Number(c.ClusteredError), Number(c.Value - (quantile * error)), Number(c.Value + (quantile * error))];
        })];
    }

    private static List<string[]> Buckets(EdfMapFile file)
    {
        List<string[]> rows = [];
        IReadOnlyList<DistanceBucket> buckets = file.Fit.Buckets?.Buckets ?? [];
        for (int i = 0; i < buckets.Count; i++)
        {
            DistanceBucket b = buckets[i];
            EdfBand interval = b.Interval(file.Map.Level);
            rows.Add(
            [
                Number(b.Lower), Number(b.Upper), Number(b.MeanDistance), b.Count.ToString(CultureInfo.InvariantCulture), b.Events.ToString(CultureInfo.InvariantCulture),
                Number(b.Rate), Number(interval.Lower), Number(interval.Upper), i < file.Fit.BucketPredictions.Count ? Number(file.Fit.BucketPredictions[i]) : "",
            ]);
        }

        return rows;
    }

    /// <summary>The map from the smallest to the greatest distance of its buckets, in 61 points.</summary>
    private static List<string[]> Curve(EdfMapFile file)
    {
        (double first, double last) = EdfCurve.Range(file);
        return [.. EdfCurve.Distances(first, last, 61).Select(d => EdfApply.CellsOf(file.Map, d))];
    }

    internal static string Number(double? value) => value is { } v && double.IsFinite(v) ? v.ToString("G17", CultureInfo.InvariantCulture) : "";
}
