using System.Diagnostics;

namespace Freeboard.Cli.Tests;

/// <summary>Errors of the disk in the middle of commands; eng/fault-loop.sh does it at fifty offsets, on a full disk and on one that dies too.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData("import")]
    [InlineData("assess")]
    [InlineData("export")]
    [InlineData("backup")]
    public void A_write_that_fails_at_an_offset_is_told_by_a_code_and_leaves_the_store_sound_and_the_old_file(string work)
    {
        Assert.True(File.Exists("/bin/bash"), "the limit on the size of files is set by /bin/bash, which is not there");

        int refused = 0;
        foreach (int kilobytes in (int[])[12, 60, 240, 500])
        {
            using Sandbox sandbox = new();
            Assert.Equal(0, CommandRun.Of(["import", Sandbox.Sample("market"), "--store", sandbox.Store]).Code);
            Assert.Equal(0, CommandRun.Of(["assess", "--store", sandbox.Store, "--report", sandbox.Report, "--frequency", "year"]).Code);
            Assert.Equal(0, CommandRun.Of(["sample", sandbox.Path("market"), "--firms", "4", "--years", "2", "--seed", "5"]).Code);
            string state = StateOf(sandbox);
            string output = sandbox.Path("out");
            File.WriteAllText(output + ".csv", "what was here before");
            File.WriteAllText(output + ".zip", "what was here before");
            string[] arguments = work switch
            {
                "import" => ["import", sandbox.Path("market"), "--store", sandbox.Store],
                "assess" => ["assess", "--store", sandbox.Store, "--out", output + ".csv", "--report", sandbox.Path("other.html"), "--frequency", "week"],
                "export" => ["runs", "export", "latest", "--store", sandbox.Store, "--out", output + ".zip"],
                _ => ["store", "backup", output + ".db", "--store", sandbox.Store],
            };
            (int code, string error) = Limited(kilobytes, arguments);
            Assert.True(code is 0 or ExitCode.DataRejected or ExitCode.Partial or ExitCode.RetryLater, $"{work} at {kilobytes} KiB ended with {code}: {error}");
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(sandbox.Folder, "*.partial"));
            CommandRun check = CommandRun.Of(["store", "check", "--store", sandbox.Store]);
            Assert.True(check.Code == 0, check.Out);
            if (code != 0)
            {
                refused++;
                Assert.Matches("[A-Z]+-[A-Z]+", error);
                Assert.DoesNotContain("STORE-FAILED", error, StringComparison.Ordinal);
                Assert.Equal(work is "export" or "backup" ? state : StateOf(sandbox), StateOf(sandbox));
                Assert.Equal("what was here before", File.ReadAllText(output + (work == "export" ? ".zip" : ".csv")));
                Assert.False(File.Exists(output + ".db"));
            }

            Assert.Equal(0, CommandRun.Of(arguments).Code);
        }

        Assert.True(refused > 0, "no limit was met");
    }

    private static string StateOf(Sandbox sandbox) =>
        CommandRun.Of(["import", "list", "--store", sandbox.Store]).Out + string.Join('\n', CommandRun.Of(["runs", "--store", sandbox.Store]).Lines.Select(static l => l[..l.LastIndexOf(',')]));

    /// <summary>Runs a command of its own process whose writes past an offset of any file fail.</summary>
    private static (int Code, string Error) Limited(int kilobytes, string[] arguments)
    {
        ProcessStartInfo info = new("/bin/bash") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string word in (string[])["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"", FormattableString.Invariant($"{kilobytes}"), Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", Path.Combine(AppContext.BaseDirectory, "Freeboard.Cli.dll"), .. arguments])
        {
            info.ArgumentList.Add(word);
        }

        // The runtime maps its code twice through a file of memory, which the limit would cut off.
        info.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        info.Environment["DOTNET_EnableDiagnostics"] = "0";
        using Process process = Process.Start(info)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        _ = output.Result;
        return (process.ExitCode, error);
    }
}
