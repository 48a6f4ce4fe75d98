using System.Diagnostics.Metrics;

namespace Freeboard.Services.Doctor;

/// <summary>What the engine counts while it works, for whoever collects .NET's meters (dotnet-counters, OpenTelemetry). Counts only: no firm, no path, no figure of anybody's stands in a tag.</summary>
/// <remarks>
/// <para>Meter <c>Freeboard</c>: <c>freeboard.import.rows</c> and <c>freeboard.import.quarantined</c> (rows read and set aside, tag <c>outcome</c> stored, repeated or rejected),
/// <c>freeboard.import.duration</c> (s, tag <c>outcome</c>), <c>freeboard.assess.rows</c> (rows of runs that were completed), <c>freeboard.assess.duration</c> (s), <c>freeboard.store.backups</c> (tag <c>work</c>: backup or restore).</para>
/// <para>Nothing is counted, and nothing costs, where nobody listens.</para>
/// </remarks>
public static class EngineMeters
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Freeboard";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> ImportRows = Meter.CreateCounter<long>("freeboard.import.rows", "{row}", "Rows read by imports.");
    private static readonly Counter<long> ImportQuarantined = Meter.CreateCounter<long>("freeboard.import.quarantined", "{row}", "Rows set aside by imports.");
    private static readonly Histogram<double> ImportDuration = Meter.CreateHistogram<double>("freeboard.import.duration", "s", "How long imports took.");
    private static readonly Counter<long> AssessRows = Meter.CreateCounter<long>("freeboard.assess.rows", "{row}", "Rows of completed runs.");
    private static readonly Histogram<double> AssessDuration = Meter.CreateHistogram<double>("freeboard.assess.duration", "s", "How long runs took from their beginning to their completion.");
    private static readonly Counter<long> Backups = Meter.CreateCounter<long>("freeboard.store.backups", "{file}", "Backups written and restored.");

    internal static void Imported(long rows, long quarantined, string outcome, TimeSpan took)
    {
        KeyValuePair<string, object?> tag = new("outcome", outcome);
        ImportRows.Add(rows, tag);
        ImportQuarantined.Add(quarantined, tag);
        ImportDuration.Record(took.TotalSeconds, tag);
    }

    internal static void Assessed(long rows, TimeSpan took)
    {
        AssessRows.Add(rows);
        AssessDuration.Record(took.TotalSeconds);
    }

    internal static void BackedUp(string work) => Backups.Add(1, new KeyValuePair<string, object?>("work", work));
}
