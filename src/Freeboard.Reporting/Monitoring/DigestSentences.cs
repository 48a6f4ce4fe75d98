using Freeboard.Reporting.Language;
using Freeboard.Services.Monitoring;

namespace Freeboard.Reporting.Monitoring;

/// <summary>What the page of a digest says in words, made from its counts.</summary>
public static class DigestSentences
{
    /// <summary>The finding of the page: how many alerts began.</summary>
    /// <param name="digest">The digest.</param>
    /// <param name="words">The language.</param>
    public static string Heading(MonitorDigest digest, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(digest);
        ArgumentNullException.ThrowIfNull(words);
        int raised = digest.News.Count(static a => a.News == AlertNews.Raised);
        return raised > 0 ? words.SayCount("monitor.heading.raised", raised, Numbers.Count(raised))
            : digest.OpenCount > 0 ? words.SayCount("monitor.heading.open", digest.OpenCount, Numbers.Count(digest.OpenCount))
            : words["monitor.heading.quiet"];
    }

    /// <summary>Counts and days, in a sentence.</summary>
    /// <param name="digest">The digest.</param>
    /// <param name="words">The language.</param>
    public static string Lede(MonitorDigest digest, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(digest);
        ArgumentNullException.ThrowIfNull(words);
        if (digest.AsOf is not { } asOf)
        {
            return words["monitor.lede.empty"];
        }

        string counts = words.Say(
            "monitor.lede",
            Numbers.Count(digest.News.Count(static a => a.News == AlertNews.Cleared)),
            Numbers.Count(digest.OpenCount),
            Numbers.Count(digest.Pending),
            Numbers.Count(digest.Firms));
        string days = digest.PreviousDay is { } previous
            ? words.Say("monitor.lede.days", Numbers.Day(previous), Numbers.Day(asOf))
            : words.Say("monitor.lede.first", Numbers.Day(asOf));
        return words.IsChinese ? counts + days : $"{counts} {days}";
    }

    /// <summary>What was found, in a sentence.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="words">The language.</param>
    public static string Found(MonitorAlert alert, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(alert);
        ArgumentNullException.ThrowIfNull(words);
        if (alert.Value is not { } value || alert.Raise is not { } raise || alert.Clear is not { } clear)
        {
            return words["monitor.found.none"];
        }

        double threshold = alert.News == AlertNews.Cleared ? clear : raise;
        string level = alert.Level is { } own ? Value(own, alert.Measure) : Numbers.Absent;
        string bound = words[alert.News == AlertNews.Cleared ? "monitor.bound.clear" : "monitor.bound.raise"];
        return alert.Kind switch
        {
            "change" when alert.Unit == "sigmas" => words.Say("monitor.found.sigmas", alert.Measure, Numbers.Signed(value, 2), level, bound, Numbers.Signed(threshold, 2)),
            "change" => words.Say("monitor.found.change", alert.Measure, Signed(value, alert.Measure), level, bound, Signed(threshold, alert.Measure)),
            "peerPercentile" => words.Say("monitor.found.percentile", Numbers.Percent(value, 1), alert.Measure, level, bound, Numbers.Percent(threshold, 1)),
            "peerTrigger" => words.Say("monitor.found.trigger", alert.Measure, level, Signed(value, alert.Measure), bound, Signed(threshold, alert.Measure)),
            _ => words.Say("monitor.found.level", alert.Measure, Value(value, alert.Measure), bound, Value(threshold, alert.Measure)),
        };
    }

    /// <summary>What the second date of an alert is.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="words">The language.</param>
    public static string Until(MonitorAlert alert, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(alert);
        ArgumentNullException.ThrowIfNull(words);
        return words.Say(alert.News is AlertNews.Cleared or AlertNews.Withdrawn ? "monitor.until.ended" : "monitor.until.seen", Numbers.Day(alert.Day));
    }

    /// <summary>Why an alert has no drivers, by the code that its reason begins with; the reason as it is where no phrase has the code, null where there is none.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="words">The language.</param>
    public static string? WithoutDrivers(MonitorAlert alert, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(alert);
        ArgumentNullException.ThrowIfNull(words);
        string reason = alert.WithoutDrivers;
        return words.Find($"move.{reason.Split(' ', 2)[0]}") ?? (reason.Length > 0 ? reason : null);
    }

    /// <summary>Whether more of a figure means more risk: frequencies and their logarithms; of distances, less does.</summary>
    /// <param name="measure">Its name, as rows spell it.</param>
    public static bool RisingIsWorse(string measure) => measure is "lnEDF" or "EDF";

    /// <summary>A figure in its unit: distances with two decimals, frequencies in percent.</summary>
    /// <param name="value">The figure.</param>
    /// <param name="measure">Its name, as rows spell it.</param>
    public static string Value(double value, string measure) => measure == "EDF" ? Numbers.Percent(value, 2) : Numbers.Fixed(value, 2);

    private static string Signed(double value, string measure) => measure == "EDF" ? Numbers.Signed(100 * value, 2) + "%" : Numbers.Signed(value, 2);
}
