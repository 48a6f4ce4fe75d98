using System.Globalization;
using System.Text;
using Freeboard.Provenance;

namespace Freeboard.Services.Monitoring;

/// <summary>A digest as plain text, for a letter or a terminal.</summary>
public static class MonitorText
{
    /// <summary>Writes a digest, lines ended by line feeds.</summary>
    /// <param name="digest">The digest.</param>
    public static string Write(MonitorDigest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        StringBuilder text = new();
        text.Append(Subject(digest)).Append("\n\n");
        Section(text, digest.First ? "Raised on the last day" : "Raised", digest.News.Where(static a => a.News == AlertNews.Raised));
        Section(text, "Cleared", digest.News.Where(static a => a.News == AlertNews.Cleared));
        Section(text, "Withdrawn: the rule was changed or removed", digest.News.Where(static a => a.News == AlertNews.Withdrawn));
        Section(text, digest.First ? "Open when the monitor began" : "Still open", digest.Open);
        if (digest.Pending > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{digest.Pending} pending: beyond a threshold, not yet for long enough.\n\n");
        }

        foreach (QualityNote note in digest.Notes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{note.Code} ({note.Count}) {note.Text}\n");
        }

        text.Append("Rules\n");
        foreach (RunParameter rule in digest.Rules)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {rule.Name}: {rule.Value}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nMonitor {digest.Monitor}, step {digest.Step}, from {digest.Source}: {digest.Observations} firm-days on {digest.Days} days. Freeboard {digest.Version}, rules {digest.RulesHash}.\n");
        return text.ToString();
    }

    /// <summary>The digest in one line.</summary>
    /// <param name="digest">The digest.</param>
    public static string Subject(MonitorDigest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        int raised = digest.News.Count(static a => a.News == AlertNews.Raised);
        int cleared = digest.News.Count(static a => a.News == AlertNews.Cleared);
        string day = digest.AsOf is { } asOf ? asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "no day yet";
        return string.Create(CultureInfo.InvariantCulture, $"{(digest.Synthetic ? "SYNTHETIC DATA. " : "")}{digest.Monitor} {day}: {raised} raised, {cleared} cleared, {digest.OpenCount} open, of {digest.Firms} firms");
    }

    /// <summary>An alert in one sentence, without its drivers.</summary>
    /// <param name="alert">The alert.</param>
    public static string Sentence(MonitorAlert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        string since = alert.RaisedOn == alert.Day ? Day(alert.Day) : $"{Day(alert.Day)}, since {Day(alert.RaisedOn)}";
        string figure = alert.Value is { } value
            ? string.Create(CultureInfo.InvariantCulture, $", {ValueName(alert)} {value:0.####}{(alert.News == AlertNews.Cleared ? $" (clear at {alert.Clear:0.####})" : $" (threshold {alert.Raise:0.####})")}")
            : "";
        string level = alert.Level is { } own && alert.Kind != "level" ? string.Create(CultureInfo.InvariantCulture, $", {alert.Measure} {own:0.####}") : "";
        return $"{alert.Rule} {since}{figure}{level}{(alert.NoData ? ", no figure since" : "")}";
    }

    /// <summary>The drivers of an alert in one sentence; empty when there are none to speak of.</summary>
    /// <param name="alert">The alert.</param>
    public static string DriverSentence(MonitorAlert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return alert.Drivers is { } drivers
            ? string.Create(CultureInfo.InvariantCulture, $"{drivers.Quantity} {drivers.From:0.00} on {Day(drivers.FromDay)} to {drivers.To:0.00}: {string.Join(", ", drivers.Contributions.Select(static c => string.Create(CultureInfo.InvariantCulture, $"{Spaced(c.Driver)} {c.Value:+0.00;-0.00;0.00}")))}")
            : alert.WithoutDrivers.Length > 0 ? $"no drivers: {alert.WithoutDrivers}" : "";
    }

    private static void Section(StringBuilder text, string heading, IEnumerable<MonitorAlert> alerts)
    {
        MonitorAlert[] listed = [.. alerts];
        if (listed.Length == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"{heading} ({listed.Length})\n");
        foreach (MonitorAlert alert in listed)
        {
            text.Append("  ").Append(alert.Firm).Append(alert.Name.Length > 0 ? " " + alert.Name : "").Append(": ").Append(Sentence(alert)).Append('\n');
            if (DriverSentence(alert) is { Length: > 0 } drivers)
            {
                text.Append("      ").Append(drivers).Append('\n');
            }
        }

        text.Append('\n');
    }

    private static string ValueName(MonitorAlert alert) => alert.Kind switch
    {
        "change" => alert.Unit == "sigmas" ? $"change of {alert.Measure} in standard deviations" : $"change of {alert.Measure}",
        "peerPercentile" => "percentile of risk",
        "peerTrigger" => $"{alert.Measure} less the peers' trigger",
        _ => alert.Measure,
    };

    private static string Spaced(string driver) => driver switch
    {
        "assetVolatility" => "asset volatility",
        "defaultPoint" => "default point",
        "riskFreeRate" => "risk-free rate",
        _ => driver,
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
