using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Freeboard.Cli.Tests;

/// <summary>Rows in every format and to files, for the commands that print rows.</summary>
public sealed class OutputTests
{
    public static TheoryData<string> Commands =>
    [
        "show SY0001", "explain SY0001 --from 2022-04-29 --to 2024-01-03", "runs", "runs list", "import MARKET --dry-run", "solve FIRMS", "estimate WINDOW --window 100 --step 50", "estimate WINDOW --term-structure at-horizon",
        "volatility SERIES --model ewma", "equity fit AUCTIONS", "replicate", "assess MARKET --no-report --as-of latest",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_format_has_the_rows_of_the_csv(string command)
    {
        using Sandbox sandbox = new();
        Assert.Equal(0, sandbox.Assess(Sandbox.Sample("market")).Code);
        string[] csv = Run(sandbox, command).Lines;
        Assert.Equal(csv, Run(sandbox, command, "--format", "csv").Lines);
        Assert.Equal('\uFEFF' + string.Join('\n', csv) + "\n", Run(sandbox, command, "--bom").Out);

        // One object a row; the array or document of --json holds as many of the same.
        string[] lines = Run(sandbox, command, "--format", "ndjson").Lines;
        Assert.Equal(csv.Length - 1, lines.Length);
        string[] columns = csv[0].Split(',');
        for (int i = 0; i < lines.Length; i++)
        {
            using JsonDocument row = JsonDocument.Parse(lines[i]);
            Assert.Equal(CellsOf(csv[i + 1]).Count(cell => cell.Length > 0), row.RootElement.EnumerateObject().Count());
            Assert.All(row.RootElement.EnumerateObject(), cell => Assert.Contains(columns, column => column.Equals(cell.Name, StringComparison.OrdinalIgnoreCase) || cell.Name is "assetValue" or "assetVolatility"));
            Assert.Equal(CellsOf(csv[i + 1]).Where(cell => cell.Length > 0), row.RootElement.EnumerateObject().Select(cell => cell.Value.ValueKind == JsonValueKind.String ? cell.Value.GetString()! : cell.Value.GetRawText()));
        }

        Assert.Equal(Run(sandbox, command, "--json").Out, Run(sandbox, command, "--format", "json").Out);

        // Files: the same bytes as on the output, hashed and counted beside; the rows have one hash in all formats.
        HashSet<string> hashes = [];
        foreach (string format in (string[])["csv", "json", "ndjson", "xlsx"])
        {
            string file = sandbox.Path($"rows.{format}");
            CommandRun written = Run(sandbox, command, "--out", file);
            Assert.Equal("", written.Out);
            using JsonDocument sidecar = JsonDocument.Parse(File.ReadAllText(file + ".sha256.json"));
            Assert.Equal(format, sidecar.RootElement.GetProperty("format").GetString());
            Assert.Equal(csv.Length - 1, sidecar.RootElement.GetProperty("rows").GetInt32());
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))), sidecar.RootElement.GetProperty("sha256").GetString());
            hashes.Add(sidecar.RootElement.GetProperty("rowsSha256").GetString()!);
            if (format != "xlsx")
            {
                Assert.Equal(Run(sandbox, command, "--format", format).Out, File.ReadAllText(file));
            }
        }

        Assert.Empty(Directory.GetFiles(sandbox.Folder, "*.partial"));
        if (!command.StartsWith("runs", StringComparison.Ordinal) && !command.StartsWith("assess", StringComparison.Ordinal))
        {
            Assert.Single(hashes);
        }
    }

    [Fact]
    public void A_device_is_no_place_for_a_file()
    {
        CommandRun run = CommandRun.Of(["solve", Sandbox.Sample("uncertain-kmv-2013", "twelve-firms.csv"), "--out", "/dev/null"]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains("it is a device", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_firm_named_like_a_formula_is_guarded_and_read_back()
    {
        using Sandbox sandbox = new();
        CommandRun run = CommandRun.Of(["solve", "-"], "id,E,sigmaE,D,r,T\n\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",3,0.8,10,0.05,1\n-5,3,0.8,10,0.05,1\n");
        Assert.StartsWith("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",12.39", run.Lines[1], StringComparison.Ordinal);
        Assert.StartsWith("-5,12.39", run.Lines[2], StringComparison.Ordinal);

        // Folder in, rows out, rows as a table in again: the firm keeps its code.
        string folder = Directory.CreateDirectory(sandbox.Path("market")).FullName;
        foreach (string file in Directory.GetFiles(Sandbox.Sample("market"), "*.csv"))
        {
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), File.ReadAllText(file).Replace("SY0001", "'@SY0001", StringComparison.Ordinal));
        }

        CommandRun assessed = sandbox.Assess(folder, "--as-of", "latest", "--format", "ndjson");
        Assert.Equal(0, assessed.Code);
        Assert.Contains("\"firm\":\"@SY0001\"", assessed.Out, StringComparison.Ordinal);
        CommandRun shown = CommandRun.Of(["show", "@SY0001", "--store", sandbox.Store]);
        Assert.StartsWith("'@SY0001,", shown.Lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("solve FIRMS --format json --bom", "--bom: it belongs to csv")]
    [InlineData("solve FIRMS --json --format csv", "--json: --format asks for csv")]
    [InlineData("solve FIRMS --format yaml", "yaml")]
    [InlineData("solve FIRMS --out rows.foo", "its ending '.foo' names no format; end it in .csv, .json, .ndjson, .jsonl or .xlsx")]
    [InlineData("solve FIRMS --out FIRMS", "it is the input of this command")]
    [InlineData("show SY0001 --store STORE --out STORE", "it is the store of this command")]
    [InlineData("runs --store STORE --out FOLDER", "it is a folder")]
    [InlineData("assess MARKET --store STORE --report REPORT --out REPORT", "it is the report of this command")]
    public void An_output_that_cannot_be_is_told_before_any_work(string command, string message)
    {
        using Sandbox sandbox = new();
        CommandRun run = Run(sandbox, command);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(sandbox.Folder));
    }

    [Fact]
    public void A_workbook_is_not_written_onto_a_terminal()
    {
        using Sandbox sandbox = new();
        CommandRun run = CommandRun.Of(["solve", Sandbox.Sample("uncertain-kmv-2013", "twelve-firms.csv"), "--format", "xlsx"], terminal: true);
        Assert.Equal(2, run.Code);
        Assert.Contains("add --out FILE", run.Error, StringComparison.Ordinal);
        CommandRun csv = CommandRun.Of(["solve", Sandbox.Sample("uncertain-kmv-2013", "twelve-firms.csv"), "--format", "csv"], terminal: true);
        Assert.StartsWith("id,V,", csv.Out, StringComparison.Ordinal);
        CommandRun file = CommandRun.Of(["solve", Sandbox.Sample("uncertain-kmv-2013", "twelve-firms.csv"), "--out", sandbox.Path("rows.xlsx")], terminal: true);
        Assert.Contains("12 rows in ", file.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_ends_with_an_error_and_leaves_no_file()
    {
        using Sandbox sandbox = new();
        string file = sandbox.Path("rows.csv");
        File.CreateSymbolicLink(file + ".partial", "/dev/full");
        CommandRun run = CommandRun.Of(["solve", Sandbox.Sample("uncertain-kmv-2013", "twelve-firms.csv"), "--out", file]);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("rows.csv: OUT-CANNOT-WRITE", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(sandbox.Folder));
    }

    [Fact]
    public void Rows_that_cannot_be_written_leave_no_run_behind()
    {
        using Sandbox sandbox = new();
        CommandRun run = CommandRun.Of(["assess", Sandbox.Sample("market"), "--store", sandbox.Store, "--report", sandbox.Report, "--out", sandbox.Path("nowhere/rows.csv")]);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("OUT-CANNOT-WRITE", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(sandbox.Folder));
    }

    private static CommandRun Run(Sandbox sandbox, string command, params string[] more)
    {
        string[] words = [.. command.Split(' ').Select(word => word switch
        {
            "MARKET" => Sandbox.Sample("market"),
            "FIRMS" => Sandbox.Sample("uncertain-kmv-2013", "twelve-firms.csv"),
            "WINDOW" => Sandbox.Sample("equity-window", "firm.csv"),
            "SERIES" => Sandbox.Sample("volatility", "firms.csv"),
            "AUCTIONS" => Sandbox.Sample("restricted-prices", "auctions.csv"),
            "STORE" => sandbox.Store,
            "REPORT" => sandbox.Report,
            "FOLDER" => sandbox.Folder,
            _ => word,
        })];
        string[] store = words[0] is "show" or "explain" or "runs" or "assess" && !words.Contains("--store") ? ["--store", sandbox.Store] : [];
        return CommandRun.Of([.. words, .. store, .. more]);
    }

    /// <summary>The cells of a line of CSV.</summary>
    private static List<string> CellsOf(string line)
    {
        List<string> cells = [];
        StringBuilder cell = new();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        // The apostrophe before what a spreadsheet would compute belongs to CSV alone.
        return [.. cells.Append(cell.ToString()).Select(text => text is ['\'', '=' or '+' or '-' or '@', ..] ? text[1..] : text)];
    }
}
