using System.IO.Compression;
using System.Text.Json;

namespace Freeboard.Cli.Tests;

/// <summary>Runs over the facts of a store, and runs by the rolling fixed point, as bundles and made again.</summary>
public sealed class StoreReplayTests
{
    private static readonly string Market = Sandbox.Sample("market");

    [Theory]
    [InlineData("--as-of 2023-06-30 --default-point total-liabilities --drift 0.05")]
    [InlineData("--frequency week --from 2023-03-01 --to 2023-11-15 --volatility ewma --annualise next-day,252")]
    [InlineData("--method kmv --frequency month --from 2023-05-02 --window 120 --annualise 252")]
    [InlineData("--method kmv --frequency quarter --to 2023-11-15 --horizon 2 --equity tradable-price+first-days:10+level:0.9")]
    public void A_run_over_a_store_is_made_again_from_the_facts_as_they_were(string settings)
    {
        using Sandbox sandbox = new();
        string facts = Imported(sandbox, "facts.db");
        CommandRun assessed = CommandRun.Of(["assess", "--store", facts, "--no-report", .. settings.Split(' ')]);
        Assert.True(assessed.Code == 0, assessed.Error);
        string bundle = Export(sandbox, facts);
        using (ZipArchive archive = ZipFile.OpenRead(bundle))
        {
            Assert.Equal(["manifest.json", "result/closes.csv", "result/record.json", "result/rows.csv"], archive.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
            using StreamReader rows = new(archive.GetEntry("result/rows.csv")!.Open());
            Assert.Equal(assessed.Out, rows.ReadToEnd());
        }

        // What was imported since makes no difference, and the replay itself leaves no run behind.
        Assert.Equal(0, CommandRun.Of(["import", OneMoreDay(sandbox), "--store", facts]).Code);
        string before = CommandRun.Of(["runs", "--store", facts]).Out;
        Same(CommandRun.Of(["runs", "replay", bundle, "--inputs", $"sqlite:{facts}"]));
        Assert.Equal(before, CommandRun.Of(["runs", "--store", facts]).Out);

        // Another store with the same imports has the same facts.
        Same(CommandRun.Of(["runs", "replay", bundle, "--inputs", Imported(sandbox, "again.db")]));
    }

    [Fact]
    public void The_manifest_names_the_facts_and_counts_what_was_made_of_them()
    {
        using Sandbox sandbox = new();
        string facts = Imported(sandbox, "facts.db");
        CommandRun assessed = CommandRun.Of(["assess", "--store", facts, "--no-report", "--as-of", "latest"]);
        using ZipArchive archive = ZipFile.OpenRead(Export(sandbox, facts));
        using Stream text = archive.GetEntry("manifest.json")!.Open();
        using JsonDocument manifest = JsonDocument.Parse(text);
        JsonElement root = manifest.RootElement;
        JsonElement input = root.GetProperty("inputs").EnumerateArray().First();
        Assert.Equal(("facts", "facts of the store"), (input.GetProperty("name").GetString(), input.GetProperty("layout").GetString()));
        Assert.Equal(input.GetProperty("sha256").GetString(), root.GetProperty("stateHash").GetString());
        Assert.True(input.GetProperty("rows").GetInt32() > 1000);
        Assert.Equal(assessed.Lines.Length - 1, root.GetProperty("rows").GetInt32());
        Assert.InRange(root.GetProperty("firms").GetInt32(), assessed.Lines.Length - 1, assessed.Lines.Length + 5);
    }

    [Fact]
    public void What_a_bundle_does_not_hold_is_said_plainly()
    {
        using Sandbox sandbox = new();
        string facts = Imported(sandbox, "facts.db");
        Assert.Equal(0, CommandRun.Of(["assess", "--store", facts, "--no-report", "--as-of", "latest"]).Code);
        CommandRun exported = CommandRun.Of(["runs", "export", "latest", "--store", facts, "--out", sandbox.Path("run.zip")], terminal: true);
        Assert.Contains("facts of a store, state ", exported.Error, StringComparison.Ordinal);
        Refused(2, "does not hold; leave it out", "runs", "export", "latest", "--store", facts, "--inputs", Market, "--out", sandbox.Path("other.zip"));
        Refused(3, "INPUTS-MISSING The run was made over the facts of a store", "runs", "replay", sandbox.Path("run.zip"));
        Refused(3, "is a folder, and the run was made over the facts of a store", "runs", "replay", sandbox.Path("run.zip"), "--inputs", Market);
        Refused(3, "there is no store at", "runs", "replay", sandbox.Path("run.zip"), "--inputs", sandbox.Path("none.db"));
        Assert.Equal(0, CommandRun.Of(["import", OneMoreDay(sandbox), "--store", sandbox.Path("other.db")]).Code);
        Refused(3, "INPUTS-CHANGED", "runs", "replay", sandbox.Path("run.zip"), "--inputs", sandbox.Path("other.db"));

        // A run from files wants its folder, not a store.
        sandbox.Assess(Market, "--as-of", "latest", "--no-report");
        Assert.Equal(0, CommandRun.Of(["runs", "export", "latest", "--store", sandbox.Store, "--without-inputs", "--out", sandbox.Path("files.zip")]).Code);
        Refused(3, "Name the folder", "runs", "replay", sandbox.Path("files.zip"), "--inputs", facts);
        Assert.False(File.Exists(sandbox.Path("other.zip")) || File.Exists(sandbox.Path("none.db")));
    }

    [Fact]
    public void A_row_that_was_changed_is_found_in_a_run_over_a_store()
    {
        using Sandbox sandbox = new();
        string facts = Imported(sandbox, "facts.db");
        CommandRun.Of(["assess", "--store", facts, "--no-report", "--frequency", "quarter"]);
        string bundle = Export(sandbox, facts);
        RunsCommandTests.Change(bundle, "result/rows.csv", text => string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("SY0003,", StringComparison.Ordinal))));
        RunsCommandTests.Change(bundle, "result/closes.csv", text => System.Text.RegularExpressions.Regex.Replace(text, @"(?m)^(SY0001,2024-01-03),[^,]*", "$1,1"));
        CommandRun replay = CommandRun.Of(["runs", "replay", bundle, "--inputs", facts]);
        Assert.Equal(4, replay.Code);
        Assert.Equal(
            ["closes,SY0001,2024-01-03,adjustedClose,1,", .. replay.Lines.Where(line => line.StartsWith("rows,SY0003,", StringComparison.Ordinal))],
            replay.Lines.Skip(1).Select(line => line.StartsWith("closes,", StringComparison.Ordinal) ? line[..(line.IndexOf(",1,", StringComparison.Ordinal) + 3)] : line).Order(StringComparer.Ordinal));
        Assert.All(replay.Lines.Where(line => line.StartsWith("rows,", StringComparison.Ordinal)), line => Assert.EndsWith(",,,a row,", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_over_files_by_the_rolling_fixed_point_is_made_again()
    {
        using Sandbox sandbox = new();
        CommandRun assessed = sandbox.Assess(Market, "--no-report", "--method", "kmv", "--window", "120", "--frequency", "day", "--from", "2023-10-01", "--to", "2023-12-15", "--statement-lag", "45");
        Assert.Contains(",Converged,", assessed.Out, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of(["runs", "export", "latest", "--store", sandbox.Store, "--inputs", Market, "--out", sandbox.Path("run.zip")]).Code);
        Same(CommandRun.Of(["runs", "replay", sandbox.Path("run.zip")]));
    }

    private static void Same(CommandRun replay)
    {
        Assert.Equal((0, ""), (replay.Code, replay.Error));
        Assert.Equal("part,firm,date,column,kept,replayed,relativeDifference\n", replay.Out);
    }

    private static void Refused(int code, string message, params string[] args)
    {
        CommandRun run = CommandRun.Of(args);
        Assert.Equal((code, ""), (run.Code, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private static string Imported(Sandbox sandbox, string name)
    {
        CommandRun run = CommandRun.Of(["import", Market, "--store", sandbox.Path(name)]);
        Assert.True(run.Code == 0, run.Error);
        return sandbox.Path(name);
    }

    private static string Export(Sandbox sandbox, string store)
    {
        CommandRun run = CommandRun.Of(["runs", "export", "latest", "--store", store, "--out", sandbox.Path("run.zip")]);
        Assert.True(run.Code == 0, run.Error);
        return sandbox.Path("run.zip");
    }

    /// <summary>A folder with the sample market and another rate, which every firm's last days depend on.</summary>
    private static string OneMoreDay(Sandbox sandbox)
    {
        string folder = Directory.CreateDirectory(sandbox.Path("more")).FullName;
        foreach (string file in Directory.GetFiles(Market))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        File.AppendAllText(Path.Combine(folder, "rates.csv"), "2022-12-28,1,0.031\n");
        return folder;
    }
}
