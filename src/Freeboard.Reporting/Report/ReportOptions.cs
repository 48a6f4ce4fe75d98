using Freeboard.Reporting.Language;
using Freeboard.Services.Edf;

namespace Freeboard.Reporting.Report;

/// <summary>How a report is written.</summary>
public sealed record ReportOptions
{
    /// <summary>The defaults: English, 400 histories, direction colours by language.</summary>
    public static ReportOptions Default { get; } = new();

    /// <summary>Language tag: en or zh-CN.</summary>
    /// <value>The default value is en.</value>
    public string Language
    {
        get;
        init => field = Phrasebook.Languages.Contains(value)
            ? value
            : throw new ArgumentException($"There is no report in '{value}'; the languages are en and zh-CN.", nameof(value));
    } = "en";

    /// <summary>How many firms, riskiest first, get a section with their history; the others have their row in the table. At least 1.</summary>
    /// <value>The default value is 400.</value>
    public int MaximumFirmHistories
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 400;

    /// <summary>How many firms of a list, riskiest first, stand whole on its report, one under the other; the others are shown one at a time, and only on the screen. At least 1.</summary>
    /// <value>The default value is 24.</value>
    public int MaximumFirmSheets
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 24;

    /// <summary>The map of a run that was assessed with one, drawn with its buckets; null draws none.</summary>
    /// <value>The default value is null.</value>
    public EdfMapFile? EdfMap { get; init; }

    /// <summary>Colours of rising and falling numbers.</summary>
    /// <value>The default value is by language.</value>
    public DirectionColours DirectionColours { get; init; }

    /// <summary>The colours as the page's data-dir attribute: cn, intl or cvd.</summary>
    internal string DirectionAttribute => DirectionColours switch
    {
        DirectionColours.RedUp => "cn",
        DirectionColours.GreenUp => "intl",
        DirectionColours.BlueUp => "cvd",
        _ => Language == "zh-CN" ? "cn" : "intl",
    };
}
