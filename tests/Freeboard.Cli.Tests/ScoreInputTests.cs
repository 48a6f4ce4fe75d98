using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Freeboard.Cli.Tests;

/// <summary>What a reader of tables must not do in silence: overwrite what it read, take a mistyped number for a word, drop a variable.</summary>
public sealed class ScoreInputTests
{
    private static readonly string Applicants = Sandbox.Sample("scoring", "applicants.csv");
    private static readonly string[] Fit = ["score", "fit", Applicants, "--target", "outcome", "--bad", "bad", "--ignore", "applicant", "--special", "card_use=-1"];

    [Fact]
    public void No_output_takes_the_place_of_a_card_or_of_breaks()
    {
        using Sandbox sandbox = new();
        string card = sandbox.Path("card.json");
        string breaks = sandbox.Path("breaks.json");
        File.Copy(Sandbox.Sample("scoring", "breaks.json"), breaks);
        Assert.Equal(0, CommandRun.Of([.. Fit, "--save", card]).Code);
        byte[] before = File.ReadAllBytes(card);
        byte[] cuts = File.ReadAllBytes(breaks);
        string beside = sandbox.Path("rows.csv.sha256.json");
        File.Copy(card, beside);
        foreach (string[] clash in new string[][]
        {
            ["score", "apply", Applicants, "--card", card, "--out", card],
            ["score", "apply", Applicants, "--card", beside, "--out", sandbox.Path("rows.csv")],
            ["score", "report", Applicants, "--card", card, "--out", card],
            ["score", "report", Applicants, "--card", card, "--report", card],
            [.. Fit, "--breaks", breaks, "--out", breaks],
            [.. Fit, "--breaks", breaks, "--report", breaks],
            [.. Fit, "--save", beside, "--out", sandbox.Path("rows.csv")],
        })
        {
            CommandRun run = CommandRun.Of(clash);
            Assert.Equal((2, ""), (run.Code, run.Out));
            Assert.Contains("of this command", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(before, File.ReadAllBytes(card));
        Assert.Equal(before, File.ReadAllBytes(beside));
        Assert.Equal(cuts, File.ReadAllBytes(breaks));
        Assert.False(File.Exists(sandbox.Path("rows.csv")));
    }

    [Theory]
    [InlineData("collections", "repayment", "repayments.csv", "bucket,previous_rate,utilisation", "late.csv")]
    [InlineData("collections", "contact", "contact.csv", "months_late,failed_calls", "reachable.csv")]
    public void No_output_takes_the_place_of_the_accounts_to_forecast(string family, string verb, string table, string on, string accounts)
    {
        using Sandbox sandbox = new();
        string forecast = sandbox.Path("accounts.csv");
        File.Copy(Sandbox.Sample("collections", accounts), forecast);
        byte[] before = File.ReadAllBytes(forecast);
        foreach (string option in (string[])["--out", "--report"])
        {
            CommandRun run = CommandRun.Of([family, verb, Sandbox.Sample("collections", table), "--on", on, "--forecast", forecast, option, forecast]);
            Assert.Equal((2, ""), (run.Code, run.Out));
            Assert.Contains("of this command", run.Error, StringComparison.Ordinal);
            Assert.Equal(before, File.ReadAllBytes(forecast));
        }
    }

    [Theory]
    [InlineData("3O")]
    [InlineData("12O0")]
    [InlineData("NaN")]
    [InlineData("1e400")]
    public void One_mistyped_cell_does_not_turn_numbers_into_words(string cell)
    {
        CommandRun run = CommandRun.Of(["score", "fit", "-", "--target", "y", "--bad", "bad"], Table(i => i == 41 ? cell : null));
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("NUMBER-NOT-A-NUMBER", run.Error, StringComparison.Ordinal);
        Assert.Contains("43", run.Error, StringComparison.Ordinal);
        Assert.Contains($"'{cell}'", run.Error, StringComparison.Ordinal);
        Assert.Contains("--missing", run.Error, StringComparison.Ordinal);
        Assert.Contains("--categorical", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistyped_cell_is_cured_by_missing_or_by_categorical()
    {
        string table = Table(static i => i == 41 ? "NaN" : null);
        using JsonDocument missing = JsonDocument.Parse(CommandRun.Of(["score", "fit", "-", "--target", "y", "--bad", "bad", "--missing", "NaN", "--json"], table).Out);
        Assert.True(missing.RootElement.GetProperty("variables")[0].TryGetProperty("breaks", out _));
        using JsonDocument words = JsonDocument.Parse(CommandRun.Of(["score", "fit", "-", "--target", "y", "--bad", "bad", "--categorical", "a", "--json"], table).Out);
        Assert.True(words.RootElement.GetProperty("variables")[0].TryGetProperty("groups", out _));
        CommandRun both = CommandRun.Of(["score", "fit", "-", "--target", "y", "--bad", "bad", "--categorical", "a", "--breaks", "{\"a\": [20]}"], table);
        Assert.Equal(2, both.Code);
    }

    [Fact]
    public void Words_among_numbers_stay_words_when_they_are_more_than_a_twentieth() =>
        Assert.Equal(0, CommandRun.Of(["score", "fit", "-", "--target", "y", "--bad", "bad"], Table(static i => i % 10 == 3 ? "other" : i % 4 == 0 ? "1" : "2")).Code);

    [Fact]
    public void A_variable_left_with_one_bin_goes_out_with_a_note()
    {
        string[] lines = Table(static _ => null).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string table = string.Join('\n', lines.Select(static (line, i) => i == 0 ? "leak,same," + line : (line.EndsWith("bad", StringComparison.Ordinal) ? 1000 + i : i).ToString(CultureInfo.InvariantCulture) + ",7," + line)) + "\n";
        CommandRun run = CommandRun.Of(["score", "fit", "-", "--target", "y", "--bad", "bad", "--json"], table);
        Assert.Equal(0, run.Code);
        Assert.Contains("leak: ", run.Error, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(run.Out);
        string notes = document.RootElement.GetProperty("notes").GetRawText();
        Assert.Contains("ONE-BIN", notes, StringComparison.Ordinal);
        Assert.Contains("knows the outcome", notes, StringComparison.Ordinal);
        Assert.Contains("same: ", notes, StringComparison.Ordinal);
        Assert.DoesNotContain("SELECTED-ON-FIT", notes, StringComparison.Ordinal);
        string[] names = [.. document.RootElement.GetProperty("coefficients").EnumerateArray().Select(static c => c.GetProperty("name").GetString()!)];
        Assert.Equal(["const", "a", "b"], names);
    }

    [Fact]
    public void A_perfect_predictor_alone_is_refused_by_its_cause()
    {
        StringBuilder table = new("x,y\n");
        for (int i = 1; i <= 200; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{i},{(i > 100 ? "bad" : "good")}\n");
        }

        CommandRun run = CommandRun.Of(["score", "fit", "-", "--target", "y", "--bad", "bad"], table.ToString());
        Assert.Equal(3, run.Code);
        Assert.Contains("ONE-BIN", run.Error, StringComparison.Ordinal);
        Assert.Contains("no cut leaves bad and good rows on both sides", run.Error, StringComparison.Ordinal);
        Assert.Contains("--least-share", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("COLLINEAR", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_counts_unseen_values_as_apply_does()
    {
        using Sandbox sandbox = new();
        string card = sandbox.Path("card.json");
        string[] fit = ["score", "fit", "-", "--target", "y", "--bad", "bad", "--features", "a,b"];
        Assert.Equal(0, CommandRun.Of([.. fit, "--save", card], Table(static _ => null)).Code);
        string holes = Table(static i => i % 50 == 0 ? "" : null);
        int applied = CommandRun.Of(["score", "apply", "-", "--card", card], holes).Lines.Skip(1).Sum(static line => int.Parse(line.Split(',')[4], CultureInfo.InvariantCulture));
        Assert.Equal(8, applied);
        using JsonDocument report = JsonDocument.Parse(CommandRun.Of(["score", "report", "-", "--card", card, "--json"], holes).Out);
        Assert.Equal(applied, report.RootElement.GetProperty("variables").EnumerateArray().Sum(static v => v.GetProperty("unseen").GetDouble()));
        Assert.Contains("UNSEEN-VALUES", report.RootElement.GetProperty("notes").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_of_rejected_applicants_that_no_row_has_is_noted()
    {
        CommandRun run = CommandRun.Of([.. Fit, "--rejected", "nobody", "--json"]);
        Assert.Equal(0, run.Code);
        Assert.Contains("nobody", run.Error, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(run.Out);
        Assert.Contains("REJECTED-NOT-FOUND", document.RootElement.GetProperty("notes").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Pre_bins_are_an_option_and_part_of_the_run()
    {
        string[] all = [.. ((string[])["5", "20", "60"]).Select(static n => RunId("--pre-bins", n))];
        Assert.Equal(3, all.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(all[1], RunId());
        Assert.Equal(2, CommandRun.Of([.. Fit, "--pre-bins", "1"]).Code);
    }

    private static string RunId(params string[] options)
    {
        CommandRun run = CommandRun.Of([.. Fit, .. options, "--json"]);
        Assert.Equal(0, run.Code);
        using JsonDocument document = JsonDocument.Parse(run.Out);
        return document.RootElement.GetProperty("runId").GetString()!;
    }

    /// <summary>400 rows of two numbers and an outcome that leans on both.</summary>
    private static string Table(Func<int, string?> a)
    {
        StringBuilder table = new("a,b,y\n");
        for (int i = 0; i < 400; i++)
        {
            int number = 1 + (i % 60);
            int other = i * 37 % 23;
            bool bad = i * 7919 % 1000 < 100 + (7 * number) + (8 * other);
            table.Append(CultureInfo.InvariantCulture, $"{a(i) ?? number.ToString(CultureInfo.InvariantCulture)},{other},{(bad ? "bad" : "good")}\n");
        }

        return table.ToString();
    }
}
