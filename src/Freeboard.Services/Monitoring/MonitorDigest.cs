using Freeboard.Monitoring;
using Freeboard.Provenance;

namespace Freeboard.Services.Monitoring;

/// <summary>What a step of a monitor has to say: one digest for many alerts. No time of day: the same steps give the same bytes.</summary>
public sealed record MonitorDigest
{
    /// <summary>Name of the schema.</summary>
    public const string Schema = "freeboard-monitor-digest/1";

    /// <summary>Name of the monitor.</summary>
    public required string Monitor { get; init; }

    /// <summary>Number of the step that this digest is of, from 1.</summary>
    public required int Step { get; init; }

    /// <summary>The last day gone over; null when there never was one.</summary>
    public required DateOnly? AsOf { get; init; }

    /// <summary>The last day of the step before; null for the first step.</summary>
    public DateOnly? PreviousDay { get; init; }

    /// <summary>What was read.</summary>
    public required string Source { get; init; }

    /// <summary>The run or the file, for provenance.</summary>
    public required IReadOnlyList<InputFile> Inputs { get; init; }

    /// <summary>Each rule in words, by its name.</summary>
    public required IReadOnlyList<RunParameter> Rules { get; init; }

    /// <summary>Hash of the rules.</summary>
    public required string RulesHash { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Whether the rows come from the synthetic market.</summary>
    public required bool Synthetic { get; init; }

    /// <summary>Whether this is the monitor's first step: alerts that began before its last day are then listed as open, not as raised.</summary>
    public bool First => PreviousDay is null;

    /// <summary>Days gone over in this step.</summary>
    public required int Days { get; init; }

    /// <summary>Firms seen on the last day.</summary>
    public required int Firms { get; init; }

    /// <summary>Firm-days gone over in this step.</summary>
    public required int Observations { get; init; }

    /// <summary>Alerts that began, ended or were withdrawn, by day, firm and rule; an alert that began and ended stands twice.</summary>
    public required IReadOnlyList<MonitorAlert> News { get; init; }

    /// <summary>Alerts that are open after the step and are no news, the longest open first.</summary>
    public required IReadOnlyList<MonitorAlert> Open { get; init; }

    /// <summary>Triggers that are beyond their threshold, not yet for long enough.</summary>
    public required int Pending { get; init; }

    /// <summary>What a reader must know: days that were skipped, figures that changed since.</summary>
    public required IReadOnlyList<QualityNote> Notes { get; init; }

    /// <summary>Alerts that began.</summary>
    public IEnumerable<MonitorAlert> Raised => News.Where(static a => a.News == AlertNews.Raised);

    /// <summary>How many alerts are open after the step.</summary>
    public int OpenCount => Open.Count + News.Count(static a => a.News == AlertNews.Raised && a.Phase is AlertPhase.Firing or AlertPhase.Recovering);

    /// <summary>Name of the digest in files and headers: monitor, last day, step.</summary>
    public string Id => FormattableString.Invariant($"{Monitor}-{AsOf:yyyy-MM-dd}-{Step:0000}");
}
