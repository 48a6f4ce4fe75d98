using System.Globalization;
using System.Text.Json;
using Freeboard.Services.Assess;

namespace Freeboard.Cli.Tests;

public sealed class AssessCommandTests
{
    private const string Header = "firm,date,currency,equityValue,equityVolatility,volatilityModel,defaultPoint,riskFreeRate,horizonYears,method,assetValue,assetVolatility,DDKmv,DDRiskNeutral,DDPhysical,lnEDF,EDF,edfMap,observations,status,runId";

    [Fact]
    public void Assess_writes_the_run_the_report_and_the_rows()
    {
        using Sandbox sandbox = new();
        CommandRun run = sandbox.Assess(Sandbox.Sample("market"));
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(Header, run.Lines[0]);
        string runId = run.Lines[1].Split(',')[^1];
        Assert.Contains(runId, File.ReadAllText(sandbox.Report), StringComparison.Ordinal);

        CommandRun runs = CommandRun.Of(["runs", "--store", sandbox.Store]);
        Assert.Equal(2, runs.Lines.Length);
        Assert.StartsWith(runId, runs.Lines[1], StringComparison.Ordinal);

        // One code path: what show prints from the store are the very lines that assess printed.
        string firm = run.Lines[1].Split(',')[0];
        CommandRun show = CommandRun.Of(["show", firm, "--store", sandbox.Store]);
        Assert.Equal(run.Lines.Where(line => line.StartsWith(firm + ",", StringComparison.Ordinal)), show.Lines[1..]);
    }

    [Fact]
    public void A_second_run_gives_the_same_bytes_and_is_kept_once()
    {
        using Sandbox sandbox = new();
        CommandRun first = sandbox.Assess(Sandbox.Sample("market"));
        byte[] report = File.ReadAllBytes(sandbox.Report);
        CommandRun second = sandbox.Assess(Sandbox.Sample("market"), "--threads", "1");
        Assert.Equal(first.Out, second.Out);
        Assert.Equal(report, File.ReadAllBytes(sandbox.Report));
        CommandRun runs = CommandRun.Of(["runs", "--store", sandbox.Store]);
        Assert.EndsWith(",2", Assert.Single(runs.Lines[1..]), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_carries_the_same_numbers_as_csv_and_leaves_absent_ones_out()
    {
        using Sandbox sandbox = new();
        string[] csv = sandbox.Assess(Sandbox.Sample("market")).Lines;
        using JsonDocument json = JsonDocument.Parse(sandbox.Assess(Sandbox.Sample("market"), "--json").Out);
        JsonElement rows = json.RootElement.GetProperty("rows");
        Assert.Equal(csv.Length - 1, rows.GetArrayLength());
        for (int i = 1; i < csv.Length; i++)
        {
            string[] cells = csv[i].Split(',');
            for (int c = 0; c < cells.Length; c++)
            {
                bool present = rows[i - 1].TryGetProperty(AssessmentTable.JsonKeys[c], out JsonElement value);
                Assert.Equal(cells[c].Length > 0, present);
                if (present)
                {
                    Assert.Equal(cells[c], value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText());
                }
            }
        }
    }

    [Fact]
    public void On_a_terminal_the_riskiest_firm_stands_first_and_words_go_to_the_error_stream()
    {
        using Sandbox sandbox = new();
        CommandRun run = CommandRun.Of(["assess", Sandbox.Sample("market"), "--store", sandbox.Store, "--report", sandbox.Report], terminal: true);
        Assert.Equal(0, run.Code);
        double[] distances = [.. run.Lines.Select(line => System.Text.RegularExpressions.Regex.Match(line, @"^\s*SY\d+ .*? (-?\d+\.\d\d) "))
            .Where(match => match.Success)
            .Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];
        Assert.NotEmpty(distances);
        Assert.Equal(distances.Order(), distances);
        Assert.Contains("Report: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_rows_reject_the_input_and_nothing_is_written()
    {
        using Sandbox sandbox = new();
        string folder = CopyOfMarket(sandbox);
        File.AppendAllText(Path.Combine(folder, "rates.csv"), "2023-01-05,1,2.5\n");
        CommandRun run = sandbox.Assess(folder);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("rates.csv:", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(sandbox.Report));
        Assert.False(File.Exists(sandbox.Store));

        CommandRun lenient = sandbox.Assess(folder, "--keep-going");
        Assert.Equal(4, lenient.Code);
        Assert.Contains("1 row was set aside", lenient.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(sandbox.Report));
    }

    [Fact]
    public void Without_rates_no_firm_is_assessed_and_the_cure_is_named()
    {
        using Sandbox sandbox = new();
        string folder = CopyOfMarket(sandbox);
        File.Delete(Path.Combine(folder, "rates.csv"));
        CommandRun run = sandbox.Assess(folder, "--as-of", "latest");
        Assert.Equal(4, run.Code);
        Assert.Contains("--rate", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, sandbox.Assess(folder, "--as-of", "latest", "--rate", "0.015").Code);
    }

    [Fact]
    public void The_report_never_takes_the_place_of_another_file()
    {
        using Sandbox sandbox = new();
        CommandRun one = CommandRun.Of(["assess", Sandbox.Sample("market"), "--store", sandbox.Store, "--report", sandbox.Store]);
        Assert.Equal(2, one.Code);
        Assert.Contains("REPORT-IS-STORE", one.Error, StringComparison.Ordinal);
        File.WriteAllText(sandbox.Report, "firm,date,close\n");
        CommandRun other = sandbox.Assess(Sandbox.Sample("market"));
        Assert.Equal(2, other.Code);
        Assert.Contains("REPORT-WOULD-OVERWRITE", other.Error, StringComparison.Ordinal);
        Assert.Equal("firm,date,close\n", File.ReadAllText(sandbox.Report));
        Assert.False(File.Exists(sandbox.Store));
    }

    [Fact]
    public void A_report_that_cannot_be_written_leaves_no_run_behind()
    {
        using Sandbox sandbox = new();
        CommandRun run = CommandRun.Of(["assess", Sandbox.Sample("market"), "--store", sandbox.Store, "--report", sandbox.Path("nowhere/report.html")]);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("REPORT-CANNOT-WRITE", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(sandbox.Store));

        // And a store that cannot be opened leaves no report.
        File.WriteAllText(sandbox.Path("text.db"), "this is not a database, whatever its name says");
        Assert.Equal(3, CommandRun.Of(["assess", Sandbox.Sample("market"), "--store", sandbox.Path("text.db"), "--report", sandbox.Report]).Code);
        Assert.False(File.Exists(sandbox.Report));
        Assert.Empty(Directory.GetFiles(sandbox.Folder, "*.partial"));
    }

    [Fact]
    public void A_folder_that_is_not_there_or_holds_nothing_known_is_named()
    {
        using Sandbox sandbox = new();
        CommandRun nowhere = sandbox.Assess(sandbox.Path("nowhere"));
        Assert.Equal(3, nowhere.Code);
        Assert.Contains("nowhere", nowhere.Error, StringComparison.Ordinal);
        Directory.CreateDirectory(sandbox.Path("empty"));
        CommandRun empty = sandbox.Assess(sandbox.Path("empty"));
        Assert.Equal(3, empty.Code);
        Assert.Contains("firms.csv", empty.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_and_runs_say_what_is_missing()
    {
        using Sandbox sandbox = new();
        CommandRun noStore = CommandRun.Of(["runs", "--store", sandbox.Store]);
        Assert.Equal(3, noStore.Code);
        Assert.Contains("NO-STORE", noStore.Error, StringComparison.Ordinal);
        sandbox.Assess(Sandbox.Sample("market"), "--as-of", "latest");
        CommandRun unknown = CommandRun.Of(["show", "SY9", "--store", sandbox.Store]);
        Assert.Equal(3, unknown.Code);
        Assert.Contains("UNKNOWN-FIRM", unknown.Error, StringComparison.Ordinal);
        CommandRun noRun = CommandRun.Of(["show", "SY0001", "--store", sandbox.Store, "--run", "zzzz"]);
        Assert.Contains("NO-RUN", noRun.Error, StringComparison.Ordinal);
        File.WriteAllText(sandbox.Path("text.db"), "this is not a database, whatever its name says");
        CommandRun notAStore = CommandRun.Of(["runs", "--store", sandbox.Path("text.db")]);
        Assert.Equal(3, notAStore.Code);
        Assert.Contains("text.db", notAStore.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_run_writes_nothing_and_ends_with_130()
    {
        using Sandbox sandbox = new();
        using CancellationTokenSource interrupt = new();
        interrupt.Cancel();
        CommandRun run = CommandRun.Of(["assess", Sandbox.Sample("market"), "--store", sandbox.Store, "--report", sandbox.Report], cancellationToken: interrupt.Token);
        Assert.Equal((130, ""), (run.Code, run.Out));
        Assert.False(File.Exists(sandbox.Store));
        Assert.False(File.Exists(sandbox.Report));
    }

    [Fact]
    public void The_report_can_be_written_in_Chinese_and_left_out()
    {
        using Sandbox sandbox = new();
        sandbox.Assess(Sandbox.Sample("market"), "--language", "zh-CN");
        Assert.Contains("违约距离", File.ReadAllText(sandbox.Report), StringComparison.Ordinal);
        File.Delete(sandbox.Report);
        sandbox.Assess(Sandbox.Sample("market"), "--no-report");
        Assert.False(File.Exists(sandbox.Report));
    }

    private static string CopyOfMarket(Sandbox sandbox)
    {
        string folder = Directory.CreateDirectory(sandbox.Path("market")).FullName;
        foreach (string file in Directory.GetFiles(Sandbox.Sample("market")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return folder;
    }

    [Theory]
    [InlineData("CNY")]
    [InlineData("HKD")]
    public void A_firm_is_one_line_of_eighty_cells_also_with_several_currencies_and_Chinese_names(string second)
    {
        using Sandbox sandbox = new();
        string folder = sandbox.Path("mixed");
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.GetFiles(Sandbox.Sample("market"), "*.csv"))
        {
            string text = File.ReadAllText(file);
            if (Path.GetFileName(file) == "firms.csv")
            {
                text = text.Replace("Bollard Chemicals,CNY", $"内蒙古鄂尔多斯资源股份有限公司,{second}", StringComparison.Ordinal);
            }

            File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), text);
        }

        CommandRun run = CommandRun.Of(["assess", folder, "--store", sandbox.Store, "--report", sandbox.Report], terminal: true);
        Assert.Equal(0, run.Code);
        string[] firms = [.. File.ReadLines(Path.Combine(folder, "firms.csv")).Skip(1).Select(line => line.Split(',')[0])];
        string[] lines = [.. run.Lines.Where(line => firms.Any(firm => line.TrimStart().StartsWith(firm, StringComparison.Ordinal)))];
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Matches(@" [A-Z][A-Za-z]+ *$", line));
        Assert.All(lines, line => Assert.True(line.Sum(c => c >= '\u2E80' && c <= '\u9FFF' ? 2 : 1) <= 80, line));
        Assert.Equal(second == "HKD", run.Out.Contains(" HKD ", StringComparison.Ordinal));
        Assert.Contains("内蒙古", run.Out, StringComparison.Ordinal);
    }
}
