using System.Globalization;
using System.Text.Json;

namespace Freeboard.Cli.Tests;

public sealed class ImportCommandTests
{
    [Fact]
    public void A_dry_run_prints_the_evidence_and_every_proof_and_stores_nothing()
    {
        using Sandbox sandbox = new();
        string folder = Vendor(sandbox);
        CommandRun run = CommandRun.Of(["import", folder, "--dry-run", "--store", sandbox.Store]);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal("file,proof,rule,judged,failures,verdict,likelyCause,worstFirm,worstDay,worstLine,worst", run.Lines[0]);
        Assert.Contains(run.Lines, l => l.StartsWith("daily.csv,RECOGNISED,\"columns ts_code", StringComparison.Ordinal) && l.Contains("Tushare daily", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.Contains("AMOUNT-VOLUME", StringComparison.Ordinal) && l.Contains("Holds", StringComparison.Ordinal));
        Assert.False(File.Exists(sandbox.Store));
    }

    [Fact]
    public void A_wrong_unit_is_named_and_nothing_is_stored()
    {
        using Sandbox sandbox = new();
        string folder = Vendor(sandbox, volumeUnit: 1);
        CommandRun run = CommandRun.Of(["import", "tushare", folder, "--store", sandbox.Store]);

        Assert.Equal(3, run.Code);
        Assert.Contains("volume looks like shares, not lots", run.Error, StringComparison.Ordinal);
        Assert.Contains("nothing was stored", run.Error, StringComparison.Ordinal);
        Assert.Equal("import,source,files,rows,facts,undone,contentHash", Assert.Single(CommandRun.Of(["import", "list", "--store", sandbox.Store]).Lines));
    }

    [Fact]
    public void An_import_is_stored_listed_found_again_and_undone()
    {
        using Sandbox sandbox = new();
        string folder = Vendor(sandbox);
        CommandRun first = CommandRun.Of(["import", folder, "--store", sandbox.Store, "--json"]);
        Assert.Equal((0, ""), (first.Code, first.Error));
        using JsonDocument report = JsonDocument.Parse(first.Out);
        Assert.True(report.RootElement.GetProperty("accepted").GetBoolean());
        Assert.Equal(1, report.RootElement.GetProperty("import").GetInt32());
        Assert.Equal(60, report.RootElement.GetProperty("facts").GetProperty("prices").GetInt32());

        CommandRun again = CommandRun.Of(["import", folder, "--store", sandbox.Store, "--json"]);
        using JsonDocument repeated = JsonDocument.Parse(again.Out);
        Assert.True(repeated.RootElement.GetProperty("repeated").GetBoolean());

        CommandRun list = CommandRun.Of(["import", "list", "--store", sandbox.Store]);
        Assert.Equal(2, list.Lines.Length);
        Assert.StartsWith("1,recognised,1,60,", list.Lines[1], StringComparison.Ordinal);

        Assert.Equal(0, CommandRun.Of(["import", "undo", "1", "--store", sandbox.Store]).Code);
        Assert.Contains(",yes,", CommandRun.Of(["import", "list", "--store", sandbox.Store]).Lines[1], StringComparison.Ordinal);
        Assert.Equal(3, CommandRun.Of(["import", "undo", "1", "--store", sandbox.Store]).Code);
        Assert.Equal(3, CommandRun.Of(["import", "undo", "7", "--store", sandbox.Store]).Code);
    }

    [Fact]
    public void Rows_that_a_proof_sets_aside_end_with_partial()
    {
        using Sandbox sandbox = new();
        string folder = Vendor(sandbox);
        string file = Path.Combine(folder, "daily.csv");
        string[] lines = File.ReadAllLines(file);
        string[] cells = lines[30].Split(',');
        cells[6] = "123456";
        lines[30] = string.Join(',', cells);
        File.WriteAllLines(file, lines);
        CommandRun run = CommandRun.Of(["import", folder, "--dry-run"]);
        Assert.Equal(4, run.Code);
        Assert.Contains("daily.csv:31:vol: AMOUNT-VOLUME", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 row was set aside", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mapping_file_brings_any_header_in()
    {
        using Sandbox sandbox = new();
        File.WriteAllText(sandbox.Path("quotes.txt"), "Ticker;Day;Last;Lots;Turnover\nAAA;02/01/2023;10,5;10;10,5\nAAA;03/01/2023;10,6;20;21,2\n");
        File.WriteAllText(sandbox.Path("mapping.json"), """
            {"tables": [{"dataset": "prices", "dateFormat": "dd/MM/yyyy", "decimal": ",",
              "columns": {"firm": "Ticker", "date": "Day", "close": "Last", "volume": {"column": "Lots", "unit": "lots"}, "amount": {"column": "Turnover", "unit": "thousand"}}}]}
            """);
        CommandRun run = CommandRun.Of(["import", "generic", sandbox.Path("quotes.txt"), "--mapping", sandbox.Path("mapping.json"), "--dry-run", "--json"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        using JsonDocument report = JsonDocument.Parse(run.Out);
        Assert.Equal(2, report.RootElement.GetProperty("facts").GetProperty("prices").GetInt32());

        File.WriteAllText(sandbox.Path("mapping.json"), "{\"tables\": [{\"dataset\": \"prices\", \"columns\": {\"frim\": \"Ticker\"}}]}");
        CommandRun wrong = CommandRun.Of(["import", sandbox.Path("quotes.txt"), "--mapping", sandbox.Path("mapping.json"), "--dry-run"]);
        Assert.Equal(3, wrong.Code);
        Assert.Contains("mapping.json:tables[0].columns.frim: MAPPING-MALFORMED", wrong.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("SOURCE-UNKNOWN", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'firm'?", wrong.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tushare")]
    [InlineData("generic", "x.csv")]
    [InlineData("x.csv", "--mapping", "missing.json")]
    [InlineData("x.csv", "--statement-lag", "-3")]
    public void A_wrong_command_line_is_told(params string[] arguments) => Assert.Equal(2, CommandRun.Of(["import", .. arguments, "--dry-run"]).Code);

    [Fact]
    public void A_file_that_nobody_knows_is_refused_with_what_the_nearest_layout_lacks()
    {
        using Sandbox sandbox = new();
        File.WriteAllText(sandbox.Path("mine.csv"), "ts_code,trade_date,price\n600000.SH,20230102,10\n");
        CommandRun run = CommandRun.Of(["import", sandbox.Path("mine.csv"), "--dry-run"]);
        Assert.Equal(3, run.Code);
        Assert.Contains("SOURCE-UNKNOWN", run.Error, StringComparison.Ordinal);
        Assert.Contains("would need also", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_shows_progress_and_a_table()
    {
        using Sandbox sandbox = new();
        CommandRun run = CommandRun.Of(["import", Vendor(sandbox), "--dry-run"], terminal: true);
        Assert.Equal(0, run.Code);
        Assert.Contains("rows/s", run.Error, StringComparison.Ordinal);
        Assert.Contains("A dry run: nothing was stored.", run.Error, StringComparison.Ordinal);
        Assert.Contains("Tushare daily", run.Out, StringComparison.Ordinal);
    }

    /// <summary>Sixty days of an invented share in the layout of Tushare daily.</summary>
    private static string Vendor(Sandbox sandbox, double volumeUnit = 100)
    {
        string folder = Directory.CreateDirectory(sandbox.Path("vendor")).FullName;
        List<string> lines = ["ts_code,trade_date,high,low,close,pre_close,vol,amount"];
        double last = 20;
        for (int i = 0; i < 60; i++)
        {
            double close = Math.Round(last * (1 + (0.01 * Math.Sin(i))), 2);
            double volume = 1e6 + (1e4 * i);
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"600999.SH,{new DateOnly(2023, 1, 2).AddDays(i):yyyyMMdd},{close + 0.1:0.00},{close - 0.1:0.00},{close},{last},{volume / volumeUnit},{volume * close / 1000:0.###}"));
            last = close;
        }

        File.WriteAllLines(Path.Combine(folder, "daily.csv"), lines);
        return folder;
    }
}
