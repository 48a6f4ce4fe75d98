using System.Diagnostics;

namespace Freeboard.Cli.Tests;

/// <summary>A cluster that takes some jobs and then no more, played by two scripts in place of sbatch and scancel.</summary>
public sealed class RefusedSubmissionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Jobs_queued_before_a_refusal_are_called_off_or_named(bool cancels)
    {
        using Sandbox sandbox = new();
        string plan = sandbox.Path("plan");
        string scripts = sandbox.Path("scripts");
        Directory.CreateDirectory(scripts);
        Assert.Equal(0, CommandRun.Of(["grid", "plan", "assess", Sandbox.Sample("market"), "--plan", plan, "--shards", "6"]).Code);
        Script("sbatch", "n=$(cat \"$0.n\" 2>/dev/null || echo 0); n=$((n + 1)); echo $n > \"$0.n\"; [ $n -lt 3 ] || { echo 'Job submit limit' >&2; exit 1; }; echo 7$n");
        Script("scancel", cancels ? "echo \"$@\" > \"$0.called\"" : "exit 1");
        ProcessStartInfo info = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string word in (string[])[Path.Combine(AppContext.BaseDirectory, "Freeboard.Cli.dll"), "grid", "submit", plan, "--max-array-size", "2"])
        {
            info.ArgumentList.Add(word);
        }

        info.Environment["PATH"] = scripts + ":/usr/bin:/bin";
        using Process process = Process.Start(info)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal((ExitCode.DataRejected, ""), (process.ExitCode, await output));
        Assert.Contains("SLURM-REFUSED", error, StringComparison.Ordinal);
        Assert.Contains("Job submit limit", error, StringComparison.Ordinal);
        Assert.Contains("71 72", error, StringComparison.Ordinal);
        if (cancels)
        {
            Assert.Contains("nothing is queued", error, StringComparison.Ordinal);
            Assert.Equal("71 72", File.ReadAllText(Path.Combine(scripts, "scancel.called")).Trim());
        }
        else
        {
            Assert.Contains("scancel 71 72", error, StringComparison.Ordinal);
        }

        void Script(string name, string body)
        {
            string file = Path.Combine(scripts, name);
            File.WriteAllText(file, "#!/bin/sh\n" + body + "\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
    }
}
