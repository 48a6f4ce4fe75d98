using System.Text;
using Freeboard.Assessment;
using Freeboard.Data.Tests.Store;
using Freeboard.Monitoring;
using Freeboard.Provenance;
using Freeboard.Services.Monitoring;
using Freeboard.Tests.PostgreSql;

namespace Freeboard.Services.Tests.Monitoring;

public sealed class MonitorServiceTests
{
    private const string Text =
        """
        { "schema": "freeboard-monitor-rules/1", "frequency": "month", "rules": [
            { "id": "near", "kind": "level", "measure": "DDRiskNeutral", "raise": 3, "clear": 3.5 },
            { "id": "fall", "kind": "change", "measure": "DDRiskNeutral", "windowDays": 91, "raise": -1, "clear": -0.3 },
            { "id": "worst", "kind": "peerPercentile", "measure": "EDF", "raise": 0.9, "clear": 0.8, "raiseDays": 25 },
            { "id": "below", "kind": "peerTrigger", "measure": "DDKmv", "peerShare": 0.8, "raise": -0.3, "clear": 0 } ] }
        """;

    private static readonly MonitorRules Rules = Parse(Text);
    private static readonly DateOnly[] Days = MonitoredMarket.Months(2020, 4);
    private static readonly AssessmentRow[] Rows = [.. MonitoredMarket.Quiet(30, Days, 12, seed: 5).Select(row => row with { RunId = "r" })];

    [Theory]
    [EveryStore]
    public void A_history_day_by_day_and_all_at_once_ends_in_the_same_state_and_every_alert_is_told_once(string kind)
    {
        using TemporaryStore once = new(kind);
        using TemporaryStore daily = new(kind);
        using MonitorService atOnce = MonitorService.Open(once.Address.ToString());
        MonitorDigest all = atOnce.Run(Rules, Input(Rows), []).Digest;
        List<MonitorAlert> told = [];
        MonitorDigest last = all;
        foreach (DateOnly day in Days)
        {
            // A new process, the rows of one day only: what windows need is remembered.
            using MonitorService service = MonitorService.Open(daily.Address.ToString());
            MonitorOutcome outcome = service.Run(Rules, Input([.. Rows.Where(row => row.Date == day)]), []);
            Assert.True(outcome.Kept);
            told.AddRange(outcome.Digest.News);
            last = outcome.Digest;

            MonitorOutcome again = service.Run(Rules, Input([.. Rows.Where(row => row.Date <= day)]), []);
            Assert.False(again.Kept);
            Assert.Empty(again.Digest.News);
            Assert.Equal(outcome.Digest.OpenCount, again.Digest.OpenCount);
        }

        using MonitorService end = MonitorService.Open(daily.Address.ToString());
        Assert.Equal(
            atOnce.Events("watch").Select(static e => e with { Step = 0 }),
            end.Events("watch").Select(static e => e with { Step = 0 }));
        Assert.Equal(Open(all), Open(last));
        Assert.True(Open(all).Length >= 4, "a market without alerts would prove nothing");
        Assert.Equal(4, end.Events("watch").Select(static e => e.Rule).Distinct().Count());
        Assert.Equal(end.Events("watch").Select(static e => (e.Firm, e.Rule, e.Day, e.News)), told.Select(static a => (a.Firm, a.Rule, a.Day, a.News)).OrderBy(static a => a.Day).ThenBy(a => a.Firm, StringComparer.Ordinal).ThenBy(a => Array.FindIndex([.. Rules.Rules], r => r.Id == a.Rule)));

        static (string, string, DateOnly, AlertPhase, double?)[] Open(MonitorDigest digest) =>
            [.. digest.Open.Concat(digest.News.Where(static a => a.News == AlertNews.Raised && a.Phase != AlertPhase.Normal)).Select(static a => (a.Firm, a.Rule, a.RaisedOn, a.Phase, a.Value)).OrderBy(static a => a.Firm, StringComparer.Ordinal).ThenBy(static a => a.Rule, StringComparer.Ordinal)];
    }

    [Fact]
    public void The_first_step_lists_what_is_open_and_calls_only_the_last_day_news()
    {
        using TemporaryStore place = new();
        using MonitorService service = MonitorService.Open(place.Address.ToString());
        MonitorOutcome first = service.Run(Rules, Input(Rows), ["folder:/x"]);
        Assert.All(first.Digest.News, alert => Assert.Equal((AlertNews.Raised, Days[^1]), (alert.News, alert.Day)));
        Assert.NotEmpty(first.Digest.Open);
        Assert.All(first.Digest.Open, alert => Assert.True(alert.RaisedOn < Days[^1]));
        Assert.Equal([first.Digest.Id], service.Due("watch", "folder:/x").Select(static d => d.Id));
    }

    [Fact]
    public void An_alert_carries_the_drivers_of_the_change_and_they_add_up()
    {
        using TemporaryStore place = new();
        using MonitorService service = MonitorService.Open(place.Address.ToString());
        MonitorDigest digest = service.Run(Rules, Input(Rows), []).Digest;
        MonitorAlert[] explained = [.. digest.News.Concat(digest.Open).Where(static a => a.Drivers is not null)];
        Assert.True(explained.Length >= 4);
        foreach (MonitorAlert alert in explained)
        {
            AlertDrivers drivers = alert.Drivers!;
            Assert.Equal(alert.RaisedOn, drivers.ToDay);

            // A quarter, or what a young history has of it.
            Assert.InRange(drivers.ToDay.DayNumber - drivers.FromDay.DayNumber, drivers.ToDay >= Days[3] ? 85 : 46, 95);
            Assert.Equal(drivers.To - drivers.From, drivers.Contributions.Sum(static c => c.Value), 1e-9);
            Assert.Equal(alert.Rule == "worst" ? "lnEDF" : alert.Rule == "below" ? "DDKmv" : "DDRiskNeutral", drivers.Quantity);
        }
    }

    [Theory]
    [EveryStore]
    public void The_drivers_of_an_alert_are_those_of_its_first_day_in_one_lot_in_many_and_again(string kind)
    {
        using TemporaryStore once = new(kind);
        using TemporaryStore daily = new(kind);
        Dictionary<(string, string, DateOnly), HashSet<string>> told = [];
        using (MonitorService atOnce = MonitorService.Open(once.Address.ToString()))
        {
            for (int run = 0; run < 2; run++)
            {
                Tell(atOnce.Run(Rules, Input(Rows), []).Digest);
            }

            // The monitor's command asks a store for no more than the windows of the next day need.
            DateOnly needed = atOnce.NeededFrom(Rules)!.Value;
            Tell(atOnce.Run(Rules, Input([.. Rows.Where(row => row.Date >= needed)]), []).Digest);
            Tell(atOnce.Digest("watch")!);
        }

        int longOpen = told.Keys.Count(static alert => alert.Item3 < Days[^6]);
        foreach (DateOnly day in Days)
        {
            using MonitorService service = MonitorService.Open(daily.Address.ToString());
            Tell(service.Run(Rules, Input([.. Rows.Where(row => row.Date == day)]), []).Digest);
            Tell(service.Run(Rules, Input([.. Rows.Where(row => row.Date <= day)]), []).Digest);
        }

        Assert.True(longOpen >= 1, "alerts older than the memory are what this is about");
        Assert.All(told, static alert => Assert.Single(alert.Value));

        void Tell(MonitorDigest digest)
        {
            foreach (MonitorAlert alert in digest.Open.Concat(digest.News.Where(static a => a.News == AlertNews.Raised)))
            {
                (string, string, DateOnly) key = (alert.Firm, alert.Rule, alert.RaisedOn);
                if (!told.TryGetValue(key, out HashSet<string>? drivers))
                {
                    told[key] = drivers = [];
                }

                drivers.Add(Said(alert));
            }
        }
    }

    [Fact]
    public void Rows_that_come_late_do_not_change_the_drivers_of_an_alert()
    {
        using TemporaryStore place = new();
        using MonitorService service = MonitorService.Open(place.Address.ToString());
        AssessmentRow[] early = [.. Rows.Where(row => row.Date < Days[^1])];
        MonitorAlert alert = service.Run(Rules, Input(early), []).Digest.Open.Where(static a => a.Rule == "near").MaxBy(static a => a.RaisedOn)!;
        using TemporaryStore other = new();
        using MonitorService gaps = MonitorService.Open(other.Address.ToString());
        MonitorDigest without = gaps.Run(Rules, Input([.. early.Where(row => row.Firm != alert.Firm || row.Date >= alert.RaisedOn)]), []).Digest;
        MonitorDigest after = gaps.Run(Rules, Input(Rows), []).Digest;
        Assert.Equal("no drivers: NO-EARLIER-DAY No earlier day with a distance is near enough.", Said(without.Open.First(a => (a.Firm, a.Rule) == (alert.Firm, "near"))));
        Assert.Equal("no drivers: NO-EARLIER-DAY No earlier day with a distance is near enough.", Said(after.Open.First(a => (a.Firm, a.Rule) == (alert.Firm, "near"))));
    }

    [Fact]
    public void A_day_that_was_gone_over_is_not_judged_again_and_the_difference_is_noted()
    {
        using TemporaryStore place = new();
        using MonitorService service = MonitorService.Open(place.Address.ToString());
        service.Run(Rules, Input([.. Rows.Where(row => row.Date < Days[^1] && row.Firm != "F0003")]), []);
        AssessmentRow[] revised = [.. Rows.Select(row => row.Date == Days[^2] && row.Firm == "F0001" ? row with { DdRiskNeutral = 0.1 } : row)];
        MonitorDigest digest = service.Run(Rules, Input(revised), []).Digest;
        Assert.Contains(new QualityNote("FIGURES-REVISED", "", 1, digest.Notes.First(static n => n.Code == "FIGURES-REVISED").Text), digest.Notes);
        Assert.Contains(digest.Notes, static n => n.Code == "ROWS-LATE" && n.Count >= 3);
        Assert.DoesNotContain(digest.News, alert => alert.Day < Days[^1]);
    }

    [Fact]
    public void A_changed_rule_withdraws_its_alerts_and_the_others_go_on()
    {
        using TemporaryStore place = new();
        using MonitorService service = MonitorService.Open(place.Address.ToString());
        MonitorDigest before = service.Run(Rules, Input([.. Rows.Where(row => row.Date < Days[^1])]), []).Digest;
        (string, DateOnly)[] near = [.. before.Open.Concat(before.News).Where(static a => a.Rule == "near").Select(static a => (a.Firm, a.RaisedOn))];
        Assert.NotEmpty(near);
        MonitorDigest after = service.Run(Parse(Text.Replace("\"raise\": 3, \"clear\": 3.5", "\"raise\": -30, \"clear\": -29", StringComparison.Ordinal)), Input(Rows), []).Digest;
        Assert.Equal(near.Order(), after.News.Where(static a => a.News == AlertNews.Withdrawn).Select(static a => (a.Firm, a.RaisedOn)).Order());
        Assert.All(after.News.Where(static a => a.News == AlertNews.Withdrawn), static a => Assert.Equal("near", a.Rule));
        Assert.DoesNotContain(after.Open, static a => a.Rule == "near");
        Assert.Contains(after.Open, static a => a.Rule != "near");
        Assert.Contains(service.Events("watch"), static e => e.News == AlertNews.Withdrawn);
    }

    [Fact]
    public void An_open_alert_without_a_figure_is_marked_and_stays_open()
    {
        using TemporaryStore place = new();
        using MonitorService service = MonitorService.Open(place.Address.ToString());
        MonitorDigest before = service.Run(Rules, Input([.. Rows.Where(row => row.Date < Days[^1])]), []).Digest;
        string firm = before.Open.First(static a => a.Rule == "near").Firm;
        MonitorDigest after = service.Run(Rules, Input([.. Rows.Where(row => row.Firm != firm || row.Date < Days[^1])]), []).Digest;
        MonitorAlert alert = after.Open.Single(a => a.Firm == firm && a.Rule == "near");
        Assert.Equal((true, Days[^2]), (alert.NoData, alert.Day));
        Assert.Contains("no figure since", MonitorText.Write(after), StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_keeps_nothing_and_a_digest_reads_back_as_it_was_written()
    {
        using TemporaryStore place = new();
        using MonitorService service = MonitorService.Open(place.Address.ToString());
        MonitorOutcome trial = service.Run(Rules, Input(Rows), [], keep: false);
        Assert.False(trial.Kept);
        Assert.Empty(service.Names());
        service.Run(Rules, Input(Rows), []);
        string json = MonitorDigestJson.Write(trial.Digest);
        Assert.Equal(json, MonitorDigestJson.Write(service.Digest("watch")!));
        Assert.Equal(json, MonitorDigestJson.Write(MonitorDigestJson.Read(json)));
        Assert.DoesNotContain("NaN", json, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => MonitorDigestJson.Read("{}"));
    }

    [Theory]
    [InlineData("""{ "schema": "other/1", "rules": [ { "id": "a", "kind": "level", "measure": "EDF", "raise": 0.1, "clear": 0.1 } ] }""", "schema", "RULES-SCHEMA")]
    [InlineData("""{ "rules": [] }""", "rules", "RULES-EMPTY")]
    [InlineData("""{ "rules": [ { "id": "a", "kind": "level", "measure": "EDF", "raise": 0.1, "clear": 0.2 } ] }""", "rules[0].clear", "RULES-VALUE")]
    [InlineData("""{ "rules": [ { "id": "a", "kind": "level", "measure": "DDKmv", "raise": 1.5 } ] }""", "rules[0].clear", "RULES-VALUE")]
    [InlineData("""{ "rules": [ { "id": "a b", "kind": "level", "measure": "DDKmv", "raise": 1, "clear": 1 } ] }""", "rules[0].id", "RULES-NAME")]
    [InlineData("""{ "rules": [ { "id": "a", "kind": "level", "measure": "DDKmv", "raise": 1, "clear": 1, "rise": 2 } ] }""", "rules[0].rise", "RULES-KEY-UNKNOWN")]
    [InlineData("""{ "rules": [ { "id": "a", "kind": "level", "measure": "DDKmv", "raise": "1", "clear": 1 } ] }""", "rules[0].raise", "RULES-VALUE")]
    [InlineData("""{ "rules": [ { "id": "a", "kind": "change", "measure": "EDF", "scale": "structural", "raise": 1, "clear": 1 } ] }""", "rules[0].scale", "RULES-VALUE")]
    [InlineData("""{ "rules": [ { "id": "a", "kind": "change", "measure": "EDF", "falseAlarmsPerFirmYear": 0.1 } ] }""", "rules[0].falseAlarmsPerFirmYear", "RULES-VALUE")]
    [InlineData("""{ "rules": [ { "id": "a", "kind": "level", "measure": "DDKmv", "raise": 1, "clear": 1 }, { "id": "a", "kind": "level", "measure": "DDKmv", "raise": 1, "clear": 1 } ] }""", "rules[1].id", "RULES-ID-TWICE")]
    [InlineData("""{ "rules": [ { "id": "a", "kind": "peerPercentile", "measure": "EDF", "raise": 95, "clear": 90 } ] }""", "rules[0].raise", "RULES-VALUE")]
    [InlineData("[1]", "", "RULES-MALFORMED")]
    [InlineData("{ \"rules\":\n [ }", "", "RULES-MALFORMED")]
    public void A_fault_of_the_rules_is_named_by_its_place(string text, string place, string code)
    {
        MonitorRulesResult read = MonitorRules.Parse(Encoding.UTF8.GetBytes(text), "rules.json");
        Assert.Null(read.Rules);
        Assert.Contains(read.Errors, error => error.Column == place && error.Code == code && error.Hint.Length > 0);
    }

    [Fact]
    public void A_fault_of_the_JSON_is_said_in_a_sentence_with_line_and_position()
    {
        RowError error = Assert.Single(MonitorRules.Parse(Encoding.UTF8.GetBytes("{ \"rules\":\n  [ }"), "rules.json").Errors);
        Assert.Equal((2, "The file stops being JSON at position 5 of this line"), (error.Line, error.Reason));
        Assert.DoesNotContain("BytePositionInLine", error.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("rules.json:2: RULES-MALFORMED ", error.ToString(), StringComparison.Ordinal);
    }

    private static string Said(MonitorAlert alert) => alert.Drivers is { } drivers
        ? string.Join(' ', [$"{drivers.FromDay:O} {drivers.ToDay:O} {drivers.Quantity} {drivers.From:R} {drivers.To:R}", .. drivers.Contributions.Select(static c => $"{c.Driver} {c.Value:R}")])
        : MonitorText.DriverSentence(alert);

    private static MonitorRules Parse(string text) => MonitorRules.Parse(Encoding.UTF8.GetBytes(text), "rules.json") is { Rules: { } rules } ? rules : throw new InvalidOperationException(text);

    private static MonitorInput Input(IReadOnlyList<AssessmentRow> rows) => new() { Source = "made up", File = new InputFile("made up", "", "rows", rows.Count, 0), Rows = rows };
}
