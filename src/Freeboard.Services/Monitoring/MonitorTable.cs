using System.Globalization;
using System.Text;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Monitoring;

/// <summary>Alerts and rules as tables.</summary>
public static class MonitorTable
{
    private static readonly string[] Drivers = ["equity", "liabilities", "assetVolatility", "defaultPoint", "riskFreeRate"];

    /// <summary>The alerts of a digest: the news, then those that are still open; its JSON document is the digest.</summary>
    /// <param name="digest">The digest.</param>
    public static OutputTable Of(MonitorDigest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        string[] columns =
        [
            "news", "firm", "name", "rule", "kind", "phase", "raisedDay", "date", "measure", "level", "value", "unit", "raise", "clear", "noData",
            "quantity", "fromDay", "from", "to", .. Drivers, "monitor", "step",
        ];
        string[] words = ["news", "firm", "name", "rule", "kind", "phase", "raisedDay", "date", "measure", "unit", "noData", "quantity", "fromDay", "monitor"];
        return new OutputTable
        {
            Name = "alerts",
            Columns = OutputColumn.Of(columns, words),
            Rows = digest.News.Concat(digest.Open).Select(alert => Cells(digest, alert)),
            JsonDocument = output => output.Write(Encoding.UTF8.GetBytes(MonitorDigestJson.Write(digest))),
        };
    }

    /// <summary>Every alert that began or ended.</summary>
    /// <param name="monitor">Name of the monitor.</param>
    /// <param name="events">The events.</param>
    public static OutputTable Of(string monitor, IReadOnlyList<MonitorEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return new OutputTable
        {
            Name = "events",
            Columns = OutputColumn.Of(["firm", "rule", "news", "date", "raisedDay", "value", "monitor", "step"], "firm", "rule", "news", "date", "raisedDay", "monitor"),
            Rows = events.Select(e => (string[])[e.Firm, e.Rule, e.News.ToString(), Day(e.Day), Day(e.RaisedOn), Number(e.Value), monitor, Whole(e.Step)]),
        };
    }

    /// <summary>The rules with their thresholds, designed ones with the rate that they give.</summary>
    /// <param name="rules">The rules.</param>
    public static OutputTable Of(MonitorRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return new OutputTable
        {
            Name = "rules",
            Columns = OutputColumn.Of(
                ["rule", "kind", "measure", "unit", "raise", "clear", "raiseDays", "clearDays", "windowDays", "falseAlarmsPerFirmYear", "simulatedPerFirmYear", "standardError", "hash", "text"], "rule", "kind", "measure", "unit", "hash", "text"),
            Rows = rules.Rules.Select(static rule => (string[])
            [
                rule.Id, MonitorWords.Of(rule.Kind), MonitorWords.Of(rule.Measure), rule.Unit, Number(rule.Thresholds.Raise), Number(rule.Thresholds.Clear), Whole(rule.Thresholds.RaiseDays), Whole(rule.Thresholds.ClearDays),
                rule.LooksBack ? Whole(rule.WindowDays) : "", Number(rule.FalseAlarmsPerFirmYear), Number(rule.Design?.AlarmsPerFirmYear), Number(rule.Design?.RateStandardError), rule.Hash, rule.Text,
            ]),
        };
    }

    private static string[] Cells(MonitorDigest digest, MonitorAlert alert) =>
    [
        alert.News.ToString(), alert.Firm, alert.Name, alert.Rule, alert.Kind, alert.Phase.ToString(), Day(alert.RaisedOn), Day(alert.Day), alert.Measure, Number(alert.Level), Number(alert.Value), alert.Unit,
        Number(alert.Raise), Number(alert.Clear), alert.NoData ? "true" : "false", alert.Drivers?.Quantity ?? "", alert.Drivers is { } drivers ? Day(drivers.FromDay) : "", Number(alert.Drivers?.From), Number(alert.Drivers?.To),
        .. Drivers.Select(driver => Number(alert.Drivers?.Contributions.Where(c => c.Driver == driver).Select(static c => (double?)c.Value).FirstOrDefault())), digest.Monitor, Whole(digest.Step),
    ];

    internal static string Number(double? value) => value is { } number ? number.ToString("G17", CultureInfo.InvariantCulture) : "";

    internal static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
