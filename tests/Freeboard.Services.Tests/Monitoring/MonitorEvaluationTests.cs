using System.Text;
using Freeboard.Assessment;
using Freeboard.Calibration;
using Freeboard.Provenance;
using Freeboard.Services.Labels;
using Freeboard.Services.Monitoring;

namespace Freeboard.Services.Tests.Monitoring;

public sealed class MonitorEvaluationTests
{
    private static readonly MonitorRules Rules = MonitorRules.Parse(
        """
        { "schema": "freeboard-monitor-rules/1", "frequency": "month", "rules": [
            { "id": "near", "kind": "level", "measure": "DDRiskNeutral", "raise": 1, "clear": 1.5 },
            { "id": "far", "kind": "level", "measure": "DDRiskNeutral", "raise": 3, "clear": 3.5 } ] }
        """u8.ToArray(), "rules.json").Rules!;

    [Fact]
    public void Lead_time_runs_from_the_alert_to_the_event_and_rules_are_also_judged_together()
    {
        // A sinks a fifth of a standard deviation a month and defaults; B stays; C falls once and recovers; D is delisted while its alert is open.
        DateOnly[] days = MonitoredMarket.Months(2020, 4);
        List<AssessmentRow> rows = [];
        for (int i = 0; i < days.Length; i++)
        {
            rows.Add(At("A", days[i], 5 - (0.2 * i)));
            rows.Add(At("B", days[i], 5));
            rows.Add(At("C", days[i], i is >= 6 and <= 8 ? 2.5 : 5));
            if (i <= 10)
            {
                rows.Add(At("D", days[i], 0.5));
            }
        }

        LabelTable labels = LabelTable.Read(Encoding.UTF8.GetBytes($"firm,date,event\nA,{days[24]:yyyy-MM-dd},default\nD,{days[10]:yyyy-MM-dd},delisted\n"), "labels.csv");
        MonitorEvaluation evaluation = MonitorEvaluation.Of(Rules, new MonitorInput { Source = "made up", File = new InputFile("x", "", "", 0, 0), Rows = rows }, labels, LabelEvent.BondDefault, 12);
        Assert.Equal(["near", "far", "(any)"], evaluation.Rules.Select(static r => r.Rule));
        (Freeboard.Monitoring.WarningRecord near, Freeboard.Monitoring.WarningRecord far, Freeboard.Monitoring.WarningRecord any) = (evaluation.Rules[0].Record, evaluation.Rules[1].Record, evaluation.Rules[2].Record);

        // A is at or below 1 from month 20 on, at or below 3 from month 10 on, which is before the year begins.
        Assert.Equal((days[24].DayNumber - days[20].DayNumber) / (365.25 / 12), near.MedianLeadMonths!.Value, 9);
        Assert.Equal((days[24].DayNumber - days[24].AddMonths(-12).DayNumber) / (365.25 / 12), far.MedianLeadMonths!.Value, 9);
        Assert.Equal(far.MedianLeadMonths, any.MedianLeadMonths);

        // C's fall is false for the rule that saw it; D was not watched to the end of its alert's year.
        Assert.Equal((0, 1, 1), (near.FalseAlerts, far.FalseAlerts, any.FalseAlerts));
        Assert.Equal((1, 1, 1), (near.UndecidedAlerts, far.UndecidedAlerts, any.UndecidedAlerts));
        Assert.Equal((1, 1, 1), (near.TrueAlerts, far.TrueAlerts, any.TrueAlerts));
        using MemoryStream json = new();
        evaluation.ToTable().JsonDocument!(json);
        Assert.Contains("\"leadMonths\"", Encoding.UTF8.GetString(json.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void No_firm_is_watched_beyond_the_day_that_is_given()
    {
        // A stays to the end; B's rows stop after a year, three months below the threshold among them.
        DateOnly[] days = MonitoredMarket.Months(2020, 3);
        List<AssessmentRow> rows = [.. days.Select(static day => At("A", day, 5)), .. days.Take(12).Select(static (day, i) => At("B", day, i is >= 3 and <= 5 ? 0.5 : 5))];
        LabelTable labels = LabelTable.Read(Encoding.UTF8.GetBytes($"firm,date,event\nA,{days[30]:yyyy-MM-dd},default\n"), "labels.csv");
        MonitorEvaluation before = Evaluate(rows, labels, 3, days[0].AddMonths(-6));
        Assert.All(before.Rules, static r => Assert.Equal((Freeboard.Monitoring.WarningStatus.NoExposure, 0.0, 0), (r.Record.Status, r.Record.FirmYears, r.Record.FalseAlerts)));
        Assert.All(before.Rules, static r => Assert.Null(r.Record.FalsePerFirmYear));

        // Up to the sixth month-end, three months less for the horizon, two firms.
        MonitorEvaluation half = Evaluate(rows, labels, 3, days[6]);
        Assert.All(half.Rules, r => Assert.Equal(2 * (days[6].AddMonths(-3).DayNumber - days[0].DayNumber) / 365.25, r.Record.FirmYears, 9));
        MonitorEvaluation all = Evaluate(rows, labels, 3, null);
        Assert.All(all.Rules, r => Assert.Equal((days[30].AddMonths(-3).DayNumber - days[0].DayNumber + days[11].AddMonths(-3).DayNumber - days[0].DayNumber) / 365.25, r.Record.FirmYears, 9));
    }

    [Fact]
    public void Events_of_firms_without_a_row_are_counted_and_said()
    {
        DateOnly[] days = MonitoredMarket.Months(2020, 3);
        List<AssessmentRow> rows = [.. days.Select(static day => At("A", day, 5))];
        LabelTable labels = LabelTable.Read("firm,date,event\nA,2022-06-01,default\nB,2021-03-01,default\nB,2021-05-01,default\nC,2021-04-01,default\nD,2021-04-01,st\nE,2022-11-01,default\n"u8.ToArray(), "labels.csv");

        // B (once) and C; D had another event, E's came after the last day watched.
        Assert.Contains("\"EVENTS-WITHOUT-ROWS\",\n      \"count\": 2,", Json(Evaluate(rows, labels, 12, new DateOnly(2022, 9, 30))), StringComparison.Ordinal);
        Assert.Contains("\"count\": 3,", Json(Evaluate(rows, labels, 12, null)), StringComparison.Ordinal);
        rows.AddRange(days.SelectMany(static day => (string[])["B", "C", "E"], static (day, firm) => At(firm, day, 5)));
        Assert.DoesNotContain("EVENTS-WITHOUT-ROWS", Json(Evaluate(rows, labels, 12, null)), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_a_file_are_read_like_those_of_a_run_and_bad_ones_are_named()
    {
        MonitorInput bad = MonitorInput.Read("firm,date,DDRiskNeutral,status\nA,2020-01-31,1,Converged\n,2020-01-31,1,Converged\nA,2020-01-31,1,Converged\nA,31/1/2020,1,\nB,2020-02-29,one,\nB,2020-03-31,1,Fine\n"u8.ToArray(), "rows.csv", Rules);
        Assert.Equal(
            ["3:firm VALUE-MISSING", "4:date DUPLICATE-FIRM-DAY", "5:date NOT-A-DATE", "6:DDRiskNeutral NUMBER-NOT-A-NUMBER", "7:status STATUS-UNKNOWN"],
            bad.Errors.Select(static e => $"{e.Line}:{e.Column} {e.Code}").Order(StringComparer.Ordinal));
        Assert.Single(bad.Rows);
        MonitorInput missing = MonitorInput.Read("firm,date,EDF\nA,2020-01-31,0.1\n"u8.ToArray(), "rows.csv", Rules);
        Assert.Equal("COLUMN-MISSING", Assert.Single(missing.Errors).Code);
        Assert.Equal("HEADER-ONLY", Assert.Single(MonitorInput.Read("firm,date,DDRiskNeutral\n"u8.ToArray(), "rows.csv", Rules).Errors).Code);
        MonitorInput grouped = MonitorInput.Read("firm,date,DDRiskNeutral,group\nA,2020-01-31,,steel\n"u8.ToArray(), "rows.csv", Rules);
        Assert.Equal("steel", grouped.Groups["A"]);
        Assert.Null(grouped.Rows[0].DdRiskNeutral);
    }

    private static MonitorEvaluation Evaluate(List<AssessmentRow> rows, LabelTable labels, int months, DateOnly? watchedTo) =>
        MonitorEvaluation.Of(Rules, new MonitorInput { Source = "made up", File = new InputFile("x", "", "", 0, 0), Rows = rows }, labels, LabelEvent.BondDefault, months, watchedTo: watchedTo);

    private static string Json(MonitorEvaluation evaluation)
    {
        using MemoryStream json = new();
        evaluation.ToTable().JsonDocument!(json);
        return Encoding.UTF8.GetString(json.ToArray());
    }

    private static AssessmentRow At(string firm, DateOnly day, double distance)
    {
        const double Volatility = 0.3;
        AssessmentRow row = MonitoredMarket.Row(firm, day, Math.Exp((Volatility * distance) + (0.5 * Volatility * Volatility) - 0.02), Volatility, 1, 0.02);

        // The distance is to stand exactly on the threshold where it is meant to.
        return row with { DdRiskNeutral = Math.Round(row.DdRiskNeutral!.Value, 9) };
    }
}
