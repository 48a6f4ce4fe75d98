using System.Globalization;
using Freeboard.Assessment;

namespace Freeboard.Services.Screen;

/// <summary>Which firms a screener shows, and in which order: the same words in the address of the page, in the API and in what is exported.</summary>
public sealed record ScreenCriteria
{
    /// <summary>What rows can be sorted by.</summary>
    public static IReadOnlyList<string> Sorts { get; } = ["name", "dd", "change", "changeYear", "edf", "peer", "industry", "equity", "volatility", "debt", "status"];

    /// <summary>The words of filters, in order.</summary>
    public static IReadOnlyList<string> Filters { get; } = ["q", "industry", "status", "ddFrom", "ddTo", "edfFrom", "edfTo", "list"];

    /// <summary>Part of a code, a name or an industry; empty for any.</summary>
    public string Text { get; init; } = "";

    /// <summary>An industry; empty for any.</summary>
    public string Industry { get; init; } = "";

    /// <summary>with for firms that have a distance, without for those that have none, empty for both.</summary>
    public string Status { get; init; } = "";

    /// <summary>Least distance; null for any.</summary>
    public double? DistanceFrom { get; init; }

    /// <summary>Distances below this; null for any.</summary>
    public double? DistanceTo { get; init; }

    /// <summary>Least EDF, per cent; null for any.</summary>
    public double? EdfFrom { get; init; }

    /// <summary>EDFs below this, per cent; null for any.</summary>
    public double? EdfTo { get; init; }

    /// <summary>Name of a watchlist; empty for none.</summary>
    public string List { get; init; } = "";

    /// <summary>The firms of the watchlist; null for all firms.</summary>
    public IReadOnlySet<string>? Only { get; init; }

    /// <summary>What the rows are sorted by: one of <see cref="Sorts"/>.</summary>
    public string Sort { get; init; } = "dd";

    /// <summary>Whether the largest come first.</summary>
    public bool Descending { get; init; }

    /// <summary>Reads criteria from the settings of an address.</summary>
    /// <param name="query">A setting by its name; null or empty where there is none.</param>
    /// <param name="fault">What is wrong and how it is put right; null when nothing is.</param>
    /// <returns>The criteria; null with a fault.</returns>
    public static ScreenCriteria? Read(Func<string, string?> query, out string? fault)
    {
        ArgumentNullException.ThrowIfNull(query);
        fault = null;
        string? wrong = null;
        string Word(string name) => query(name)?.Trim() ?? "";
        double? Number(string name)
        {
            string text = Word(name);
            if (text.Length == 0)
            {
                return null;
            }

            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
            {
                return value;
            }

            wrong = $"{name} is '{text}', which is no number. Write it with a decimal point, such as 1.5.";
            return null;
        }

        string OneOf(string name, IReadOnlyList<string> words, string usual)
        {
            string word = Word(name);
            if (word.Length == 0 || words.Contains(word, StringComparer.Ordinal))
            {
                return word.Length == 0 ? usual : word;
            }

            wrong = $"{name} is '{word}'; it can be {string.Join(", ", words)}.";
            return usual;
        }

        ScreenCriteria criteria = new()
        {
            Text = Word("q"),
            Industry = Word("industry"),
            Status = OneOf("status", ["with", "without"], ""),
            DistanceFrom = Number("ddFrom"),
            DistanceTo = Number("ddTo"),
            EdfFrom = Number("edfFrom"),
            EdfTo = Number("edfTo"),
            List = Word("list"),
            Sort = OneOf("sort", Sorts, "dd"),
            Descending = OneOf("order", ["ascending", "descending"], "ascending") == "descending",
        };
        fault = wrong;
        return wrong is null ? criteria : null;
    }

    /// <summary>The criteria without one filter.</summary>
    /// <param name="filter">One of <see cref="Filters"/>.</param>
    public ScreenCriteria Without(string filter) => filter switch
    {
        "q" => this with { Text = "" },
        "industry" => this with { Industry = "" },
        "status" => this with { Status = "" },
        "ddFrom" => this with { DistanceFrom = null },
        "ddTo" => this with { DistanceTo = null },
        "edfFrom" => this with { EdfFrom = null },
        "edfTo" => this with { EdfTo = null },
        "list" => this with { List = "", Only = null },
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "Must be one of the filters."),
    };

    /// <summary>Whether a row fits.</summary>
    /// <param name="row">The row.</param>
    public bool Fits(ScreenRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        FirmDescription firm = row.Firm;
        double? percent = row.LnEdf is null ? null : 100 * row.Latest!.Edf;
        return (Only is null || Only.Contains(firm.Firm))
            && (Text.Length == 0 || firm.Firm.Contains(Text, StringComparison.OrdinalIgnoreCase) || firm.Name.Contains(Text, StringComparison.OrdinalIgnoreCase) || firm.Industry?.Contains(Text, StringComparison.OrdinalIgnoreCase) == true)
            && (Industry.Length == 0 || firm.Industry == Industry)
            && (Status.Length == 0 || (row.Distance is not null) == (Status == "with"))
            && (DistanceFrom is null || row.Distance >= DistanceFrom)
            && (DistanceTo is null || row.Distance < DistanceTo)
            && (EdfFrom is null || percent >= EdfFrom)
            && (EdfTo is null || percent < EdfTo);
    }
}
