using System.Security.Cryptography;
using System.Text;
using Freeboard.Provenance;

namespace Freeboard.Services.Monitoring;

/// <summary>The rules of a monitor, from a JSON file of schema <c>freeboard-monitor-rules/1</c> (docs/monitoring.md).</summary>
public sealed record MonitorRules
{
    /// <summary>Name of the schema.</summary>
    public const string Schema = "freeboard-monitor-rules/1";

    /// <summary>The rules that work without a file: near the default point, a quick fall, an unusual fall designed for one false alert in ten firm-years, the riskiest of the peers, and below a peer trigger.</summary>
    public const string DefaultText =
        """
        {
          "schema": "freeboard-monitor-rules/1",
          "name": "watch",
          "frequency": "day",
          "explainDays": 91,
          "rules": [
            { "id": "near-default", "kind": "level", "measure": "DDRiskNeutral", "raise": 1.5, "clear": 1.8 },
            { "id": "quick-fall", "kind": "change", "measure": "DDRiskNeutral", "windowDays": 91, "raise": -1.5, "clear": -0.5 },
            { "id": "unusual-fall", "kind": "change", "measure": "DDRiskNeutral", "windowDays": 91, "scale": "peers", "falseAlarmsPerFirmYear": 0.1 },
            { "id": "riskiest", "kind": "peerPercentile", "measure": "EDF", "raise": 0.95, "clear": 0.9, "raiseDays": 25 },
            { "id": "below-peers", "kind": "peerTrigger", "measure": "DDRiskNeutral", "peerShare": 0.9, "raise": -0.25, "clear": 0.1 }
          ]
        }

        """;

    // Made when asked for: the design of a threshold takes about a second.
    private static readonly Lazy<MonitorRules> OfDefaultText = new(static () => Parse(Encoding.UTF8.GetBytes(DefaultText), "default rules").Rules!);

    /// <summary>The rules of <see cref="DefaultText"/>.</summary>
    public static MonitorRules Default => OfDefaultText.Value;

    /// <summary>Name of the monitor: its place in the store.</summary>
    public required string Name { get; init; }

    /// <summary>Observations a year that designs of false alerts reckon with: 250, 52 or 12.</summary>
    public required double ObservationsPerYear { get; init; }

    /// <summary>How many days back the drivers of an alert are measured from, where its rule has no window of its own.</summary>
    public required int ExplainDays { get; init; }

    /// <summary>Codes of the firms that alerts are raised of, as from a watchlist; empty for all. Peers of a day are all firms either way.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Firms { get; init; } = [];

    /// <summary>The rules, in the file's order.</summary>
    public required IReadOnlyList<MonitorRule> Rules { get; init; }

    /// <summary>The file's text.</summary>
    public required string Text { get; init; }

    /// <summary>Sixteen hexadecimal digits over the hashes of the rules.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', Rules.Select(static r => r.Hash)))))[..16];

    /// <summary>Days before a day that the rules may look at.</summary>
    public int MemoryDays => Rules.Where(static r => r.LooksBack).Select(static r => r.WindowDays).Append(ExplainDays).Max(static days => days + Math.Max(31, days / 2));

    /// <summary>Reads rules.</summary>
    /// <param name="bytes">JSON, UTF-8.</param>
    /// <param name="name">Name of the file in errors.</param>
    /// <returns>The rules, or every error with its place in the document.</returns>
    public static MonitorRulesResult Parse(ReadOnlyMemory<byte> bytes, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new MonitorRulesReader(name).Read(bytes);
    }
}

/// <summary>Rules that were read, or why they were not.</summary>
/// <param name="Rules">The rules; null when there is an error.</param>
/// <param name="Errors">What is wrong; the column is the place in the document.</param>
public sealed record MonitorRulesResult(MonitorRules? Rules, IReadOnlyList<RowError> Errors);
