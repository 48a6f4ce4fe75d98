using System.Text.RegularExpressions;

namespace Freeboard.Cli.Tests;

/// <summary>Every command line printed in the READMEs and the docs works as printed.</summary>
public sealed partial class DocumentedCommandsTests
{
    public static TheoryData<string> Pages =>
    [
        "README.md", "README.zh-CN.md", .. Directory.GetFiles(Path.Combine(Sandbox.Root, "docs"), "*.md").Select(file => "docs/" + Path.GetFileName(file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_of_a_page_run(string page)
    {
        using Sandbox sandbox = new();

        // A kept run, so that show and runs have something to show.
        Assert.Equal(0, sandbox.Assess(Sandbox.Sample("market"), "--as-of", "latest").Code);
        int commands = 0;
        foreach (string block in ShellBlock().Matches(File.ReadAllText(Path.Combine(Sandbox.Root, page))).Select(match => match.Groups[1].Value))
        {
            foreach (string line in block.Split('\n').Select(line => line.Split('#')[0].Trim()).Where(line => CommandLine().IsMatch(line)))
            {
                if (line.EndsWith("freeboard bench --json", StringComparison.Ordinal))
                {
                    // Twenty seconds of measuring; BenchCommandTests runs this very line.
                    commands++;
                    continue;
                }

                string[] args = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..].Select(word => Argument(word, sandbox))];
                if (((args[0] is "assess" or "runs" or "show" or "explain" or "report") && args is not ["runs", "replay", ..] && !args.Contains("--store")) || (args[0] == "validate" && args.Contains("--labels") && !args.Contains("--rows")))
                {
                    args = [.. args, "--store", sandbox.Store];
                }

                if (args[0] == "assess" && !args.Contains("--report"))
                {
                    args = [.. args, "--report", sandbox.Report];
                }

                if (args[0] == "report" && !args.Contains("--out"))
                {
                    args = [.. args, "--out", sandbox.Path("part.html")];
                }

                CommandRun run = CommandRun.Of(args);
                Assert.True(run.Code == 0, $"{page}: {line} ended with {run.Code}: {run.Error}");
                commands++;
            }
        }

        if (page.StartsWith("README", StringComparison.Ordinal))
        {
            Assert.True(commands >= 6, $"only {commands} commands were found in {page}");
        }
    }

    private static string Argument(string word, Sandbox sandbox) => word switch
    {
        "FOLDER" or "文件夹" => Sandbox.Sample("market"),
        "FIRM" or "公司代码" => "SY0001",
        "ID" => "",
        "facts.db" => sandbox.Path(word),
        "backup.db" or "restored.db" => sandbox.Path(word),
        _ when word.StartsWith("sqlite:", StringComparison.Ordinal) => "sqlite:" + sandbox.Path(word["sqlite:".Length..]),
        _ when word.StartsWith("samples/", StringComparison.Ordinal) => Path.Combine(Sandbox.Root, word),
        "market" or "tables" or "edited" or "run.zip" or "facts.zip" or "firms.xlsx" or "market.ndjson" or "digests" or "firm.html" or "run.html" => sandbox.Path(word),
        "market-plan" or "part-1.csv" or "part-2.csv" => sandbox.Path(word),
        _ => word,
    };

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"^(\./)?freeboard ")]
    private static partial Regex CommandLine();
}
