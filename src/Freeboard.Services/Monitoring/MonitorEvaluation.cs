using System.Text.Json;
using Freeboard.Calibration;
using Freeboard.Monitoring;
using Freeboard.Provenance;
using Freeboard.Services.Edf;
using Freeboard.Services.Labels;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Monitoring;

/// <summary>One rule held against what happened.</summary>
/// <param name="Rule">Name of the rule; (any) for all of them together.</param>
/// <param name="Designed">The rate of false alerts that it was designed for; null for none.</param>
/// <param name="Record">Lead time, events caught, false alerts.</param>
public sealed record RuleRecord(string Rule, double? Designed, WarningRecord Record);

/// <summary>Rules held against dated events: how many months before, how many false alerts a firm and year.</summary>
public sealed record MonitorEvaluation
{
    /// <summary>Name of the line for all rules together.</summary>
    public const string Any = "(any)";

    /// <summary>What was read.</summary>
    public required string Source { get; init; }

    /// <summary>Name of the file of events.</summary>
    public required string Labels { get; init; }

    /// <summary>The event that alerts should come before.</summary>
    public required LabelEvent Event { get; init; }

    /// <summary>How long before an event an alert counts, months.</summary>
    public required int HorizonMonths { get; init; }

    /// <summary>The day up to which events are on record.</summary>
    public required DateOnly WatchedTo { get; init; }

    /// <summary>The rules in their order, then all together.</summary>
    public required IReadOnlyList<RuleRecord> Rules { get; init; }

    /// <summary>What a reader must know: EVENTS-WITHOUT-ROWS counts firms whose event no rule could see, since they have no row at all.</summary>
    public IReadOnlyList<QualityNote> Notes { get; init; } = [];

    /// <summary>Goes over all rows from the first day and measures every rule.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="input">The rows.</param>
    /// <param name="labels">Dated events.</param>
    /// <param name="labelEvent">The event that counts; a firm's first.</param>
    /// <param name="horizonMonths">How long before an event an alert counts, months; 1 to 240.</param>
    /// <param name="level">Level of the intervals, in (0, 1).</param>
    /// <param name="watchedTo">The day up to which events are on record; null for the last day of any row or event.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <remarks>A firm is watched to that day and no further; one whose rows stop before the last of all rows, to its last row; one that is delisted without the event, to that day (as <see cref="FollowUp"/> has it): whichever comes first.</remarks>
    public static MonitorEvaluation Of(MonitorRules rules, MonitorInput input, LabelTable labels, LabelEvent labelEvent, int horizonMonths, double level = 0.95, DateOnly? watchedTo = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(labels);
        MonitorFold fold = new(rules, input.Groups);
        fold.Go(input.Rows, cancellationToken);
        Dictionary<string, DateOnly> lastRow = input.Rows.GroupBy(static r => r.Firm, StringComparer.Ordinal).ToDictionary(static f => f.Key, static f => f.Max(static r => r.Date), StringComparer.Ordinal);
        DateOnly lastOfAll = lastRow.Values.DefaultIfEmpty().Max();
        DateOnly end = watchedTo ?? labels.Rows.Select(static l => l.Date).Append(lastOfAll).Max();
        Dictionary<string, DateOnly> events = Earliest(labels.Rows.Where(l => l.Event == labelEvent));
        Dictionary<string, DateOnly> delisted = Earliest(labels.Rows.Where(static l => l.Event == LabelEvent.Delisting));
        Dictionary<(string, int), List<AlertSpell>> spells = Spells(rules, fold);

        MonitoredFirm Firm(string firm, FigureSpan span, IReadOnlyList<AlertSpell> alerts)
        {
            DateOnly watched = lastRow[firm] < lastOfAll && lastRow[firm] < end ? lastRow[firm] : end;
            watched = delisted.TryGetValue(firm, out DateOnly left) && left < watched ? left : watched;
            return new MonitoredFirm { Firm = firm, From = span.First, To = span.Last, WatchedTo = watched, Event = events.TryGetValue(firm, out DateOnly day) && day <= end ? day : null, Alerts = alerts };
        }

        List<RuleRecord> records = [];
        for (int rule = 0; rule < rules.Rules.Count; rule++)
        {
            MonitoredFirm[] firms = [.. fold.Spans.Where(s => s.Key.Rule == rule).Select(s => Firm(s.Key.Firm, s.Value, Own(s.Key)))];
            records.Add(new RuleRecord(rules.Rules[rule].Id, rules.Rules[rule].FalseAlarmsPerFirmYear, LeadTime.Measure(firms, horizonMonths, level)));
        }

        MonitoredFirm[] together =
        [
            .. fold.Spans.GroupBy(static s => s.Key.Firm, StringComparer.Ordinal).Select(firm => Firm(
                firm.Key,
                new FigureSpan(firm.Min(static s => s.Value.First), firm.Max(static s => s.Value.Last)),
                Union([.. firm.SelectMany(s => Own(s.Key))]))),
        ];
        records.Add(new RuleRecord(Any, null, LeadTime.Measure(together, horizonMonths, level)));
        return new MonitorEvaluation { Source = input.Source, Labels = labels.Name, Event = labelEvent, HorizonMonths = horizonMonths, WatchedTo = end, Rules = records, Notes = Unseen(events.Count(e => e.Value <= end && !lastRow.ContainsKey(e.Key))) };

        IReadOnlyList<AlertSpell> Own((string, int) key) => spells.TryGetValue(key, out List<AlertSpell>? own) ? own : [];
    }

    /// <summary>The lines as a table; the JSON document also has every event with its warning.</summary>
    public OutputTable ToTable()
    {
        string[] columns =
        [
            "rule", "events", "caught", "caughtShare", "caughtLow", "caughtHigh", "medianLeadMonths", "leadLow", "leadHigh", "meanLeadMonths", "alerts", "trueAlerts", "falseAlerts", "undecidedAlerts", "firmYears",
            "falsePerFirmYear", "falseLow", "falseHigh", "designedPerFirmYear", "status",
        ];
        return new OutputTable { Name = "warnings", Columns = OutputColumn.Of(columns, "rule", "status"), Rows = Rules.Select(Cells), JsonDocument = WriteJson };
    }

    private static string[] Cells(RuleRecord line)
    {
        WarningRecord r = line.Record;
        return
        [
            line.Rule, MonitorTable.Whole(r.Events), MonitorTable.Whole(r.Caught), MonitorTable.Number(r.CaughtShare), MonitorTable.Number(r.CaughtLow), MonitorTable.Number(r.CaughtHigh), MonitorTable.Number(r.MedianLeadMonths),
            MonitorTable.Number(r.LeadLow), MonitorTable.Number(r.LeadHigh), MonitorTable.Number(r.MeanLeadMonths), MonitorTable.Whole(r.Alerts), MonitorTable.Whole(r.TrueAlerts), MonitorTable.Whole(r.FalseAlerts),
            MonitorTable.Whole(r.UndecidedAlerts), MonitorTable.Number(r.FirmYears), MonitorTable.Number(r.FalsePerFirmYear), MonitorTable.Number(r.FalseLow), MonitorTable.Number(r.FalseHigh), MonitorTable.Number(line.Designed), r.Status.ToString(),
        ];
    }

    private void WriteJson(Stream output)
    {
        using (Utf8JsonWriter json = new(output, JsonRows.Indented))
        {
            OutputTable table = ToTable();
            json.WriteStartObject();
            json.WriteString("source", Source);
            json.WriteString("labels", Labels);
            json.WriteString("event", EdfWords.Of(Event));
            json.WriteNumber("horizonMonths", HorizonMonths);
            json.WriteNumber("level", Rules[0].Record.Level);
            json.WriteString("watchedTo", MonitorTable.Day(WatchedTo));
            json.WriteStartArray("rules");
            foreach (RuleRecord line in Rules)
            {
                JsonRows.Write(json, table.Columns, Cells(line));
            }

            json.WriteEndArray();
            JsonParts.Rows(json, "notes", Notes, note =>
            {
                json.WriteString("code", note.Code);
                json.WriteNumber("count", note.Count);
                json.WriteString("text", note.Text);
            });
            json.WriteStartArray("warned");
            foreach (RuleRecord line in Rules)
            {
                foreach (WarnedEvent warned in line.Record.Warned)
                {
                    json.WriteStartObject();
                    json.WriteString("rule", line.Rule);
                    json.WriteString("firm", warned.Firm);
                    json.WriteString("date", MonitorTable.Day(warned.Day));
                    if (warned.Raised is { } raised)
                    {
                        json.WriteString("raisedDay", MonitorTable.Day(raised));
                        JsonNumbers.Write(json, "leadMonths", warned.LeadMonths);
                    }

                    json.WriteEndObject();
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static QualityNote[] Unseen(int firms) => firms == 0 ? [] :
    [
        new QualityNote("EVENTS-WITHOUT-ROWS", "", firms, "Firms with the event that have no row: no rule could see them, and no share or rate counts them."),
    ];

    private static Dictionary<(string, int), List<AlertSpell>> Spells(MonitorRules rules, MonitorFold fold)
    {
        Dictionary<string, int> numbers = rules.Rules.Select(static (rule, i) => (rule.Id, i)).ToDictionary(static r => r.Id, static r => r.i, StringComparer.Ordinal);
        Dictionary<(string, int), List<AlertSpell>> spells = [];
        foreach (FoldedEvent found in fold.Events)
        {
            (string, int) key = (found.Row.Firm, numbers[found.Rule.Id]);
            if (!spells.TryGetValue(key, out List<AlertSpell>? own))
            {
                spells[key] = own = [];
            }

            if (found.Change == AlertChange.Raised)
            {
                own.Add(new AlertSpell(found.Day, null));
            }
            else
            {
                own[^1] = own[^1] with { Cleared = found.Day };
            }
        }

        return spells;
    }

    /// <summary>Alerts of several rules as one: from the first that begins to the last that ends.</summary>
    private static List<AlertSpell> Union(AlertSpell[] spells)
    {
        List<AlertSpell> union = [];
        foreach (AlertSpell spell in spells.OrderBy(static s => s.Raised))
        {
            if (union.Count > 0 && (union[^1].Cleared is not { } end || spell.Raised <= end))
            {
                union[^1] = union[^1] with { Cleared = union[^1].Cleared is { } first && spell.Cleared is { } second ? (first > second ? first : second) : null };
            }
            else
            {
                union.Add(spell);
            }
        }

        return union;
    }

    private static Dictionary<string, DateOnly> Earliest(IEnumerable<LabelRow> labels) =>
        labels.GroupBy(static l => l.Firm, StringComparer.Ordinal).ToDictionary(static f => f.Key, static f => f.Min(static l => l.Date), StringComparer.Ordinal);
}
