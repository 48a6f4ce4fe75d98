using Freeboard.Assessment;
using Freeboard.Monitoring;

namespace Freeboard.Services.Monitoring;

/// <summary>An alert that began or ended, with the rows behind it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Change">What happened.</param>
/// <param name="Day">On which day.</param>
/// <param name="RaisedOn">First day of the alert.</param>
/// <param name="Value">The watched figure.</param>
/// <param name="Row">The firm's row of the day.</param>
internal sealed record FoldedEvent(MonitorRule Rule, AlertChange Change, DateOnly Day, DateOnly RaisedOn, double Value, AssessmentRow Row);

/// <summary>When a rule had figures of a firm.</summary>
/// <param name="First">First day with one.</param>
/// <param name="Last">Last day with one.</param>
internal readonly record struct FigureSpan(DateOnly First, DateOnly Last);

/// <summary>Goes over assessed rows day by day and moves every trigger on. A pure function of rules, groups, former state and rows: the days may come in one lot or in many, the answer is the same.</summary>
internal sealed class MonitorFold
{
    private readonly MonitorRules rules;
    private readonly IReadOnlyDictionary<string, string> groups;
    private readonly HashSet<string>? watched;
    private readonly Dictionary<string, List<AssessmentRow>> history = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Firm, int Rule), TriggerState> states = [];
    private readonly Dictionary<(string Firm, int Rule), FigureSpan> spans = [];

    public MonitorFold(MonitorRules rules, IReadOnlyDictionary<string, string> groups)
    {
        this.rules = rules;
        this.groups = groups;
        watched = rules.Firms.Count > 0 ? [.. rules.Firms] : null;
    }

    /// <summary>States of triggers by firm and number of the rule.</summary>
    public IReadOnlyDictionary<(string Firm, int Rule), TriggerState> States => states;

    /// <summary>When each rule had figures of each firm.</summary>
    public IReadOnlyDictionary<(string Firm, int Rule), FigureSpan> Spans => spans;

    /// <summary>Alerts in the order of days, firms and rules.</summary>
    public List<FoldedEvent> Events { get; } = [];

    /// <summary>Whether alerts are raised of a firm; one that is not watched is a peer all the same.</summary>
    public bool Watches(string firm) => watched is null || watched.Contains(firm);

    /// <summary>Takes over where a trigger stood.</summary>
    public void Restore(string firm, int rule, TriggerState state) => states[(firm, rule)] = state;

    /// <summary>Rows of days that were gone over before, for windows that reach back.</summary>
    public void Remember(IEnumerable<AssessmentRow> rows)
    {
        foreach (AssessmentRow row in rows.OrderBy(static r => r.Date))
        {
            Keep(row);
        }
    }

    /// <summary>Goes over days that come after all earlier ones.</summary>
    public void Go(IEnumerable<AssessmentRow> rows, CancellationToken cancellationToken)
    {
        foreach (IGrouping<DateOnly, AssessmentRow> day in rows.GroupBy(static r => r.Date).OrderBy(static d => d.Key))
        {
            cancellationToken.ThrowIfCancellationRequested();
            AssessmentRow[] firms = [.. day.OrderBy(static r => r.Firm, StringComparer.Ordinal)];
            foreach (AssessmentRow row in firms)
            {
                Keep(row);
            }

            double?[][] figures = [.. rules.Rules.Select(rule => Figures(rule, firms))];
            for (int i = 0; i < firms.Length; i++)
            {
                for (int rule = 0; rule < figures.Length && Watches(firms[i].Firm); rule++)
                {
                    Move(firms[i], rule, figures[rule][i]);
                }
            }
        }
    }

    /// <summary>The row that a firm is compared with, a window before a day; null where the firm has none near enough.</summary>
    public AssessmentRow? Before(string firm, DateOnly day, int windowDays, Func<AssessmentRow, bool> usable) =>
        history.TryGetValue(firm, out List<AssessmentRow>? rows) ? Nearest(rows, day, windowDays, usable) : null;

    /// <summary>The first day that a window may begin on: month-ends must find one.</summary>
    public static DateOnly Earliest(DateOnly day, int windowDays) => day.AddDays(-windowDays - Math.Max(windowDays == 0 ? 0 : 31, windowDays / 2));

    /// <summary>Of rows by day, the usable one whose distance in days from a day comes nearest to a window, between half of it and half as much again; the older of two.</summary>
    public static AssessmentRow? Nearest(IReadOnlyList<AssessmentRow> rows, DateOnly day, int windowDays, Func<AssessmentRow, bool> usable)
    {
        int wanted = day.DayNumber - windowDays;
        DateOnly earliest = Earliest(day, windowDays);
        DateOnly latest = day.AddDays(-(windowDays + 1) / 2);
        AssessmentRow? best = null;
        for (int i = rows.Count - 1; i >= 0 && rows[i].Date >= earliest; i--)
        {
            int miss = Math.Abs(rows[i].Date.DayNumber - wanted);
            if (best is not null && miss > Math.Abs(best.Date.DayNumber - wanted))
            {
                break;
            }

            if (rows[i].Date <= latest && usable(rows[i]))
            {
                best = rows[i];
            }
        }

        return best;
    }

    private void Keep(AssessmentRow row)
    {
        if (!history.TryGetValue(row.Firm, out List<AssessmentRow>? rows))
        {
            history[row.Firm] = rows = [];
        }

        rows.Add(row);
    }

    private void Move(AssessmentRow row, int rule, double? figure)
    {
        if (figure is not { } value)
        {
            return;
        }

        (string, int) key = (row.Firm, rule);
        spans[key] = spans.TryGetValue(key, out FigureSpan span) ? span with { Last = row.Date } : new FigureSpan(row.Date, row.Date);
        TriggerState before = states.GetValueOrDefault(key);
        TriggerStep step = Hysteresis.Step(rules.Rules[rule].Thresholds, before, row.Date, value);
        states[key] = step.State;
        if (step.Change != AlertChange.None)
        {
            Events.Add(new FoldedEvent(rules.Rules[rule], step.Change, row.Date, step.State.RaisedOn ?? before.RaisedOn!.Value, value, row));
        }
    }

    private double?[] Figures(MonitorRule rule, AssessmentRow[] firms) => rule.Kind switch
    {
        TriggerKind.Change => rule.Scale == ChangeScale.Peers ? AmongPeers(rule, firms, Changes(rule, firms), Scored) : Changes(rule, firms),
        TriggerKind.PeerPercentile => AmongPeers(rule, firms, Levels(rule, firms), (_, values) => PeerStanding.Percentiles(values, MonitorWords.DirectionOf(rule.Measure))),
        TriggerKind.PeerTrigger => AmongPeers(rule, firms, Levels(rule, firms), Distances),
        _ => Levels(rule, firms),
    };

    private static double?[] Levels(MonitorRule rule, AssessmentRow[] firms) => [.. firms.Select(row => Finite(MonitorWords.ValueOf(row, rule.Measure)))];

    private double?[] Changes(MonitorRule rule, AssessmentRow[] firms) => [.. firms.Select(row => Change(rule, row))];

    private double? Change(MonitorRule rule, AssessmentRow row)
    {
        if (MonitorWords.ValueOf(row, rule.Measure) is not { } now
            || Before(row.Firm, row.Date, rule.WindowDays, other => MonitorWords.ValueOf(other, rule.Measure) is not null) is not { } before)
        {
            return null;
        }

        double change = now - MonitorWords.ValueOf(before, rule.Measure)!.Value;
        if (rule.Scale != ChangeScale.Structural)
        {
            return Finite(change);
        }

        // Over tau years ln(V/D) moves by sigmaV sqrt(tau), and the distance is measured in sigmaV sqrt(T).
        double years = (row.Date.DayNumber - before.Date.DayNumber) / 365.25;
        return row.HorizonYears is { } horizon and > 0 ? Finite(change / Math.Sqrt(years / horizon)) : null;
    }

    private double?[] AmongPeers(MonitorRule rule, AssessmentRow[] firms, double?[] values, Func<MonitorRule, double[], double[]?> compare)
    {
        double?[] figures = new double?[firms.Length];
        foreach (IGrouping<string, int> peers in Enumerable.Range(0, firms.Length).Where(i => values[i] is not null).GroupBy(i => GroupOf(rule, firms[i].Firm), StringComparer.Ordinal))
        {
            int[] places = [.. peers];
            if (places.Length < rule.MinimumPeers || compare(rule, [.. places.Select(i => values[i]!.Value)]) is not { } compared)
            {
                continue;
            }

            for (int i = 0; i < places.Length; i++)
            {
                figures[places[i]] = Finite(compared[i]);
            }
        }

        return figures;
    }

    private string GroupOf(MonitorRule rule, string firm) => rule.Peers == PeerSet.Industry ? groups.GetValueOrDefault(firm, "") : "";

    private static double[]? Scored(MonitorRule rule, double[] changes) => PeerStanding.Scores(changes);

    private static double[] Distances(MonitorRule rule, double[] values)
    {
        double trigger = PeerStanding.Trigger(values, MonitorWords.DirectionOf(rule.Measure), rule.PeerShare);
        return [.. values.Select(value => value - trigger)];
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
