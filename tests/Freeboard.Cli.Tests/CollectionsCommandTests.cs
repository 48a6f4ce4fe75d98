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
}
