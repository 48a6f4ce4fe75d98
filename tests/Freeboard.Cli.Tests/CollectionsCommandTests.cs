using System.Text.Json;

namespace Freeboard.Cli.Tests;

public sealed class CollectionsCommandTests
{
    private static readonly string Accounts = Sandbox.Sample("migration", "accounts.csv");

    [Fact]
    public void Every_month_but_the_first_is_forecast_from_those_before()
    {
        CommandRun run = CommandRun.Of(["collections", "ageing", Accounts, "--buckets", "current,1-30,31-60,61-90,91+"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(1 + (8 * 5), run.Lines.Length);
        Assert.StartsWith("2025-02-28,2025-03-31,current,", run.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_holds_rates_homogeneity_and_the_way_to_the_worst_bucket()
    {
        CommandRun run = CommandRun.Of(["collections", "ageing", Accounts, "--buckets", "current,1-30,31-60,61-90,91+", "--json"]);
        using JsonDocument document = JsonDocument.Parse(run.Out);
        JsonElement root = document.RootElement;
        Assert.Equal("Forecast", root.GetProperty("status").GetString());
        Assert.Equal(8, root.GetProperty("forecasts").GetArrayLength());
        Assert.True(root.GetProperty("toWorst")[0].GetProperty("withinTwelve").GetDouble() is > 0 and < 1);
        Assert.Equal("Tested", root.GetProperty("homogeneity").GetProperty("status").GetString());
        Assert.False(root.GetProperty("rates")[0].TryGetProperty("cured", out _));
    }

    [Fact]
    public void A_bucket_that_nothing_leaves_is_named()
    {
        // As when a code is used in one month alone: bucket 1 is entered and never left.
        const string Table = "obligor,date,state\na,2025-01-31,0\nb,2025-01-31,0\nc,2025-01-31,2\nd,2025-01-31,0\na,2025-02-28,1\nb,2025-02-28,2\nc,2025-02-28,0\nd,2025-02-28,2\na,2025-03-31,1\nb,2025-03-31,0\nc,2025-03-31,2\nd,2025-03-31,3\n";
        CommandRun run = CommandRun.Of(["collections", "ageing", "-", "--buckets", "0,1,2,3", "--json"], Table);
        Assert.Contains("CLOSED-BUCKETS", run.Out, StringComparison.Ordinal);
        Assert.Contains("Nothing leaves 1:", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--buckets", "current")]
    [InlineData("--ahead", "0")]
    [InlineData("--period", "x")]
    public void An_option_out_of_range_is_refused_by_name(string option, string value)
    {
        string[] args = ["collections", "ageing", Accounts, "--buckets", "current,1-30,31-60,61-90,91+"];
        CommandRun run = CommandRun.Of(option == "--buckets" ? [.. args[..4], value] : [.. args, option, value]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bucket_without_a_name_is_rejected()
    {
        CommandRun run = CommandRun.Of(["collections", "ageing", Accounts, "--buckets", "current,1-30"]);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("STATE-UNKNOWN", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Repayment_is_fitted_in_two_parts_and_forecasts_other_accounts()
    {
        string repayments = Sandbox.Sample("collections", "repayments.csv");
        const string Columns = "bucket,previous_rate,utilisation";
        CommandRun fit = CommandRun.Of(["collections", "repayment", repayments, "--on", Columns]);
        Assert.Equal((0, ""), (fit.Code, fit.Error));
        Assert.Equal(1 + (3 * 4), fit.Lines.Length);
        CommandRun forecast = CommandRun.Of(["collections", "repayment", repayments, "--on", Columns, "--forecast", Sandbox.Sample("collections", "late.csv")]);
        Assert.Equal(21, forecast.Lines.Length);
        double[] first = [.. forecast.Lines[1].Split(',')[1..].Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(first[0] * first[1], first[2], 1e-15);
        using JsonDocument document = JsonDocument.Parse(CommandRun.Of(["collections", "repayment", repayments, "--on", Columns, "--json"]).Out);
        JsonElement outside = document.RootElement.GetProperty("outOfSample");
        Assert.True(outside.GetProperty("twoParts").GetProperty("rootMeanSquare").GetDouble() < outside.GetProperty("mean").GetProperty("rootMeanSquare").GetDouble());
    }

    [Theory]
    [InlineData("obligor,x,repaid\na,1,1.2\n", "SHARE-OUT-OF-RANGE")]
    [InlineData("obligor,x,repaid\na,,0.2\n", "VALUE-MISSING")]
    [InlineData("obligor,y,repaid\na,1,0.2\n", "COLUMN-MISSING")]
    public void A_bad_table_of_repayments_is_rejected_with_its_code(string table, string code)
    {
        CommandRun run = CommandRun.Of(["collections", "repayment", "-", "--on", "x"], table);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_nobody_reaches_has_its_status()
    {
        string table = "obligor,x,repaid\n" + string.Concat(Enumerable.Range(0, 9).Select(k => $"a{k},{k},0\n"));
        CommandRun run = CommandRun.Of(["collections", "repayment", "-", "--on", "x"], table);
        Assert.Equal(4, run.Code);
        Assert.EndsWith(",NoVariation", run.Lines[1], StringComparison.Ordinal);
    }

    private const string ContactColumns = "months_late,failed_calls,changed_number,paid_last,employer_known";

    private static readonly string[] Contact = ["collections", "contact", Sandbox.Sample("collections", "contact.csv"), "--on", ContactColumns];

    [Fact]
    public void Lost_contact_is_fitted_and_held_against_accounts_not_seen()
    {
        CommandRun run = CommandRun.Of([.. Contact, "--grows", "months_late", "--json"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        using JsonDocument document = JsonDocument.Parse(run.Out);
        JsonElement root = document.RootElement;
        Assert.Equal(("Converged", 900), (root.GetProperty("status").GetString(), root.GetProperty("accounts").GetInt32()));
        Assert.Equal(900, root.GetProperty("lost").GetInt32() + root.GetProperty("censored").GetInt32());
        Assert.Equal(5, root.GetProperty("coefficients").GetArrayLength());
        JsonElement unseen = root.GetProperty("outOfSample");
        Assert.True(unseen.GetProperty("auc").GetDouble() > unseen.GetProperty("aucOfPeriods").GetDouble());
        Assert.Equal(root.GetProperty("lost").GetInt32(), unseen.GetProperty("came").GetInt32());
        Assert.Equal(5, root.GetProperty("groups").GetArrayLength());
        JsonElement first = root.GetProperty("lifeTable")[0];
        Assert.Equal(900, first.GetProperty("atRisk").GetInt32());
        Assert.True(root.GetProperty("drift").GetProperty("p").GetDouble() > 0.01);
    }

    [Fact]
    public void Accounts_that_can_be_reached_are_forecast_in_the_order_of_their_file()
    {
        CommandRun run = CommandRun.Of([.. Contact, "--grows", "months_late", "--forecast", Sandbox.Sample("collections", "reachable.csv")]);
        Assert.Equal((0, 11), (run.Code, run.Lines.Length));
        Assert.Equal("obligor,period,lostNext,lostWithin", run.Lines[0]);
        Assert.Equal(Enumerable.Range(1, 10).Select(static k => $"R{k:00}"), run.Lines.Skip(1).Select(static line => line.Split(',')[0]));
        Assert.All(run.Lines.Skip(1), static line => Assert.True(Number(line, 2) > 0 && Number(line, 2) < Number(line, 3) && Number(line, 3) < 1));

        static double Number(string line, int cell) => double.Parse(line.Split(',')[cell], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Simulated_accounts_are_fitted_as_they_come()
    {
        string[] simulate = ["collections", "simulate", "--accounts", "300", "--seed", "5"];
        CommandRun made = CommandRun.Of(simulate);
        Assert.Equal((0, ""), (made.Code, made.Error));
        Assert.Equal(made.Out, CommandRun.Of(simulate).Out);
        Assert.NotEqual(made.Out, CommandRun.Of([.. simulate[..^1], "6"]).Out);
        Assert.Equal(0, CommandRun.Of(["collections", "contact", "-", "--on", "months_late,failed_calls"], made.Out).Code);
    }

    [Theory]
    [InlineData("a,1,0,0.5\na,1,0,0.5\n", "PERIOD-TWICE")]
    [InlineData("a,1,1,0.5\na,2,0,0.5\n", "ROW-AFTER-LOSS")]
    [InlineData("a,1,0,0.5\na,3,0,0.5\n", "PERIOD-GAP")]
    [InlineData("a,0,0,0.5\n", "PERIOD-OUT-OF-RANGE")]
    [InlineData("a,1,2,0.5\n", "OUTCOME-NOT-BINARY")]
    [InlineData("a,1,0,\n", "VALUE-MISSING")]
    public void A_history_that_cannot_be_is_rejected_with_its_code(string rows, string code)
    {
        CommandRun run = CommandRun.Of(["collections", "contact", "-", "--on", "x"], "obligor,period,lost,x\n" + rows);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Histories_without_a_loss_have_a_status()
    {
        CommandRun run = CommandRun.Of(["collections", "contact", "-", "--on", "x"], "obligor,period,lost,x\n" + string.Concat(Enumerable.Range(0, 30).Select(static k => $"a{k},1,0,{k}\n")));
        Assert.Equal(4, run.Code);
        Assert.Contains("NoVariation", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--grows", "elsewhere")]
    [InlineData("--horizon", "0")]
    [InlineData("--forecast", "/no/such/file.csv")]
    public void An_option_of_contact_out_of_range_is_refused_by_name(string option, string value)
    {
        CommandRun run = CommandRun.Of([.. Contact, option, value]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_of_collections_writes_its_page()
    {
        using Sandbox sandbox = new();
        string[][] commands =
        [
            ["collections", "ageing", Accounts, "--buckets", "current,1-30,31-60,61-90,91+"],
            ["collections", "repayment", Sandbox.Sample("collections", "repayments.csv"), "--on", "bucket,previous_rate,utilisation"],
            Contact,
        ];
        foreach (string[] command in commands)
        {
            string page = sandbox.Path(command[1] + ".html");
            CommandRun run = CommandRun.Of([.. command, "--json", "--report", page, "--language", "zh-CN"]);
            Assert.Equal(0, run.Code);
            using JsonDocument document = JsonDocument.Parse(run.Out);
            Assert.Contains(document.RootElement.GetProperty("runId").GetString()!, File.ReadAllText(page), StringComparison.Ordinal);
        }
    }
}
