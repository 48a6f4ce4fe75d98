using System.Globalization;
using System.Text;
using System.Text.Json;
using Freeboard.Calibration;
using Freeboard.Numerics;
using Freeboard.Services.FirmYears;
using Freeboard.Services.Labels;
using Freeboard.Services.Validate;
using Freeboard.Validation;

namespace Freeboard.Services.Tests.Validate;

public sealed class RunValidationTests
{
    private static readonly Labelling Twelve = new() { Label = new LabelDefinition { Event = LabelEvent.BondDefault, HorizonMonths = 12 }, WatchedTo = new DateOnly(2023, 12, 31) };

    [Fact]
    public void A_measure_that_knows_something_is_told_from_chance_and_every_figure_has_one_source()
    {
        (DistanceRowTable rows, LabelTable labels) = Market(seed: 3, useful: true);
        ValidationReport report = RunValidation.OfRows(rows, labels, Twelve).Report!;
        Assert.Equal(ValidationStatus.Estimated, report.All.Area.Status);
        Assert.True(report.All.Area.Low > 0.6);
        Assert.Equal(report.All.Area.Area, report.Roc.Area);
        Assert.Equal(report.All.Events, report.EventDistances.Count);
        Assert.Equal(report.All.Observations, report.ByYear.Sum(y => y.Observations));
        Assert.Equal(report.All.Events, report.ByYear.Sum(y => y.Events));
        Assert.Equal(report.All.Area, report.Horizons.Single(h => h.Months == 12).Area);
        Assert.Equal(report.All.CaptureLowestDecile, report.Capture[0].Captured);
        Assert.True(report.Welch.T > 3);
        Assert.Equal(10, report.Buckets.Count);
        Assert.NotNull(report.Stability);
        Assert.Contains(report.Counts, c => c is { Name: "judged" } && c.Value == report.All.Observations.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Shuffled_labels_leave_an_area_of_one_half()
    {
        (DistanceRowTable rows, LabelTable labels) = Market(seed: 3, useful: false);
        ValidationReport report = RunValidation.OfRows(rows, labels, Twelve, options: new ValidationOptions { Level = 0.999, Replicates = 200 }).Report!;
        Assert.InRange(0.5, report.AreaByFirm.Low!.Value, report.AreaByFirm.High!.Value);
    }

    [Fact]
    public void The_same_rows_in_any_order_give_the_same_bytes()
    {
        (DistanceRowTable rows, LabelTable labels) = Market(seed: 5, useful: true);
        (DistanceRowTable turned, LabelTable _) = Market(seed: 5, useful: true, reverse: true);
        byte[] json = Json(RunValidation.OfRows(rows, labels, Twelve).Report!);
        Assert.Equal(Strip(json), Strip(Json(RunValidation.OfRows(turned, labels, Twelve).Report!)));

        // The run id is the hash of the inputs, and other bytes are another input.
        static string Strip(byte[] bytes) => string.Join('\n', Encoding.UTF8.GetString(bytes).Split('\n').Where(l => !l.Contains("runId", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_JSON_has_the_documented_keys_and_no_figure_that_is_none()
    {
        (DistanceRowTable rows, LabelTable labels) = Market(seed: 3, useful: true);
        using JsonDocument json = JsonDocument.Parse(Json(RunValidation.OfRows(rows, labels, Twelve).Report!));
        foreach (string key in (string[])["n", "events", "auc", "aucLow", "aucHigh", "brier", "meanPredicted", "meanObserved", "captureLowestDecile", "byYear", "label", "groups", "calibration", "capture", "byHorizon"])
        {
            Assert.True(json.RootElement.TryGetProperty(key, out _), key);
        }

        JsonElement year = json.RootElement.GetProperty("byYear")[0];
        Assert.Equal(JsonValueKind.Number, year.GetProperty("year").ValueKind);
        Assert.True(year.TryGetProperty("n", out _));
        Assert.DoesNotContain("NaN", json.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_before_the_features_reject_the_input_unless_told_to_keep_going()
    {
        (DistanceRowTable rows, LabelTable labels) = Market(seed: 3, useful: true, early: true);
        ValidationOutcome refused = RunValidation.OfRows(rows, labels, Twelve);
        Assert.Null(refused.Report);
        Assert.Equal("LABEL-BEFORE-FEATURES", Assert.Single(refused.Errors).Code);
        ValidationOutcome kept = RunValidation.OfRows(rows, labels, Twelve, keepGoing: true);
        Assert.NotNull(kept.Report);
        Assert.Equal(1, kept.ErrorCount);
        Assert.Contains(kept.Report!.Provenance.Notes, n => n.Code == "LABEL-BEFORE-FEATURES");
    }

    [Fact]
    public void Without_an_event_there_is_a_status_and_no_number()
    {
        (DistanceRowTable rows, LabelTable _) = Market(seed: 3, useful: true);
        LabelTable none = LabelTable.Read("firm,date,event\n"u8.ToArray(), "labels.csv");
        ValidationReport report = RunValidation.OfRows(rows, none, Twelve).Report!;
        Assert.Equal(ValidationStatus.NoEvents, report.All.Area.Status);
        Assert.Null(report.All.Area.Area);
        Assert.Equal(ValidationStatus.NoEvents, report.Roc.Status);
        Assert.DoesNotContain("\"auc\"", Encoding.UTF8.GetString(Json(report)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_panel_of_firm_years_is_judged_by_year_and_by_group()
    {
        StringBuilder text = new("firm_id,year,market_value,current_liabilities,long_term_debt,label,group\n");
        PhiloxStream stream = new(21);
        for (int firm = 0; firm < 300; firm++)
        {
            for (int year = 2010; year < 2013; year++)
            {
                double leverage = Math.Exp((1.5 * stream.NextNormal()) - 0.5);
                int failed = stream.NextUniform() < 0.25 * leverage / (1 + leverage) ? 1 : 0;
                text.Append(CultureInfo.InvariantCulture, $"F{firm:000},{year},100,{100 * leverage:F3},{20 * leverage:F3},{failed},{(year < 2012 ? "train" : "validation")}\n");
            }
        }

        FirmYearTable table = FirmYearTable.Read(Encoding.UTF8.GetBytes(text.ToString()), "panel.csv");
        ValidationReport all = FirmYearValidation.Of(table, options: new ValidationOptions { By = ValidationSlicing.Group }).Report!;
        Assert.Equal(["2010", "2011", "2012"], all.ByYear.Select(y => y.Name));
        Assert.Equal(["train", "validation"], all.Slices.Select(s => s.Name));
        ValidationReport held = FirmYearValidation.Of(table, group: "validation").Report!;
        Assert.Equal(300, held.All.Observations);
        Assert.Equal(all.Slices[1].Area.Area, held.All.Area.Area);
        Assert.True(held.All.Area.Area > 0.55);
        Assert.Equal("GROUP-UNKNOWN", FirmYearValidation.Of(table, group: "none").Errors[0].Code);
        Assert.NotEqual(all.Provenance.RunId, held.Provenance.RunId);
    }

    private static byte[] Json(ValidationReport report)
    {
        using MemoryStream stream = new();
        ValidationJson.Write(stream, report);
        return stream.ToArray();
    }

    // 150 firms, quarter-ends of four years; a firm's hazard falls with its distance, or has nothing to do with it.
    private static (DistanceRowTable Rows, LabelTable Labels) Market(ulong seed, bool useful, bool reverse = false, bool early = false)
    {
        List<string> rows = [];
        List<string> labels = [];
        for (uint firm = 0; firm < 150; firm++)
        {
            PhiloxStream stream = new(seed, firm);
            double level = 3 + (2 * stream.NextNormal());
            double fate = useful ? level : 3 + (2 * stream.NextNormal());
            double years = -Math.Log(stream.NextUniform()) / (0.25 * Math.Exp(-0.7 * fate));
            DateOnly start = new(2019, 12, 31);
            DateOnly? gone = years < 4 ? start.AddDays(1 + (int)(years * 365)) : null;
            if (gone is { } day)
            {
                labels.Add($"F{firm:000},{day:yyyy-MM-dd},default");
            }

            for (int quarter = 0; quarter < 16; quarter++)
            {
                DateOnly date = start.AddMonths(3 * quarter);
                double distance = level + (0.3 * stream.NextNormal());
                rows.Add(string.Create(CultureInfo.InvariantCulture, $"F{firm:000},{date:yyyy-MM-dd},{distance:R},{StandardNormal.LogCumulative(-distance):R}"));
            }
        }

        if (early)
        {
            labels.Add("F000,2018-05-05,default");
            labels.RemoveAll(l => l.StartsWith("F000,20", StringComparison.Ordinal) && !l.Contains("2018", StringComparison.Ordinal));
        }

        if (reverse)
        {
            rows.Reverse();
        }

        return (
            DistanceRowTable.Read(Encoding.UTF8.GetBytes("firm,date,DDRiskNeutral,lnEDF\n" + string.Join('\n', rows) + "\n"), "rows.csv", MappedDistance.RiskNeutral),
            LabelTable.Read(Encoding.UTF8.GetBytes("firm,date,event\n" + string.Join('\n', labels) + "\n"), "labels.csv"));
    }
}
