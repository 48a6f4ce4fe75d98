using System.Globalization;
using Freeboard.Learning;
using Freeboard.Provenance;

namespace Freeboard.Services.Learning;

/// <summary>Settings of a training read back from the words that provenance has of them.</summary>
internal static class NetworkOptionsReader
{
    /// <summary>Reads settings back.</summary>
    /// <param name="settings">The words of <see cref="NetworkWords.Of(NetworkOptions, string)"/>.</param>
    /// <param name="folds">Whether each remainder is a fold.</param>
    /// <exception cref="FormatException">They are not the words of any settings: one is missing, unknown, or no number.</exception>
    internal static NetworkOptions Read(IReadOnlyList<RunParameter> settings, out bool folds)
    {
        Dictionary<string, string> words = settings.ToDictionary(static s => s.Name, static s => s.Value, StringComparer.Ordinal);
        string Word(string name) => words.GetValueOrDefault(name, "");
        string? Optional(string name) => Word(name) is { Length: > 0 } word ? word : null;
        string[] List(string name) => Word(name).Split(',', StringSplitOptions.RemoveEmptyEntries);
        double Number(string name) => double.Parse(Word(name), NumberStyles.Float, CultureInfo.InvariantCulture);
        int Whole(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        T Kind<T>(string name)
            where T : struct, Enum => Enum.TryParse(Word(name), ignoreCase: true, out T kind) ? kind : throw new FormatException($"'{Word(name)}' is no {name}");

        folds = Word("command") == NetworkWords.Command(folds: true);
        string[] test = Word("test") == "none" ? [] : Word("test").Split(':');
        NetworkOptions options = new()
        {
            Target = Word("target"),
            Bad = Word("bad"),
            Edf = Optional("edf"),
            Features = List("features"),
            Ignored = List("ignore"),
            Auxiliary = [.. List("auxiliary").Select(Auxiliary)],
            Weight = Optional("weight"),
            Group = Optional("group"),
            Missing = List("missing"),
            TestEvery = test.Length == 2 ? Whole(test[0]) : 0,
            TestRemainders = test.Length == 2 ? [.. test[1].Split(',').Select(Whole)] : [],
            Hidden = [.. List("hidden").Select(Whole)],
            Deep = Word("deep") == "true",
            Calibration = Kind<CalibrationKind>("calibration"),
            PopulationRate = Optional("populationRate") is null ? null : Number("populationRate"),
            Rivals = List("rivals"),
            Baselines = Word("baselines") != "false",
            Training = new TrainingOptions
            {
                Members = Whole(Word("members")),
                Seed = ulong.Parse(Word("seed"), NumberStyles.None, CultureInfo.InvariantCulture),
                Epochs = Whole(Word("epochs")),
                Patience = Whole(Word("patience")),
                BatchRows = Whole(Word("batch")),
                Dropout = Number("dropout"),
                ClipLength = Number("clip"),
                Losses = new LossWeights(Number("deepWeight"), Number("auxiliaryWeight")),
                DeepFades = Word("deepFades") == "true",
                Schedule = Kind<RateSchedule>("schedule"),
                Evidence = Number("evidence"),
                Steps = new AdamWOptions { LearningRate = Number("rate"), WeightDecay = Number("decay") },
            },
        };

        // What this reader does not know would be lost without a word.
        return NetworkWords.Of(options, NetworkWords.Command(folds)).SequenceEqual(settings)
            ? options
            : throw new FormatException("they are not the settings that they were made from");
    }

    /// <summary>A name that lists of words cannot keep; null when there is none.</summary>
    internal static string? Unkeepable(NetworkOptions options) =>
        options.Features.Concat(options.Ignored).Concat(options.Missing).Concat(options.Rivals).FirstOrDefault(static name => name.Contains(',', StringComparison.Ordinal))
        ?? options.Auxiliary.Select(static target => target.Column).FirstOrDefault(static name => name.AsSpan().ContainsAny(',', ':'));

    private static AuxiliaryColumn Auxiliary(string text)
    {
        string[] parts = text.Split(':');
        return parts.Length switch
        {
            1 => new AuxiliaryColumn(text),
            3 when NetworkWords.Loss(parts[1]) is { } loss => new AuxiliaryColumn(parts[0], loss, double.Parse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture)),
            _ => throw new FormatException($"'{text}' is no auxiliary target"),
        };
    }
}
