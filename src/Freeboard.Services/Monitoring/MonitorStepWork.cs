using Freeboard.Assessment;
using Freeboard.Data.Monitoring;
using Freeboard.Monitoring;
using Freeboard.Provenance;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Monitoring;

/// <summary>One step of a monitor, from what the store remembers and the rows at hand.</summary>
internal sealed class MonitorStepWork
{
    private readonly MonitorStore store;
    private readonly MonitorRules rules;
    private readonly MonitorInput input;
    private readonly MonitorStep? last;
    private readonly MonitorFold fold;
    private readonly Dictionary<(string Firm, string Rule, DateOnly RaisedOn), MonitorAlert> told = [];
    private readonly List<StoredTrigger> withdrawn = [];
    private readonly List<QualityNote> notes = [];

    public MonitorStepWork(MonitorStore store, MonitorRules rules, MonitorInput input)
    {
        this.store = store;
        this.rules = rules;
        this.input = input;
        last = store.Latest(rules.Name);
        fold = new MonitorFold(rules, input.Groups);
    }

    public MonitorOutcome Do(IReadOnlyList<string> targets, bool keep, bool always, CancellationToken cancellationToken)
    {
        DateOnly? before = last?.LastDay;
        Restore();
        IReadOnlyList<AssessmentRow> memory = before is { } day ? store.Observations(rules.Name, day.AddDays(-rules.MemoryDays)) : [];
        fold.Remember([.. memory, .. Older(memory)]);
        AssessmentRow[] fresh = [.. input.Rows.Where(row => !(row.Date <= before))];
        fold.Go(fresh, cancellationToken);

        DateOnly? asOf = fresh.Length > 0 ? fresh.Max(static r => r.Date) : before;
        bool isNew = fresh.Length > 0 || withdrawn.Count > 0;
        MonitorDigest digest = Digest(asOf, fresh, isNew ? (last?.Step ?? 0) + 1 : last?.Step ?? 0);
        if (!isNew || !keep)
        {
            return new MonitorOutcome(digest, Kept: false);
        }

        bool due = digest.First || digest.News.Count > 0 || always;
        store.Append(
            new MonitorStep(rules.Name, digest.Step, asOf!.Value, input.Source, rules.Text, MonitorDigestJson.Write(digest)),
            Triggers(),
            Events(digest.Step, asOf.Value),
            Seen(fresh, asOf.Value),
            due ? targets : []);
        return new MonitorOutcome(digest, Kept: true);
    }

    /// <summary>Triggers go on where they stood, but for those of rules that are gone or were changed, and of firms that are watched no more.</summary>
    private void Restore()
    {
        if (last is null)
        {
            return;
        }

        // The last digest has every alert that is open, with the drivers of its first day.
        MonitorDigest said = MonitorDigestJson.Read(last.Digest);
        foreach (MonitorAlert alert in said.Open.Concat(said.Raised))
        {
            told[(alert.Firm, alert.Rule, alert.RaisedOn)] = alert;
        }

        Dictionary<(string, string), int> known = rules.Rules.Select(static (rule, i) => (rule, i)).ToDictionary(static r => (r.rule.Id, r.rule.Hash), static r => r.i);
        foreach (StoredTrigger trigger in store.Triggers(rules.Name, last.Step))
        {
            TriggerState state = new()
            {
                Phase = Enum.Parse<AlertPhase>(trigger.Phase),
                Since = trigger.Since,
                RaisedOn = trigger.RaisedOn,
                LastDay = trigger.LastDay,
                LastValue = trigger.LastValue,
            };
            if (known.TryGetValue((trigger.Rule, trigger.RuleHash), out int rule) && fold.Watches(trigger.Firm))
            {
                fold.Restore(trigger.Firm, rule, state);
            }
            else if (state.IsOpen)
            {
                withdrawn.Add(trigger);
            }
        }
    }

    /// <summary>Rows of days gone over before that the store does not remember: they fill windows, and nothing else.</summary>
    private List<AssessmentRow> Older(IReadOnlyList<AssessmentRow> memory)
    {
        if (last?.LastDay is not { } before)
        {
            return [];
        }

        Dictionary<(string, DateOnly), AssessmentRow> seen = memory.ToDictionary(static row => (row.Firm, row.Date));
        List<AssessmentRow> older = [];
        int revised = 0;
        int late = 0;
        foreach (AssessmentRow row in input.Rows.Where(row => row.Date <= before && row.Date >= before.AddDays(-rules.MemoryDays)))
        {
            if (!seen.TryGetValue((row.Firm, row.Date), out AssessmentRow? kept))
            {
                older.Add(row);
                late++;
            }
            else if (rules.Rules.Any(rule => MonitorWords.ValueOf(row, rule.Measure) != MonitorWords.ValueOf(kept, rule.Measure)))
            {
                revised++;
            }
        }

        Note(revised, "FIGURES-REVISED", "Figures of days gone over before differ now; what was said of those days stands.");
        Note(late, "ROWS-LATE", "Rows of days gone over before that were not there then; they fill windows and raise nothing.");
        return older;
    }

    private void Note(int count, string code, string text)
    {
        if (count > 0)
        {
            notes.Add(new QualityNote(code, "", count, text));
        }
    }

    private MonitorDigest Digest(DateOnly? asOf, AssessmentRow[] fresh, int step)
    {
        bool first = last is null;
        List<MonitorAlert> news = [];
        foreach (FoldedEvent found in fold.Events.Where(found => !first || (found.Change == AlertChange.Raised && found.Day == asOf)))
        {
            news.Add(AlertOf(found));
        }

        foreach (StoredTrigger trigger in withdrawn)
        {
            MonitorRule? changed = rules.Rules.FirstOrDefault(rule => rule.Id == trigger.Rule);
            news.Add(new MonitorAlert
            {
                Firm = trigger.Firm,
                Name = NameOf(trigger.Firm),
                Rule = trigger.Rule,
                Kind = changed is null ? "" : MonitorWords.Of(changed.Kind),
                News = AlertNews.Withdrawn,
                Phase = AlertPhase.Normal,
                RaisedOn = trigger.RaisedOn!.Value,
                Day = asOf!.Value,
                Measure = changed is null ? "" : MonitorWords.Of(changed.Measure),
                Unit = changed?.Unit ?? "",
            });
        }

        HashSet<(string, string, DateOnly)> raised = [.. news.Where(static a => a.News == AlertNews.Raised).Select(static a => (a.Firm, a.Rule, a.RaisedOn))];
        IEnumerable<MonitorAlert> open = fold.States.Where(static s => s.Value.IsOpen)
            .Where(s => !raised.Contains((s.Key.Firm, rules.Rules[s.Key.Rule].Id, s.Value.RaisedOn!.Value)))
            .Select(s => OpenAlert(s.Key.Firm, rules.Rules[s.Key.Rule], s.Value, asOf!.Value));
        return new MonitorDigest
        {
            Monitor = rules.Name,
            Step = step,
            AsOf = asOf,
            PreviousDay = last?.LastDay,
            Source = input.Source,
            Inputs = [input.File],
            Rules = [.. rules.Rules.Select(static rule => new RunParameter(rule.Id, rule.Text))],
            RulesHash = rules.Hash,
            Version = RunIdentity.Version,
            Synthetic = input.Synthetic,
            Days = fresh.Select(static r => r.Date).Distinct().Count(),
            Firms = fresh.Count(row => row.Date == asOf && fold.Watches(row.Firm)),
            Observations = fresh.Length,
            News = [.. news.OrderBy(static a => a.Day).ThenBy(static a => a.Firm, StringComparer.Ordinal).ThenBy(static a => a.Rule, StringComparer.Ordinal)],
            Open = [.. open.OrderBy(static a => a.RaisedOn).ThenBy(static a => a.Firm, StringComparer.Ordinal).ThenBy(static a => a.Rule, StringComparer.Ordinal)],
            Pending = fold.States.Values.Count(static s => s.Phase == AlertPhase.Pending),
            Notes = notes,
        };
    }

    private MonitorAlert AlertOf(FoldedEvent found)
    {
        TriggerState now = fold.States[(found.Row.Firm, RuleNumber(found.Rule))];
        bool raised = found.Change == AlertChange.Raised;
        (AlertDrivers? drivers, string without) = raised ? Drivers(found.Row, found.Rule) : (null, "");
        return Line(found.Row.Firm, found.Rule) with
        {
            News = raised ? AlertNews.Raised : AlertNews.Cleared,
            Phase = now.IsOpen && now.RaisedOn == found.RaisedOn ? now.Phase : AlertPhase.Normal,
            RaisedOn = found.RaisedOn,
            Day = found.Day,
            Level = MonitorWords.ValueOf(found.Row, found.Rule.Measure),
            Value = found.Value,
            Drivers = drivers,
            WithoutDrivers = without,
        };
    }

    private MonitorAlert OpenAlert(string firm, MonitorRule rule, TriggerState state, DateOnly asOf)
    {
        DateOnly raised = state.RaisedOn!.Value;
        DateOnly day = state.LastDay!.Value;
        AssessmentRow? present = RowOn(firm, day);
        (AlertDrivers? drivers, string without) = told.TryGetValue((firm, rule.Id, raised), out MonitorAlert? before)
            ? (before.Drivers, before.WithoutDrivers)
            : RowOn(firm, raised) is { } then ? Drivers(then, rule) : (null, "the rows of its first day are not kept");
        return Line(firm, rule) with
        {
            Phase = state.Phase,
            RaisedOn = raised,
            Day = day,
            Level = present is null ? null : MonitorWords.ValueOf(present, rule.Measure),
            Value = state.LastValue,
            NoData = day < asOf,
            Drivers = drivers,
            WithoutDrivers = without,
        };
    }

    private MonitorAlert Line(string firm, MonitorRule rule) => new()
    {
        Firm = firm,
        Name = NameOf(firm),
        Rule = rule.Id,
        Kind = MonitorWords.Of(rule.Kind),
        News = AlertNews.Open,
        Phase = AlertPhase.Firing,
        RaisedOn = default,
        Day = default,
        Measure = MonitorWords.Of(rule.Measure),
        Unit = rule.Unit,
        Raise = rule.Thresholds.Raise,
        Clear = rule.Thresholds.Clear,
    };

    /// <summary>The drivers of an alert that begins in this step. Later steps repeat them: the memory no longer reaches back to the day they are measured from.</summary>
    private (AlertDrivers? Drivers, string Reason) Drivers(AssessmentRow row, MonitorRule rule)
    {
        int days = rule.LooksBack ? rule.WindowDays : rules.ExplainDays;
        AssessmentRow? before = fold.Before(row.Firm, row.Date, days, Usable);
        return before is null ? (null, "NO-EARLIER-DAY No earlier day with a distance is near enough.") : AlertExplanation.Of(before, row, rule.Measure);
    }

    private AssessmentRow? RowOn(string firm, DateOnly day) =>
        fold.Before(firm, day, 0, static _ => true) ?? (store.Observations(rules.Name, firm, day, day) is [AssessmentRow kept, ..] ? kept : null);

    private static bool Usable(AssessmentRow row) => row is { Status: AssessmentStatus.Converged, AssetValue: not null, DdRiskNeutral: not null };

    private string NameOf(string firm) => input.Names.GetValueOrDefault(firm, "");

    private int RuleNumber(MonitorRule rule)
    {
        for (int i = 0; i < rules.Rules.Count; i++)
        {
            if (ReferenceEquals(rules.Rules[i], rule))
            {
                return i;
            }
        }

        throw new ArgumentException("The rule is not one of the monitor's.", nameof(rule));
    }

    private StoredTrigger[] Triggers() =>
    [
        .. fold.States.Where(static s => s.Value.Phase != AlertPhase.Normal)
            .OrderBy(static s => s.Key.Firm, StringComparer.Ordinal).ThenBy(static s => s.Key.Rule)
            .Select(s => new StoredTrigger(s.Key.Firm, rules.Rules[s.Key.Rule].Id, rules.Rules[s.Key.Rule].Hash, s.Value.Phase.ToString(), s.Value.Since, s.Value.RaisedOn, s.Value.LastDay, s.Value.LastValue)),
    ];

    private StoredAlertEvent[] Events(int step, DateOnly asOf) =>
    [
        .. withdrawn.Select(t => new StoredAlertEvent(step, t.Firm, t.Rule, nameof(AlertNews.Withdrawn), asOf, t.RaisedOn!.Value, null)),
        .. fold.Events.Select(e => new StoredAlertEvent(step, e.Row.Firm, e.Rule.Id, e.Change == AlertChange.Raised ? nameof(AlertNews.Raised) : nameof(AlertNews.Cleared), e.Day, e.RaisedOn, e.Value)),
    ];

    /// <summary>What is written down of the rows: all that are new; of the first step's long history only what windows and the drivers of open alerts reach back to.</summary>
    private AssessmentRow[] Seen(AssessmentRow[] fresh, DateOnly asOf)
    {
        if (last is not null)
        {
            return fresh;
        }

        DateOnly earliest = asOf.AddDays(-rules.MemoryDays);
        Dictionary<string, DateOnly> longOpen = fold.States.Where(static s => s.Value.IsOpen)
            .GroupBy(static s => s.Key.Firm, StringComparer.Ordinal)
            .ToDictionary(static s => s.Key, s => s.Min(static o => o.Value.RaisedOn!.Value).AddDays(-rules.MemoryDays), StringComparer.Ordinal);
        return [.. fresh.Where(row => row.Date >= earliest || (longOpen.TryGetValue(row.Firm, out DateOnly from) && row.Date >= from))];
    }
}
