using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Freeboard.Cli.Tests;

public sealed class RunsCommandTests
{
    private static readonly string Market = Sandbox.Sample("market");

    [Fact]
    public void A_run_is_exported_and_replayed_to_the_same_bytes()
    {
        using Sandbox sandbox = new();
        CommandRun assessed = sandbox.Assess(Market, "--default-point", "0.75", "--horizon", "2", "--drift", "0.05", "--rate", "0.0215", "--window-days", "400", "--max-price-age", "25");
        string bundle = Export(sandbox, "--inputs", Market);
        using (ZipArchive archive = ZipFile.OpenRead(bundle))
        {
            Assert.Equal(
                ["inputs/firms.csv", "inputs/labels.csv", "inputs/prices.csv", "inputs/rates.csv", "inputs/shares.csv", "inputs/statements.csv", "inputs/synthetic.json", "manifest.json", "result/closes.csv", "result/record.json", "result/rows.csv"],
                archive.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
            using StreamReader rows = new(archive.GetEntry("result/rows.csv")!.Open());
            Assert.Equal(assessed.Out, rows.ReadToEnd());
        }

        CommandRun replay = CommandRun.Of(["runs", "replay", bundle, "--json"]);
        Assert.Equal((0, ""), (replay.Code, replay.Error));
        using JsonDocument verdict = JsonDocument.Parse(replay.Out);
        Assert.True(verdict.RootElement.GetProperty("same").GetBoolean());
        Assert.Equal(verdict.RootElement.GetProperty("sha256").GetString(), verdict.RootElement.GetProperty("replayedSha256").GetString());
        CommandRun person = CommandRun.Of(["runs", "replay", bundle], terminal: true);
        Assert.Contains("The same: run ", person.Error, StringComparison.Ordinal);

        // The same run gives the same bundle: no time of day is in it.
        byte[] first = File.ReadAllBytes(bundle);
        Export(sandbox, "--inputs", Market);
        Assert.Equal(first, File.ReadAllBytes(bundle));
    }

    [Theory]
    [InlineData("--as-of latest --restricted-shares discount:0.3")]
    [InlineData("--as-of 2023-06-30 --restricted-shares net-assets --default-point total-liabilities --rate-tenor 0.5")]
    [InlineData("--frequency quarterly --restricted-shares regression:0.1,0.2,0.3,-0.4 --sampling weekly --annualise 52")]
    [InlineData("--frequency yearly --equity tradable-price+first-days:10+level:0.9 --annualise 250 --min-returns 90 --statement-lag 45")]
    [InlineData("--as-of latest --volatility ewma --annualise next-day,252 --keep-going --ignore-extra --max-statement-age 600")]
    [InlineData("--as-of latest --volatility gjr-ged --min-returns 300 --window-days 700")]
    public void Every_setting_comes_back_from_the_parameters_of_the_run(string settings)
    {
        using Sandbox sandbox = new();
        Assert.InRange(sandbox.Assess(Market, ["--no-report", .. settings.Split(' ')]).Code, 0, 4);
        CommandRun replay = CommandRun.Of(["runs", "replay", Export(sandbox, "--inputs", Market)]);
        Assert.Equal((0, ""), (replay.Code, replay.Error));
        Assert.Equal("part,firm,date,column,kept,replayed,relativeDifference\n", replay.Out);
    }

    [Fact]
    public void A_fitted_model_goes_into_the_bundle()
    {
        using Sandbox sandbox = new();
        string model = sandbox.Path("model.json");
        Assert.Equal(0, CommandRun.Of(["equity", "fit", Sandbox.Sample("restricted-prices", "auctions.csv"), "--predictors", "net_assets_per_share,price_tradable", "--ignore-extra", "--save", model]).Code);
        CommandRun assessed = sandbox.Assess(Market, "--as-of", "latest", "--equity", $"model:{model}");
        Assert.True(assessed.Code is 0 or 4, assessed.Error);
        CommandRun without = CommandRun.Of(["runs", "export", "latest", "--store", sandbox.Store, "--inputs", Market, "--out", sandbox.Path("run.zip")]);
        Assert.Equal(3, without.Code);
        Assert.Contains("--with MODEL", without.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(sandbox.Path("run.zip")));
        CommandRun replay = CommandRun.Of(["runs", "replay", Export(sandbox, "--inputs", Market, "--with", model)]);
        Assert.Equal((0, ""), (replay.Code, replay.Error));
    }

    [Fact]
    public void Inputs_may_stay_outside_and_are_held_to_their_hashes()
    {
        using Sandbox sandbox = new();
        sandbox.Assess(Market, "--as-of", "latest");
        string bundle = Export(sandbox, "--without-inputs");
        CommandRun without = CommandRun.Of(["runs", "replay", bundle]);
        Assert.Equal(3, without.Code);
        Assert.Contains("INPUTS-MISSING", without.Error, StringComparison.Ordinal);

        // Another file beside the inputs is not read; a changed one is named.
        string folder = CopyOfMarket(sandbox);
        File.WriteAllText(Path.Combine(folder, "class_prices.csv"), "firm,date,class,close,currency\n");
        CommandRun beside = CommandRun.Of(["runs", "replay", bundle, "--inputs", folder]);
        Assert.Equal((0, ""), (beside.Code, beside.Error));
        File.AppendAllText(Path.Combine(folder, "rates.csv"), "2024-01-03,1,0.03\n");
        CommandRun changed = CommandRun.Of(["runs", "replay", bundle, "--inputs", folder]);
        Assert.Equal(3, changed.Code);
        Assert.Contains("rates.csv has changed", changed.Error, StringComparison.Ordinal);
        CommandRun export = CommandRun.Of(["runs", "export", "latest", "--store", sandbox.Store, "--inputs", folder, "--out", sandbox.Path("other.zip")]);
        Assert.Equal(3, export.Code);
        Assert.Contains("INPUTS-CHANGED", export.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(sandbox.Path("other.zip")));
    }

    [Fact]
    public void What_differs_is_said_plainly_and_ends_with_4()
    {
        using Sandbox sandbox = new();
        sandbox.Assess(Market, "--as-of", "latest");
        string bundle = Export(sandbox, "--inputs", Market);
        Change(bundle, "result/rows.csv", text => System.Text.RegularExpressions.Regex.Replace(text, @"(?m)^(SY0001,[^,]*,[^,]*),([^,]*)", "$1,1"));
        CommandRun replay = CommandRun.Of(["runs", "replay", bundle]);
        Assert.Equal(4, replay.Code);
        string row = Assert.Single(replay.Lines[1..]);
        Assert.StartsWith("rows,SY0001,2024-01-03,equityValue,1,", row, StringComparison.Ordinal);
        Assert.Contains("not the same", replay.Error, StringComparison.Ordinal);
        Assert.Contains("1 differences, the largest relative one", replay.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_version_is_named_and_refused_unless_forced()
    {
        using Sandbox sandbox = new();
        sandbox.Assess(Market, "--as-of", "latest");
        string bundle = Export(sandbox, "--inputs", Market);
        Change(bundle, "manifest.json", text => text.Replace("\"version\": \"0.1.0\"", "\"version\": \"0.0.9\"", StringComparison.Ordinal));
        Assert.Contains("BUNDLE-DAMAGED The run id of the manifest is not the hash", CommandRun.Of(["runs", "replay", bundle]).Error, StringComparison.Ordinal);
        Reidentify(bundle);
        CommandRun refused = CommandRun.Of(["runs", "replay", bundle]);
        Assert.Equal((3, ""), (refused.Code, refused.Out));
        Assert.Contains("OTHER-VERSION The run was made by version 0.0.9, here is 0.1.0", refused.Error, StringComparison.Ordinal);

        // Forced, everything but the run id is compared.
        CommandRun forced = CommandRun.Of(["runs", "replay", bundle, "--force"], terminal: true);
        Assert.Equal(0, forced.Code);
        Assert.Contains("version 0.0.9", forced.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_bundle_is_refused()
    {
        using Sandbox sandbox = new();
        sandbox.Assess(Market, "--as-of", "latest");
        string bundle = Export(sandbox, "--inputs", Market);
        byte[] whole = File.ReadAllBytes(bundle);
        Change(bundle, "inputs/rates.csv", text => text + " ", rehash: false);
        Assert.Contains("BUNDLE-DAMAGED inputs/rates.csv is not what the manifest says", Refused(bundle), StringComparison.Ordinal);
        File.WriteAllBytes(bundle, whole[..(whole.Length / 2)]);
        Assert.Contains("NOT-A-BUNDLE", Refused(bundle), StringComparison.Ordinal);
        File.WriteAllText(bundle, "no archive");
        Assert.Contains("NOT-A-BUNDLE", Refused(bundle), StringComparison.Ordinal);
        File.WriteAllBytes(bundle, whole);
        Change(bundle, "manifest.json", text => text.Replace("inputs/rates.csv", "../rates.csv", StringComparison.Ordinal));
        Assert.Contains("where no bundle has one", Refused(bundle), StringComparison.Ordinal);
        File.WriteAllBytes(bundle, whole);
        Change(bundle, "manifest.json", text => text.Replace("freeboard-run/1", "freeboard-run/9", StringComparison.Ordinal));
        Assert.Contains("BUNDLE-SCHEMA", Refused(bundle), StringComparison.Ordinal);
        Assert.Contains("FILE-NOT-FOUND", Refused(sandbox.Path("nowhere.zip")), StringComparison.Ordinal);

        static string Refused(string path)
        {
            CommandRun run = CommandRun.Of(["runs", "replay", path]);
            Assert.Equal((3, ""), (run.Code, run.Out));
            return run.Error;
        }
    }

    [Fact]
    public void Export_says_what_is_missing_and_leaves_nothing_on_a_full_disk()
    {
        using Sandbox sandbox = new();
        string bundle = sandbox.Path("run.zip");
        Assert.Contains("NO-STORE", CommandRun.Of(["runs", "export", "latest", "--store", sandbox.Store, "--without-inputs", "--out", bundle]).Error, StringComparison.Ordinal);
        sandbox.Assess(Market, "--as-of", "latest", "--no-report");
        Assert.Contains("NO-RUN", CommandRun.Of(["runs", "export", "zzzz", "--store", sandbox.Store, "--without-inputs", "--out", bundle]).Error, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of(["runs", "export", "latest", "--store", sandbox.Store, "--out", bundle]).Code);
        Assert.Equal(2, CommandRun.Of(["runs", "export", "latest", "--store", sandbox.Store, "--without-inputs", "--out", sandbox.Store]).Code);
        File.CreateSymbolicLink(bundle + ".partial", "/dev/full");
        CommandRun full = CommandRun.Of(["runs", "export", "latest", "--store", sandbox.Store, "--inputs", Market, "--out", bundle]);
        Assert.Equal(3, full.Code);
        Assert.Contains("OUT-CANNOT-WRITE", full.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(sandbox.Folder, "run.zip*"));
    }

    private static string Export(Sandbox sandbox, params string[] more)
    {
        string bundle = sandbox.Path("run.zip");
        CommandRun run = CommandRun.Of(["runs", "export", "latest", "--store", sandbox.Store, "--out", bundle, .. more]);
        Assert.True(run.Code == 0, run.Error);
        Assert.Equal("", run.Out);
        return bundle;
    }

    private static string CopyOfMarket(Sandbox sandbox)
    {
        string folder = Directory.CreateDirectory(sandbox.Path("market")).FullName;
        foreach (string file in Directory.GetFiles(Market))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return folder;
    }

    /// <summary>Changes one file of a bundle, and its hash in the manifest.</summary>
    internal static void Change(string bundle, string entry, Func<string, string> change, bool rehash = true)
    {
        using ZipArchive archive = ZipFile.Open(bundle, ZipArchiveMode.Update);
        string before = Text(archive, entry);
        string after = change(before);
        Assert.NotEqual(before, after);
        Replace(archive, entry, after);
        if (rehash && entry != "manifest.json")
        {
            string manifest = Text(archive, "manifest.json").Replace(Hash(before), Hash(after), StringComparison.Ordinal);
            manifest = System.Text.RegularExpressions.Regex.Replace(manifest, $"({Hash(after)}\",\\s*\"bytes\": )[0-9]+", $"${{1}}{Encoding.UTF8.GetByteCount(after)}");
            Replace(archive, "manifest.json", manifest);
        }
    }

    /// <summary>Gives a changed manifest the run id that goes with it.</summary>
    private static void Reidentify(string bundle)
    {
        using ZipArchive archive = ZipFile.Open(bundle, ZipArchiveMode.Update);
        string manifest = Text(archive, "manifest.json");
        using JsonDocument json = JsonDocument.Parse(manifest);
        StringBuilder text = new();
        text.Append("freeboard ").Append(json.RootElement.GetProperty("version").GetString()).Append('\n').Append(json.RootElement.GetProperty("instructionSet").GetString()).Append('\n');
        foreach (JsonProperty parameter in json.RootElement.GetProperty("parameters").EnumerateObject())
        {
            text.Append("parameter\0").Append(parameter.Name).Append('\0').Append(parameter.Value.GetString()).Append('\n');
        }

        foreach (JsonElement input in json.RootElement.GetProperty("inputs").EnumerateArray())
        {
            text.Append("input\0").Append(input.GetProperty("name").GetString()).Append('\0').Append(input.GetProperty("sha256").GetString()).Append('\n');
        }

        string hash = Hash(text.ToString());
        Replace(archive, "manifest.json", manifest.Replace(json.RootElement.GetProperty("runId").GetString()!, $"{hash[..4]}-{hash[4..8]}-{hash[8..12]}", StringComparison.Ordinal));
    }

    private static string Text(ZipArchive archive, string entry)
    {
        using StreamReader reader = new(archive.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    private static void Replace(ZipArchive archive, string entry, string text)
    {
        archive.GetEntry(entry)!.Delete();
        using StreamWriter writer = new(archive.CreateEntry(entry).Open());
        writer.Write(text);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
