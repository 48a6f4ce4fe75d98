using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Freeboard.Cli.Tests;

/// <summary>Names that a spreadsheet would compute, in every text column of every sample, through every documented command: no export gives one back unguarded.</summary>
public sealed partial class FormulaTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private static readonly string[] Payloads = ["=cmd|' /C calc'!A0 ", "@SUM(1+1)*cmd ", "+HYPERLINK(0) ", "-2+3+cmd ", "＝1+1 ", "＋1 ", "－x ", "＠y ", "=\"a\"&1 ", "'=quoted "];

    /// <summary>Columns of the samples that hold a user's own words.</summary>
    private static readonly HashSet<string> OwnWords = ["firm", "id", "name", "industry", "exchange", "obligor", "group", "grade", "signal", "expert", "firm_id", "scenario"];

    /// <summary>The long one takes every command; the short one every third.</summary>
    [Fact]
    [Trait("Length", "Long")]
    public void No_documented_command_gives_back_a_name_that_a_spreadsheet_would_compute() => Try(every: 1, answers: 60, guarded: 15);

    [Fact]
    public void No_third_documented_command_gives_back_a_name_that_a_spreadsheet_would_compute() => Try(every: 3, answers: 20, guarded: 5);

    private void Try(int every, int answers, int guarded)
    {
        using Sandbox sandbox = new();
        string samples = sandbox.Path("samples");
        Spoil(Path.Combine(Sandbox.Root, "samples"), samples);
        Assert.Equal(0, sandbox.Assess(Path.Combine(samples, "market"), "--as-of", "latest").Code);
        int succeeded = 0;
        int spoilt = 0;
        int commands = 0;
        int place = 0;
        foreach (string line in Directory.GetFiles(Path.Combine(Sandbox.Root, "docs"), "*.md").Order(StringComparer.Ordinal).SelectMany(static page => Lines(File.ReadAllText(page))).Distinct())
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
            if (words[0] is "bench" or "replicate" or "serve" or "sample" || words.Contains("--json") || words.Contains("--out"))
            {
                continue;
            }

            if (words[0] is not ("import" or "store") && place++ % every != 0)
            {
                continue;
            }

            string[] args = [.. words.Select(word => Argument(word, sandbox, samples))];
            args = words[0] is "assess" or "runs" or "show" or "explain" && !words.Contains("--store") && !words.Contains("replay") ? [.. args, "--store", sandbox.Store] : args;
            args = words[0] == "assess" && !words.Contains("--report") ? [.. args, "--report", sandbox.Report] : args;
            commands++;
            CommandRun run = CommandRun.Of(args);
            succeeded += run.Code is 0 or ExitCode.Partial ? 1 : 0;
            int dangerous = 0;
            foreach (string cell in Cells(run.Out))
            {
                Assert.False(IsComputed(cell), $"{line} gives back '{cell}'");
                dangerous += cell.StartsWith('\'') && cell.Length > 1 && IsComputed(cell.TrimStart('\'')) ? 1 : 0;
            }

            spoilt += dangerous > 0 ? 1 : 0;
            if (dangerous > 0 && !words.Contains("--format"))
            {
                CheckWorkbook(line, args, sandbox);
            }
        }

        output.WriteLine($"{commands} documented commands, {succeeded} with an answer on spoilt samples, {spoilt} of them with guarded names in their rows");
        Assert.True(succeeded >= answers && spoilt >= guarded, $"{commands} commands, {succeeded} succeeded, {spoilt} gave back names");
    }

    /// <summary>A workbook has texts and numbers only: no formula at all.</summary>
    private static void CheckWorkbook(string line, string[] args, Sandbox sandbox)
    {
        string file = sandbox.Path("rows.xlsx");
        CommandRun run = CommandRun.Of([.. args, "--out", file]);
        if (!File.Exists(file))
        {
            Assert.NotEqual(0, run.Code);
            return;
        }

        using (ZipArchive book = ZipFile.OpenRead(file))
        {
            foreach (ZipArchiveEntry part in book.Entries.Where(static e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)))
            {
                using StreamReader text = new(part.Open());
                Assert.False(Formula().IsMatch(text.ReadToEnd()), $"{line}: a formula in {part.FullName}");
            }
        }

        File.Delete(file);
    }

    private static void Spoil(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (!file.EndsWith(".csv", StringComparison.Ordinal))
            {
                File.Copy(file, target);
                continue;
            }

            string[] lines = File.ReadAllLines(file);
            string[] header = lines[0].Split(',');
            bool[] own = [.. header.Select(OwnWords.Contains)];
            File.WriteAllLines(target, lines.Select((line, n) => n == 0 || !own.Contains(true) || line.Contains('"', StringComparison.Ordinal)
                ? line
                : string.Join(',', line.Split(',').Select((cell, i) => i < own.Length && own[i] && cell.Length > 0 ? Quoted(Spoilt(cell)) : cell))));
        }
    }

    private static string Spoilt(string word) => Payloads[word.Sum(static c => c) % Payloads.Length] + word;

    private static string Quoted(string cell) => "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static string Argument(string word, Sandbox sandbox, string samples) => word switch
    {
        "FOLDER" or "market" => Path.Combine(samples, "market"),
        "FIRM" or "SY0001" => Spoilt("SY0001"),
        "ID" => "",
        "facts.db" or "backup.db" or "restored.db" => sandbox.Path(word),
        _ when word.StartsWith("sqlite:", StringComparison.Ordinal) => "sqlite:" + sandbox.Path(word["sqlite:".Length..]),
        _ when word.StartsWith("samples/", StringComparison.Ordinal) => Path.Combine(samples, word["samples/".Length..]),
        "tables" or "edited" or "run.zip" or "facts.zip" or "digests" => sandbox.Path(word),
        _ => word,
    };

    private static bool IsComputed(string cell) => cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠'
        && !double.TryParse(cell, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _);

    private static IEnumerable<string> Lines(string page) => ShellBlock().Matches(page).SelectMany(static block => block.Groups[1].Value.Split('\n'))
        .Select(static line => line.Split('#')[0].Trim()).Where(static line => line.StartsWith("./freeboard ", StringComparison.Ordinal) || line.StartsWith("freeboard ", StringComparison.Ordinal));

    private static IEnumerable<string> Cells(string csv)
    {
        foreach (Match cell in CsvCell().Matches(csv))
        {
            yield return cell.Groups[1].Success ? cell.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : cell.Groups[2].Value;
        }
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex("(?:^|,|\n)(?:\"((?:[^\"]|\"\")*)\"|([^,\n\"]*))")]
    private static partial Regex CsvCell();

    [GeneratedRegex("<f[ >/]")]
    private static partial Regex Formula();
}
