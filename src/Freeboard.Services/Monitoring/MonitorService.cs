using Freeboard.Data.Monitoring;
using Freeboard.Data.Store;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Monitoring;

/// <summary>Early warning over a store: goes over the days that are new, moves the triggers on, and keeps what it found in one step.</summary>
/// <remarks>
/// A day is gone over once. What a later run says of it is counted in the notes and changes nothing, so that the same command twice raises nothing twice, and an alert stands on what was known on its day.
/// A step and the digest that is due for it are written in one transaction: nothing is said that is not kept, and nothing kept is left unsaid.
/// </remarks>
public sealed class MonitorService : IDisposable
{
    private readonly MonitorStore store;

    private MonitorService(MonitorStore store) => this.store = store;

    /// <summary>Opens the monitors of a store, and makes the store when there is none.</summary>
    /// <param name="address">Where, as for <see cref="RunArchive.Open"/>.</param>
    /// <exception cref="RunArchiveException">The address is malformed, or the store cannot be opened.</exception>
    public static MonitorService Open(string address) => RunArchive.Named(() => new MonitorService(MonitorStore.Open(StoreAddress.Parse(address))));

    /// <summary>The monitors of the store, by name.</summary>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public IReadOnlyList<string> Names() => RunArchive.Named(store.Names);

    /// <summary>The first day that a step needs rows of: its windows reach back from the last day gone over. Null when it needs all.</summary>
    /// <param name="rules">The rules.</param>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public DateOnly? NeededFrom(MonitorRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return RunArchive.Named(() => store.Latest(rules.Name)?.LastDay.AddDays(-rules.MemoryDays));
    }

    /// <summary>Goes over the days that are new.</summary>
    /// <param name="rules">The rules; their name is the monitor's.</param>
    /// <param name="input">The rows; days gone over before are passed by.</param>
    /// <param name="targets">Where the digest is due, when there is news or it is the first.</param>
    /// <param name="keep">Whether the step is kept; a trial is not.</param>
    /// <param name="always">Whether a digest without news is due too.</param>
    /// <param name="cancellationToken">Stops the work; nothing is kept.</param>
    /// <exception cref="RunArchiveException">The store refused, or another process was faster; nothing was kept.</exception>
    public MonitorOutcome Run(MonitorRules rules, MonitorInput input, IReadOnlyList<string> targets, bool keep = true, bool always = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(targets);
        return RunArchive.Named(() => new MonitorStepWork(store, rules, input).Do(targets, keep, always, cancellationToken));
    }

    /// <summary>The digest of a step, as it was kept.</summary>
    /// <param name="monitor">Name of the monitor.</param>
    /// <param name="step">Number of the step; null for the last.</param>
    /// <returns>The digest; null when there is no such step.</returns>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public MonitorDigest? Digest(string monitor, int? step = null) => RunArchive.Named(() =>
        (step is { } wanted ? store.Find(monitor, wanted) : store.Latest(monitor)) is { } found ? MonitorDigestJson.Read(found.Digest) : null);

    /// <summary>The rules that a monitor's last step went by, as their file had them; null before the first.</summary>
    /// <param name="monitor">Name of the monitor.</param>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public string? RulesText(string monitor) => RunArchive.Named(() => store.Latest(monitor)?.Rules);

    /// <summary>Every alert that a monitor raised or ended, oldest first.</summary>
    /// <param name="monitor">Name of the monitor.</param>
    /// <param name="firm">One firm only; null for all.</param>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public IReadOnlyList<MonitorEvent> Events(string monitor, string? firm = null) => RunArchive.Named<IReadOnlyList<MonitorEvent>>(() =>
        [.. store.Events(monitor, firm).Select(static e => new MonitorEvent(e.Step, e.Firm, e.Rule, Enum.Parse<AlertNews>(e.Change), e.Day, e.RaisedOn, e.Value))]);

    /// <summary>Digests that are due at a target and were not taken yet, oldest first.</summary>
    /// <param name="monitor">Name of the monitor.</param>
    /// <param name="target">Key of the target.</param>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public IReadOnlyList<MonitorDigest> Due(string monitor, string target) => RunArchive.Named<IReadOnlyList<MonitorDigest>>(() =>
    [
        .. store.Deliveries(monitor, target).GroupBy(static d => d.Step).Where(static d => d.All(static entry => entry.Outcome != "delivered"))
            .Select(d => MonitorDigestJson.Read(store.Find(monitor, d.Key)!.Digest)),
    ]);

    /// <summary>The outbox of a monitor: each target with what is due there and what it last said.</summary>
    /// <param name="monitor">Name of the monitor.</param>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public IReadOnlyList<OutboxLine> Outbox(string monitor) => RunArchive.Named<IReadOnlyList<OutboxLine>>(() =>
    [
        .. store.Targets(monitor).Select(target =>
        {
            IReadOnlyList<DeliveryEntry> entries = store.Deliveries(monitor, target);
            int due = entries.GroupBy(static d => d.Step).Count(static d => d.All(static entry => entry.Outcome != "delivered"));
            return new OutboxLine(target, entries.Select(static d => d.Step).Distinct().Count(), due, entries.LastOrDefault(static d => d.Outcome == "failed")?.Note ?? "");
        }),
    ]);

    internal void Record(string monitor, string target, int step, bool delivered, string note) => RunArchive.Named(() =>
    {
        store.Record(monitor, target, step, delivered, note);
        return 0;
    });

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();
}

/// <summary>What a step found.</summary>
/// <param name="Digest">The digest.</param>
/// <param name="Kept">Whether a step was kept: not when no day was new, and not in a trial.</param>
public sealed record MonitorOutcome(MonitorDigest Digest, bool Kept);

/// <summary>An alert that began or ended.</summary>
/// <param name="Step">The step that found it.</param>
/// <param name="Firm">Firm code.</param>
/// <param name="Rule">Name of the rule.</param>
/// <param name="News">Raised, Cleared or Withdrawn.</param>
/// <param name="Day">The day.</param>
/// <param name="RaisedOn">First day of the alert.</param>
/// <param name="Value">What was compared with the thresholds; null when it was withdrawn.</param>
public sealed record MonitorEvent(int Step, string Firm, string Rule, AlertNews News, DateOnly Day, DateOnly RaisedOn, double? Value);

/// <summary>A target and what is due there.</summary>
/// <param name="Target">Key of the target; never a secret.</param>
/// <param name="Digests">Digests that were ever due there.</param>
/// <param name="Due">Digests that were not taken yet.</param>
/// <param name="LastFault">What the last failed attempt was told; empty when none failed.</param>
public sealed record OutboxLine(string Target, int Digests, int Due, string LastFault);
