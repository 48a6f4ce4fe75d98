using Freeboard.Calibration;
using Freeboard.Reporting.Language;
using Freeboard.Services.Edf;

namespace Freeboard.Reporting.Calibration;

/// <summary>A map file as a figure and as sentences.</summary>
internal static class EdfMapDrawing
{
    private const int Points = 81;

    public static EdfMapFigure Of(EdfMapFile file, Phrasebook words)
    {
        (double first, double last) = EdfCurve.Range(file);
        double[] distances = [.. EdfCurve.Distances(first, last, Points)];
        EdfBand?[] bands = [.. distances.Select(file.Map.Band)];
        bool banded = bands.All(static b => b is not null);
        return new EdfMapFigure
        {
            Names = [.. ((string[])["distance", "map", "observed", "low", "high", "count", "events"]).Select(n => words["edfmap." + n])],
            Distances = distances,
            Curve = [.. distances.Select(d => Finite(file.Map.LnEdf(d)))],
            Low = banded ? [.. bands.Select(static b => Log(b!.Value.Lower))] : [],
            High = banded ? [.. bands.Select(static b => Log(b!.Value.Upper))] : [],
            Buckets = [.. (file.Fit.Buckets?.Buckets ?? []).Select(b => Bucket(file, b))],
        };
    }

    public static string Title(EdfMapFile file, Phrasebook words)
    {
        (double first, double last) = EdfCurve.Range(file);
        double low = Math.Ceiling(first);
        double high = Math.Floor(Math.Min(last, low + 8));
        double middle = Math.Round((low + high) / 2);
        return words.Say("edfmap.title", Edf(file, low), Numbers.Fixed(low, 0), Edf(file, middle), Numbers.Fixed(middle, 0), Edf(file, high), Numbers.Fixed(high, 0));
    }

    public static string Subtitle(EdfMapFile file, Phrasebook words) => words.Say(
        file.Map.Band(EdfCurve.Range(file).First) is null ? "edfmap.sub.bare" : "edfmap.sub",
        Numbers.Fixed(file.Map.Label.HorizonMonths, 0),
        EdfWords.Of(file.Map.Distance),
        Numbers.Percent(file.Map.Level, 0));

    public static string Summary(EdfMapFile file, Phrasebook words)
    {
        (double first, double last) = EdfCurve.Range(file);
        return words.Say("edfmap.summary", file.Map.Name, Edf(file, first), Numbers.Fixed(first, 1), Edf(file, last), Numbers.Fixed(last, 1), Numbers.Count(file.Fit.Buckets?.Buckets.Count ?? 0));
    }

    public static string Note(EdfMapFile file, Phrasebook words)
    {
        LabelDefinition label = file.Map.Label;
        string said = words[$"edfmap.event.{label.Event}"] + (label.Text.Length > 0 ? $" ({label.Text})" : "");
        string[] shared = [said, Numbers.Fixed(file.Fit.Observations, 0), Numbers.Fixed(file.Fit.Events, 0), file.Name];
        return file.Map.Prior is { } prior
            ? words.Say("edfmap.note.prior", [.. shared, Numbers.Percent(prior.SampleRate, 2), Numbers.Percent(prior.PopulationRate, 2)])
            : words.Say("edfmap.note", shared);
    }

    /// <summary>A bucket on the scale of the map: carried to the population's rate where the map is.</summary>
    private static EdfMapBucket Bucket(EdfMapFile file, DistanceBucket bucket)
    {
        EdfBand band = bucket.Interval(file.Map.Level);
        return new EdfMapBucket(bucket.MeanDistance, Finite(file.Map.LnEdf(bucket.MeanDistance)), Log(Carried(bucket.Rate)), Log(Carried(band.Lower)), Log(Carried(band.Upper)), bucket.Count, bucket.Events);

        double Carried(double frequency) => file.Map.Prior?.Correct(frequency) ?? frequency;
    }

    private static string Edf(EdfMapFile file, double distance) => file.Map.LnEdf(distance) is var ln && double.IsFinite(ln) ? Numbers.Probability(ln) : Numbers.Percent(0, 0);

    private static double? Log(double frequency) => frequency > 0 ? Math.Log(frequency) : null;

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
