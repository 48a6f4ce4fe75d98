using System.Globalization;

namespace Freeboard.Scoring;

/// <summary>What a bin holds.</summary>
public enum BinKind
{
    /// <summary>Numbers between two breaks.</summary>
    Interval = 0,

    /// <summary>One or several levels.</summary>
    Levels,

    /// <summary>One special code.</summary>
    Special,

    /// <summary>Missing values.</summary>
    Missing,
}

/// <summary>Where each value of a variable belongs: intervals or groups of levels, then a bin for each special code, then one for missing values.</summary>
/// <remarks>The same object sorts values into bins when a card is fitted and when it is applied, so that no value can be binned in two ways.</remarks>
public sealed class BinLayout
{
    private readonly double[] breaks;
    private readonly double[] specialNumbers;
    private readonly Dictionary<string, int> placeOfLevel = new(StringComparer.Ordinal);

    private BinLayout(string name, bool isNumeric, double[] breaks, double[] specialNumbers)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        IsNumeric = isNumeric;
        this.breaks = breaks;
        this.specialNumbers = specialNumbers;
    }

    /// <summary>The variable.</summary>
    public string Name { get; }

    /// <summary>Whether it holds numbers.</summary>
    public bool IsNumeric { get; }

    /// <summary>Breaks between intervals, rising; empty for levels.</summary>
    public IReadOnlyList<double> Breaks => breaks;

    /// <summary>Whether an interval holds its upper end, (a, b], in place of its lower, [a, b).</summary>
    public bool ClosedRight { get; private init; }

    /// <summary>Groups of levels; empty for numbers.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Groups { get; private init; } = [];

    /// <summary>Special codes, each a bin of its own, as text.</summary>
    public IReadOnlyList<string> Special { get; private init; } = [];

    /// <summary>Intervals or groups.</summary>
    public int RegularCount => IsNumeric ? breaks.Length + 1 : Groups.Count;

    /// <summary>All bins: intervals or groups, special codes, missing.</summary>
    public int Count => RegularCount + Special.Count + 1;

    /// <summary>Intervals between breaks.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="breaks">Finite, strictly rising.</param>
    /// <param name="special">Codes that are no quantities: each a bin of its own.</param>
    /// <param name="closedRight">Whether a break belongs to the interval below it.</param>
    /// <exception cref="ArgumentException">Breaks do not rise, or codes repeat.</exception>
    public static BinLayout OfIntervals(string name, IReadOnlyList<double> breaks, IReadOnlyList<double>? special = null, bool closedRight = false)
    {
        ArgumentNullException.ThrowIfNull(breaks);
        for (int i = 0; i < breaks.Count; i++)
        {
            if (!double.IsFinite(breaks[i]) || (i > 0 && breaks[i] <= breaks[i - 1]))
            {
                throw new ArgumentException($"The breaks of {name} must be finite and rise.", nameof(breaks));
            }
        }

        double[] codes = [.. special ?? []];
        if (codes.Distinct().Count() != codes.Length || codes.Any(static c => !double.IsFinite(c)))
        {
            throw new ArgumentException($"The special codes of {name} must be finite and differ.", nameof(special));
        }

        return new BinLayout(name, true, [.. breaks], codes) { ClosedRight = closedRight, Special = [.. codes.Select(Text)] };
    }

    /// <summary>Groups of levels.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="groups">The groups; none empty, no level in two.</param>
    /// <param name="special">Levels that are no answers: each a bin of its own.</param>
    /// <exception cref="ArgumentException">A group is empty, or a level stands twice.</exception>
    public static BinLayout OfGroups(string name, IReadOnlyList<IReadOnlyList<string>> groups, IReadOnlyList<string>? special = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        BinLayout layout = new(name, false, [], []) { Groups = [.. groups.Select(static g => (IReadOnlyList<string>)[.. g])], Special = [.. special ?? []] };
        int place = 0;
        foreach (IReadOnlyList<string> group in groups.Concat(layout.Special.Select(static s => (IReadOnlyList<string>)[s])))
        {
            if (group.Count == 0 || !group.All(level => level.Length > 0 && layout.placeOfLevel.TryAdd(level, place)))
            {
                throw new ArgumentException($"The levels of {name} must not be empty, and none may stand twice.", nameof(groups));
            }

            place++;
        }

        return layout;
    }

    /// <summary>The bin of a value; -1 for a level that no bin holds.</summary>
    /// <param name="value">The value.</param>
    public int IndexOf(in ScoreValue value)
    {
        if (!IsNumeric)
        {
            return value.Level is not { } level ? Count - 1 : placeOfLevel.TryGetValue(level, out int place) ? place : -1;
        }

        double x = value.Number;
        if (double.IsNaN(x))
        {
            return Count - 1;
        }

        int code = specialNumbers.Length == 0 ? -1 : Array.IndexOf(specialNumbers, x);
        if (code >= 0)
        {
            return RegularCount + code;
        }

        int at = Array.BinarySearch(breaks, x);
        return at < 0 ? ~at : ClosedRight ? at : at + 1;
    }

    /// <summary>What kind of bin stands at a place.</summary>
    /// <param name="bin">The bin.</param>
    public BinKind KindOf(int bin) => bin == Count - 1 ? BinKind.Missing : bin >= RegularCount ? BinKind.Special : IsNumeric ? BinKind.Interval : BinKind.Levels;

    /// <summary>A bin in words: [8, 16), a level, several with bars between them, a code, or "missing".</summary>
    /// <param name="bin">The bin.</param>
    public string LabelOf(int bin) => KindOf(bin) switch
    {
        BinKind.Missing => "missing",
        BinKind.Special => Special[bin - RegularCount],
        BinKind.Levels => string.Join(" | ", Groups[bin]),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(ClosedRight ? '(' : '[')}{(bin == 0 ? "-inf" : Text(breaks[bin - 1]))},{(bin == breaks.Length ? "inf" : Text(breaks[bin]))}{(ClosedRight ? ']' : ')')}"),
    };

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
