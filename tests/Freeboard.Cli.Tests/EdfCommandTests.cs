using System.Globalization;
using System.Text.Json;

namespace Freeboard.Cli.Tests;

public sealed class EdfCommandTests
{
    private static readonly string Buckets = Sandbox.Sample("edf", "buckets.csv");
    private static readonly string Map = Sandbox.Sample("edf", "map.json");

    [Fact]
    public void The_saved_map_of_the_samples_is_what_its_command_writes()
    {
        using Sandbox sandbox = new();
        string path = sandbox.Path("map.json");
        CommandRun run = CommandRun.Of(["edf", "fit", "--buckets", Buckets, "--event", "default", "--save", path, "--json"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(File.ReadAllText(path), run.Out);

        // Last digits of logarithms and exponentials may differ between platforms, and with them the sample's bytes.
        using JsonDocument made = JsonDocument.Parse(run.Out);
        using JsonDocument kept = JsonDocument.Parse(File.ReadAllText(Map));
        foreach (string name in (string[])["intercept", "slope", "interceptVariance", "covariance", "slopeVariance"])
        {
            double expected = kept.RootElement.GetProperty("curve").GetProperty(name).GetDouble();
            Assert.Equal(expected, made.RootElement.GetProperty("curve").GetProperty(name).GetDouble(), 1e-12 * Math.Abs(expected));
        }
    }

    [Theory]
    [InlineData("logistic")]
    [InlineData("probit")]
    [InlineData("exponential")]
    [InlineData("exponential-ols")]
    [InlineData("isotonic")]
    [InlineData("kernel")]
    public void Every_kind_fits_a_table_and_shows_every_table(string kind)
    {
        using Sandbox sandbox = new();
        string path = sandbox.Path("map.json");
        Assert.Equal(0, CommandRun.Of(["edf", "fit", "--buckets", Buckets, "--event", "default", "--kind", kind, "--save", path]).Code);
        foreach ((string table, int least) in ((string, int)[])[("summary", 10), ("coefficients", kind is "isotonic" or "kernel" ? 1 : 3), ("buckets", 9), ("curve", 62)])
        {
            CommandRun shown = CommandRun.Of(["edf", "show", path, "--table", table]);
            Assert.Equal(0, shown.Code);
            Assert.True(shown.Lines.Length >= least, $"{table}: {shown.Out}");
            Assert.DoesNotContain("NaN", shown.Out, StringComparison.Ordinal);
            Assert.DoesNotContain("Infinity", shown.Out, StringComparison.Ordinal);
        }

        Assert.Contains(kind, CommandRun.Of(["edf", "show", path], terminal: true).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_gives_frequencies_with_intervals_and_says_what_has_none()
    {
        CommandRun run = CommandRun.Of(["edf", "apply", "-", "--map", Map], "id,DDRiskNeutral\na,1.5\nb,\n");
        Assert.Equal((4, ""), (run.Code, run.Error));
        Assert.Equal("id,DDRiskNeutral,lnEDF,EDF,EDFLower,EDFUpper,edfMap", run.Lines[0]);
        string[] cells = run.Lines[1].Split(',');
        double edf = Number(cells[3]);
        Assert.InRange(edf, Number(cells[4]), Number(cells[5]));
        Assert.Equal(edf, Math.Exp(Number(cells[2])), 1e-15);
        Assert.StartsWith("b,,,,,,logistic(", run.Lines[2], StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of(["edf", "apply", Sandbox.Sample("edf", "distances.csv"), "--map", Map, "--json"]).Out);
        Assert.Equal(4, json.RootElement.GetArrayLength());
        Assert.Equal(JsonValueKind.Number, json.RootElement[0].GetProperty("edfLower").ValueKind);
    }

    [Fact]
    public void Assess_takes_a_map_into_its_rows_and_its_identity_and_is_unchanged_without_one()
    {
        using Sandbox sandbox = new();
        string market = Sandbox.Sample("market");
        CommandRun plain = sandbox.Assess(market, "--as-of", "2023-11-30");
        CommandRun mapped = sandbox.Assess(market, "--as-of", "2023-11-30", "--edf-map", Map);
        Assert.Equal((0, 0, ""), (plain.Code, mapped.Code, mapped.Error));
        string[] header = plain.Lines[0].Split(',');
        Assert.Equal(plain.Lines[0], mapped.Lines[0]);
        int distance = Array.IndexOf(header, "DDRiskNeutral"), edf = Array.IndexOf(header, "EDF"), name = Array.IndexOf(header, "edfMap"), id = Array.IndexOf(header, "runId");
        int compared = 0;
        foreach ((string[] a, string[] b) in plain.Lines.Skip(1).Zip(mapped.Lines.Skip(1), static (x, y) => (x.Split(','), y.Split(','))))
        {
            Assert.Equal("N(-DDRiskNeutral)", a[name]);
            Assert.StartsWith("logistic(", b[name], StringComparison.Ordinal);
            Assert.NotEqual(a[id], b[id]);
            Assert.Equal(a[distance], b[distance]);
            if (b[distance].Length > 0)
            {
                CommandRun applied = CommandRun.Of(["edf", "apply", "-", "--map", Map], $"distance\n{b[distance]}\n");
                Assert.Equal(applied.Lines[1].Split(',')[2], b[edf]);
                compared++;
            }
        }

        Assert.True(compared > 5);
        Assert.Contains("fb-edf-map", File.ReadAllText(sandbox.Report), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_with_dated_labels_fit_a_map_and_count_what_is_left_out()
    {
        using Sandbox sandbox = new();
        (string rows, string labels) = Panel(sandbox);
        CommandRun run = CommandRun.Of(["edf", "fit", "--rows", rows, "--labels", labels, "--event", "st", "--table", "summary"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Dictionary<string, string> items = run.Lines.Skip(1).Select(static l => l.Split(',', 2)).GroupBy(static c => c[0]).ToDictionary(static g => g.Key, static g => g.First()[1]);
        Assert.Equal("240", items["rows"]);

        // 40 firms, 6 year-ends, of which the last has no year after it; every fourth firm has its event in 2019 and is no longer at risk afterwards.
        Assert.Equal("190", items["used"]);
        Assert.Equal("20", items["leftOutEventBefore"]);
        Assert.Equal("30", items["leftOutFollowUpCut"]);
        Assert.Equal("10", items["events"]);
        Assert.Equal("st within 12 months", items["label"]);

        // A kept run in place of rows needs a store; a wrong event is a data matter, not a crash.
        Assert.Equal(3, CommandRun.Of(["edf", "fit", "--run", "latest", "--labels", labels, "--event", "st", "--store", sandbox.Path("none.db")]).Code);
        CommandRun none = CommandRun.Of(["edf", "fit", "--rows", rows, "--labels", labels, "--event", "default"]);
        Assert.Equal(3, none.Code);
        Assert.Contains("NoEvents", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Firm_years_fit_a_map_that_brings_its_volatility_policy_along()
    {
        using Sandbox sandbox = new();
        string panel = sandbox.Path("panel.csv");
        File.WriteAllLines(panel, ["firm_id,year,market_value,current_liabilities,long_term_debt,label,group", .. Enumerable.Range(0, 200).Select(static i => string.Create(CultureInfo.InvariantCulture, $"f{i / 4},{2000 + (i % 4)},{50 + ((i * 37) % 400)},{40 + ((i * 53) % 90)},{30 + ((i * 11) % 60)},{((i * 37) % 400 < 60 && i % 3 == 0 ? 1 : 0)},{(i % 4 < 3 ? "train" : "validation")}"))]);
        string map = sandbox.Path("map.json");
        CommandRun fit = CommandRun.Of(["edf", "fit", "--firm-years", panel, "--group", "train", "--population-rate", "0.01", "--save", map]);
        Assert.Equal((0, ""), (fit.Code, fit.Error));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(map));
        Assert.Equal("bankruptcy", json.RootElement.GetProperty("label").GetProperty("event").GetString());
        Assert.Equal(150, json.RootElement.GetProperty("fit").GetProperty("observations").GetInt32());
        Assert.True(json.RootElement.TryGetProperty("volatilityPolicy", out _));
        Assert.Equal(64, json.RootElement.GetProperty("inputs")[0].GetProperty("sha256").GetString()!.Length);
        CommandRun applied = CommandRun.Of(["edf", "apply", "--firm-years", panel, "--map", map]);
        Assert.Equal((0, ""), (applied.Code, applied.Error));
        Assert.Equal(201, applied.Lines.Length);

        CommandRun nobody = CommandRun.Of(["edf", "fit", "--firm-years", panel, "--group", "test"]);
        Assert.Equal(3, nobody.Code);
        Assert.Contains("its groups are train, validation", nobody.Error, StringComparison.Ordinal);

        // A map of distances cannot score firm-years.
        CommandRun wrong = CommandRun.Of(["edf", "apply", "--firm-years", panel, "--map", Map]);
        Assert.Equal(3, wrong.Code);
        Assert.Contains("MAP-NOT-OF-FIRM-YEARS", wrong.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--buckets B --event default --kind isotonic --population-rate 1.5", 2, "--population-rate")]
    [InlineData("--buckets B --event default --floor 0.5 --ceiling 0.4", 2, "--floor")]
    [InlineData("--buckets B --event default --cut width:0", 2, "--cut")]
    [InlineData("--buckets B --event default --horizon soon", 2, "--horizon")]
    [InlineData("--buckets B", 2, "--event")]
    [InlineData("--buckets B --rows B --event default", 2, "one source")]
    [InlineData("--rows B --event default", 2, "--labels")]
    [InlineData("--event default", 2, "one source")]
    [InlineData("--buckets nowhere.csv --event default", 3, "FILE-NOT-FOUND")]
    public void What_cannot_be_fitted_is_told_by_name(string line, int code, string word)
    {
        CommandRun run = CommandRun.Of(["edf", "fit", .. line.Split(' ').Select(static w => w == "B" ? Buckets : w)]);
        Assert.Equal(code, run.Code);
        Assert.Contains(word, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Out);
    }

    [Theory]
    [InlineData("--edf-map", "nowhere.json", "no such file")]
    [InlineData("--edf-map", "BUCKETS", "no JSON")]
    public void Assess_refuses_what_is_no_map(string option, string value, string word)
    {
        using Sandbox sandbox = new();
        CommandRun run = sandbox.Assess(Sandbox.Sample("market"), option, value == "BUCKETS" ? Buckets : value);
        Assert.Equal(2, run.Code);
        Assert.Contains(word, run.Error, StringComparison.Ordinal);
    }

    private static (string Rows, string Labels) Panel(Sandbox sandbox)
    {
        string rows = sandbox.Path("rows.csv");
        string labels = sandbox.Path("labels.csv");
        File.WriteAllLines(rows, ["firm,date,DDRiskNeutral,horizonYears", .. Enumerable.Range(0, 240).Select(static i =>
        {
            int firm = i / 6;
            double distance = (firm % 4 == 0 ? 1.4 : 2.6) + (0.9 * Math.Sin(i * 1.3));
            return string.Create(CultureInfo.InvariantCulture, $"F{firm},{2015 + (i % 6)}-12-31,{distance:R},1");
        })]);
        File.WriteAllLines(labels, ["firm,date,event", .. Enumerable.Range(0, 10).Select(static i => $"F{4 * i},2019-05-06,st")]);
        return (rows, labels);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
