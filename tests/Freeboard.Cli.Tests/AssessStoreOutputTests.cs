using System.Security.Cryptography;
using System.Text.Json;
using Freeboard.Services.Assess;

namespace Freeboard.Cli.Tests;

/// <summary>Rows of <c>freeboard assess --store STORE</c> in every format and into files, written while the run is made.</summary>
public sealed class AssessStoreOutputTests
{
    private static readonly string[] Formats = ["csv", "json", "ndjson", "xlsx"];

    [Fact]
    public void Every_format_has_the_rows_and_the_bytes_of_a_run_over_the_files()
    {
        using Sandbox sandbox = new();
        string facts = Imported(sandbox);
        string csv = Assess(facts).Out;
        string id = IdOf(csv);
        string files = CommandRun.Of(["assess", Sandbox.Sample("market"), "--store", sandbox.Store, "--no-report", "--frequency", "quarter"]).Out;
        HashSet<string> hashes = [];
        foreach (string format in Formats)
        {
            string place = sandbox.Path($"rows.{format}");
            string peer = sandbox.Path($"peer.{format}");
            Assert.Equal((0, ""), (Assess(facts, "--out", place) is var run ? run.Code : -1, run.Out));
            CommandRun.Of(["assess", Sandbox.Sample("market"), "--store", sandbox.Store, "--no-report", "--frequency", "quarter", "--out", peer]);
            using JsonDocument sidecar = JsonDocument.Parse(File.ReadAllText(place + ".sha256.json"));
            using JsonDocument peerSidecar = JsonDocument.Parse(File.ReadAllText(peer + ".sha256.json"));
            Assert.Equal(format, sidecar.RootElement.GetProperty("format").GetString());
            Assert.Equal(csv.Count(static c => c == '\n') - 1, sidecar.RootElement.GetProperty("rows").GetInt32());
            Assert.Equal(id, sidecar.RootElement.GetProperty("runId").GetString());
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(place))), sidecar.RootElement.GetProperty("sha256").GetString());
            Assert.Equal(new FileInfo(place).Length, sidecar.RootElement.GetProperty("bytes").GetInt64());
            Assert.Equal(peerSidecar.RootElement.GetProperty("columns").GetRawText(), sidecar.RootElement.GetProperty("columns").GetRawText());

            // The hash of the cells is one for all formats.
            hashes.Add(sidecar.RootElement.GetProperty("rowsSha256").GetString()!);
            if (format == "xlsx")
            {
                Assert.Equal(SheetOf(peer).Replace(IdOf(files), id, StringComparison.Ordinal), SheetOf(place));
            }
            else
            {
                Assert.Equal(Assess(facts, "--format", format).Out, File.ReadAllText(place));
                Assert.Equal(RowsOf(format, File.ReadAllText(peer)).Replace(IdOf(files), id, StringComparison.Ordinal), RowsOf(format, File.ReadAllText(place)));
            }
        }

        Assert.Single(hashes);
        Assert.Equal('\uFEFF' + csv, Assess(facts, "--bom").Out);
        Assess(facts, "--out", sandbox.Path("marked.csv"), "--bom");
        Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(sandbox.Path("marked.csv"))[..3]);
        Assert.Empty(Directory.GetFiles(sandbox.Folder, "*.partial"));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("ndjson")]
    [InlineData("xlsx")]
    public void A_full_disk_names_the_file_and_leaves_neither_file_nor_run(string format)
    {
        using Sandbox sandbox = new();
        string facts = Imported(sandbox);
        string file = sandbox.Path($"rows.{format}");
        File.CreateSymbolicLink(file + ".partial", "/dev/full");

        // Daily rows are more than any buffer holds: the disk is full in the middle of them.
        string[] daily = ["assess", "--store", facts, "--no-report", "--frequency", "day", "--out", file];
        CommandRun run = CommandRun.Of(daily);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains($"rows.{format}: OUT-CANNOT-WRITE", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(sandbox.Folder, "rows*"));
        Assert.Single(CommandRun.Of(["runs", "--store", facts]).Lines);

        // With room the run is made, and is the undisturbed one.
        Assert.Equal(0, CommandRun.Of(daily).Code);
        Assert.True(File.Exists(file) && File.Exists(file + ".sha256.json"));
    }

    [Fact]
    public void A_place_that_cannot_be_taken_is_named_and_what_is_kept_stays()
    {
        using Sandbox sandbox = new();
        string facts = Imported(sandbox);
        CommandRun nowhere = Assess(facts, "--out", sandbox.Path("nowhere/rows.csv"));
        Assert.Equal(3, nowhere.Code);
        Assert.Contains("rows.csv: OUT-CANNOT-WRITE", nowhere.Error, StringComparison.Ordinal);
        Assert.Single(CommandRun.Of(["runs", "--store", facts]).Lines);

        // Rows are moved to their place when the run is kept: where the place is taken then, the run stays, and the command repeated computes nothing.
        string file = sandbox.Path("rows.csv");
        Directory.CreateDirectory(file + ".sha256.json");
        CommandRun taken = Assess(facts, "--out", file);
        Assert.Equal((3, ""), (taken.Code, taken.Out));
        Assert.Contains("rows.csv: OUT-CANNOT-WRITE", taken.Error, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of(["runs", "--store", facts]).Lines.Length);
        Directory.Delete(file + ".sha256.json");
        CommandRun again = CommandRun.Of(["assess", "--store", facts, "--no-report", "--frequency", "quarter", "--out", file], terminal: true);
        Assert.Contains("0 rows of 0 firms computed", again.Error, StringComparison.Ordinal);
        Assert.Equal(Assess(facts).Out, File.ReadAllText(file));
        Assert.Empty(Directory.GetFiles(sandbox.Folder, "*.partial"));
    }

    [Fact]
    public void A_firm_named_like_a_formula_is_guarded_as_in_every_other_csv()
    {
        using Sandbox sandbox = new();
        string folder = Directory.CreateDirectory(sandbox.Path("market")).FullName;
        foreach (string file in Directory.GetFiles(Sandbox.Sample("market"), "*.csv"))
        {
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), File.ReadAllText(file).Replace("SY0001", "'@SY0001", StringComparison.Ordinal));
        }

        CommandRun import = CommandRun.Of(["import", folder, "--store", sandbox.Path("facts.db")]);
        Assert.True(import.Code == 0, import.Error);
        Assert.Contains("\n'@SY0001,", Assess(sandbox.Path("facts.db")).Out, StringComparison.Ordinal);
        Assert.Equal(Assess(sandbox.Path("facts.db")).Out, Assess(sandbox.Path("facts.db"), "--out", sandbox.Path("rows.csv")) is { Code: 0 } ? File.ReadAllText(sandbox.Path("rows.csv")) : "");
    }

    private static string Imported(Sandbox sandbox)
    {
        string facts = sandbox.Path("facts.db");
        Assert.Equal(0, CommandRun.Of(["import", Sandbox.Sample("market"), "--store", facts]).Code);
        return facts;
    }

    private static CommandRun Assess(string facts, params string[] more) => CommandRun.Of(["assess", "--store", facts, "--no-report", "--frequency", "quarter", .. more]);

    private static string IdOf(string csv) => csv.Split('\n')[1].Split(',')[AssessmentTable.Columns.Count - 1];

    /// <summary>The rows of a document that also says where they come from.</summary>
    private static string RowsOf(string format, string text) => format == "json" ? text.Split("\"rows\"")[1] : text;

    private static string SheetOf(string workbook)
    {
        using System.IO.Compression.ZipArchive archive = System.IO.Compression.ZipFile.OpenRead(workbook);
        using StreamReader sheet = new(archive.Entries.First(entry => entry.FullName.Contains("sheet1", StringComparison.Ordinal)).Open());
        return sheet.ReadToEnd();
    }
}
