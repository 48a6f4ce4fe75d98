using Freeboard.Calibration;

namespace Freeboard.Services.Edf;

/// <summary>The words that files and commands use for events, distances and kinds of map.</summary>
public static class EdfWords
{
    private static readonly (LabelEvent Event, string Word)[] Events =
    [
        (LabelEvent.ModelDefault, "model"), (LabelEvent.SpecialTreatment, "st"), (LabelEvent.BondDefault, "default"), (LabelEvent.Bankruptcy, "bankruptcy"), (LabelEvent.Delisting, "delisted"),
    ];

    private static readonly (MappedDistance Distance, string Word)[] Distances =
    [
        (MappedDistance.RiskNeutral, "DDRiskNeutral"), (MappedDistance.Kmv, "DDKmv"), (MappedDistance.Physical, "DDPhysical"), (MappedDistance.Naive, "DDNaive"),
    ];

    private static readonly (EdfMapKind Kind, string Word)[] Kinds =
    [
        (EdfMapKind.Normal, "normal"), (EdfMapKind.Probit, "probit"), (EdfMapKind.ExponentialOls, "exponential-ols"), (EdfMapKind.Exponential, "exponential"),
        (EdfMapKind.Logistic, "logistic"), (EdfMapKind.Isotonic, "isotonic"), (EdfMapKind.Kernel, "kernel"),
    ];

    /// <summary>Words of the events that can be observed: st, default, bankruptcy, delisted, as in labels.csv.</summary>
    public static IReadOnlyList<string> ObservableEvents { get; } = [.. Events.Skip(1).Select(static e => e.Word)];

    /// <summary>Words of the distances, which are the names of their columns.</summary>
    public static IReadOnlyList<string> DistanceColumns { get; } = [.. Distances.Select(static d => d.Word)];

    /// <summary>Words of the kinds of map.</summary>
    public static IReadOnlyList<string> KindWords { get; } = [.. Kinds.Select(static k => k.Word)];

    /// <summary>The word of an event.</summary>
    /// <param name="labelEvent">The event.</param>
    public static string Of(LabelEvent labelEvent) => Events.First(e => e.Event == labelEvent).Word;

    /// <summary>The column of a distance.</summary>
    /// <param name="distance">The distance.</param>
    public static string Of(MappedDistance distance) => Distances.First(d => d.Distance == distance).Word;

    /// <summary>The word of a kind of map, as <see cref="EdfMap.Name"/>.</summary>
    /// <param name="kind">The kind.</param>
    public static string Of(EdfMapKind kind) => Kinds.First(k => k.Kind == kind).Word;

    /// <summary>The event of a word; null when there is none.</summary>
    /// <param name="word">The word.</param>
    public static LabelEvent? Event(string? word) => Events.Where(e => e.Word == word).Select(static e => (LabelEvent?)e.Event).FirstOrDefault();

    /// <summary>The distance of a column; null when there is none.</summary>
    /// <param name="word">The column.</param>
    public static MappedDistance? Distance(string? word) => Distances.Where(d => d.Word == word).Select(static d => (MappedDistance?)d.Distance).FirstOrDefault();

    /// <summary>The kind of a word; null when there is none.</summary>
    /// <param name="word">The word.</param>
    public static EdfMapKind? Kind(string? word) => Kinds.Where(k => k.Word == word).Select(static k => (EdfMapKind?)k.Kind).FirstOrDefault();
}
