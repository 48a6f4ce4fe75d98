using System.Text.Json;

namespace Freeboard.Cli.Tests;

/// <summary><c>freeboard store</c> and <c>freeboard doctor</c>.</summary>
public sealed class StoreCommandTests
{
    [Fact]
    public void A_store_is_backed_up_restored_and_found_sound_and_shows_the_same_run()
    {
        using Sandbox sandbox = new();
        CommandRun first = sandbox.Assess(Sandbox.Sample("market"), "--as-of", "latest");
        Assert.Equal(0, first.Code);
        CommandRun backup = CommandRun.Of(["store", "backup", sandbox.Path("b.db"), "--store", sandbox.Store, "--json"]);
        Assert.Equal(0, backup.Code);
        using JsonDocument said = JsonDocument.Parse(backup.Out);
        Assert.Equal(["file", "database", "schemaVersion", "tables", "rows", "bytes", "sha256"], said.RootElement[0].EnumerateObject().Select(static p => p.Name));
        Assert.Equal("b.db", said.RootElement[0].GetProperty("file").GetString());

        Assert.Equal(0, CommandRun.Of(["store", "restore", sandbox.Path("b.db"), "--store", sandbox.Path("c.db")]).Code);
        CommandRun check = CommandRun.Of(["store", "check", "--store", sandbox.Path("c.db")]);
        Assert.Equal(0, check.Code);
        Assert.Equal("check,sound,detail", check.Lines[0]);
        Assert.All(check.Lines[1..], static line => Assert.Contains(",yes,", line, StringComparison.Ordinal));
        Assert.Equal(CommandRun.Of(["show", "SY0001", "--store", sandbox.Store]).Out, CommandRun.Of(["show", "SY0001", "--store", sandbox.Path("c.db")]).Out);
    }

    [Fact]
    public void Nothing_is_restored_over_a_store_and_a_missing_store_or_backup_is_named()
    {
        using Sandbox sandbox = new();
        Assert.Equal(0, sandbox.Assess(Sandbox.Sample("market"), "--as-of", "latest").Code);
        CommandRun over = CommandRun.Of(["store", "restore", sandbox.Store, "--store", sandbox.Store]);
        Assert.Equal(ExitCode.DataRejected, over.Code);
        Assert.Contains("STORE-EXISTS", over.Error, StringComparison.Ordinal);
        CommandRun missing = CommandRun.Of(["store", "backup", sandbox.Path("b.db"), "--store", sandbox.Path("none.db")]);
        Assert.Equal(ExitCode.DataRejected, missing.Code);
        Assert.Contains("STORE-MISSING", missing.Error, StringComparison.Ordinal);
        Assert.Contains("BACKUP-MISSING", CommandRun.Of(["store", "restore", sandbox.Path("none"), "--store", sandbox.Path("d.db")]).Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, CommandRun.Of(["store", "restore", sandbox.Store]).Code);
    }

    [Fact]
    public void A_store_with_a_hole_is_found_unsound_with_an_error_code_and_an_exit_code()
    {
        using Sandbox sandbox = new();
        Assert.Equal(0, sandbox.Assess(Sandbox.Sample("market"), "--as-of", "latest").Code);
        byte[] bytes = File.ReadAllBytes(sandbox.Store);
        int unsound = 0;
        for (int part = 1; part < 10; part++)
        {
            // Where tables lie differs from schema to schema: a hole in the list of tables is told at once, any other by the check.
            byte[] holed = [.. bytes];
            Array.Clear(holed, bytes.Length / 4096 * part / 10 * 4096, 4096 * 3);
            File.WriteAllBytes(sandbox.Store, holed);
            CommandRun check = CommandRun.Of(["store", "check", "--store", sandbox.Store]);
            Assert.Equal(ExitCode.DataRejected, check.Code);
            Assert.Matches("STORE-UNSOUND|STORE-DAMAGED", check.Error);
            if (check.Error.Contains("STORE-UNSOUND", StringComparison.Ordinal))
            {
                Assert.Contains(check.Lines, static line => line.StartsWith("pages,no,", StringComparison.Ordinal));
                unsound++;
            }
        }

        Assert.True(unsound > 0, "no hole was found by the check itself");
    }

    [Fact]
    public void The_doctor_looks_at_everything_makes_no_store_and_keeps_secrets_to_itself()
    {
        using Sandbox sandbox = new();
        CommandRun doctor = CommandRun.Of(["doctor", "--store", sandbox.Store, "--json"]);
        Assert.Equal(0, doctor.Code);
        using JsonDocument said = JsonDocument.Parse(doctor.Out);
        string[] checks = [.. said.RootElement.EnumerateArray().Select(static r => r.GetProperty("check").GetString()!)];
        Assert.Equal(["version", "runtime", "system", "instruction-set", "processors", "memory", "culture-data", "code-pages", "time-zone", "clock", "temporary-folder", "store", "store-folder", "store-file-system"], checks);
        Assert.False(File.Exists(sandbox.Store));
        Assert.Empty(Directory.GetFiles(sandbox.Folder));

        CommandRun secret = CommandRun.Of(["doctor", "--store", "postgres:Host=127.0.0.1;Password=hush-hush"]);
        Assert.Equal(ExitCode.DataRejected, secret.Code);
        Assert.Contains("STORE-SECRET-IN-ADDRESS", secret.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", secret.Out + secret.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_doctor_names_a_store_that_is_none_and_a_folder_that_is_missing()
    {
        using Sandbox sandbox = new();
        File.WriteAllText(sandbox.Store, string.Concat(Enumerable.Repeat("no database\n", 100)));
        CommandRun text = CommandRun.Of(["doctor", "--store", sandbox.Store]);
        Assert.Equal(ExitCode.DataRejected, text.Code);
        Assert.Contains("STORE-NOT-A-DATABASE", text.Out, StringComparison.Ordinal);
        Assert.Contains("DOCTOR-FAULT", text.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_smallest_sample_in_which_nobody_fails_is_taken_by_the_import_that_it_is_made_for()
    {
        using Sandbox sandbox = new();
        Assert.Equal(0, CommandRun.Of(["sample", sandbox.Path("market"), "--seed", "11", "--firms", "3", "--years", "1"]).Code);
        Assert.Equal("firm,date,event\n", File.ReadAllText(Path.Combine(sandbox.Path("market"), "labels.csv")));
        CommandRun import = CommandRun.Of(["import", sandbox.Path("market"), "--store", sandbox.Store]);
        Assert.True(import.Code == 0, import.Error);
        Assert.Equal(0, sandbox.Assess(sandbox.Path("market"), "--as-of", "latest").Code);
    }
}
