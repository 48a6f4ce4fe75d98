using System.Text.Json;

namespace Freeboard.Cli.Tests;

public sealed class VolatilityCommandTests
{
    private static readonly string Series = Path.Combine(Sandbox.Root, "tests", "ReferenceValues", "garch", "series", "dem2gbp.csv");
    private static readonly string Firms = Sandbox.Sample(Path.Combine("volatility", "firms.csv"));

    [Fact]
    public void The_benchmark_of_fiorentini_calzolari_and_panattoni_to_its_printed_digits()
    {
        CommandRun run = CommandRun.Of(["volatility", Series, "--model", "garch", "--dist", "normal", "--mean", "constant", "--init", "presample", "--json"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        using JsonDocument json = JsonDocument.Parse(run.Out);
        JsonElement row = json.RootElement.GetProperty("rows")[0];
        JsonElement p = row.GetProperty("parameters");
        Assert.Equal(-0.00619041, p.GetProperty("mu").GetDouble(), 5e-9);
        Assert.Equal(0.0107613, p.GetProperty("omega").GetDouble(), 1e-7);
        Assert.Equal(0.153134, p.GetProperty("alpha").GetDouble(), 5e-7);
        Assert.Equal(0.805974, p.GetProperty("beta").GetDouble(), 5e-7);
        Assert.Equal(-1106.607881041, row.GetProperty("logLikelihood").GetDouble(), 1e-7);
    }

    [Fact]
    public void A_table_of_firms_from_the_standard_input_falls_back_by_name()
    {
        CommandRun run = CommandRun.Of(["volatility", "-", "--fallback"], File.ReadAllText(Firms));
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal("firm,date,model,observations,volatility,meaning,periodsPerYear,horizonPeriods,mu,phi,omega,alpha1,alpha2,gamma1,gamma2,beta1,beta2,nu,logLikelihood,sigmaLast,sigmaNext,findings,refused,status", run.Lines[0]);
        Assert.Equal(4, run.Lines.Length);
        Assert.StartsWith("Yawl,2024-11-01,ewma(0.94)-normal,119,", run.Lines[3], StringComparison.Ordinal);
        Assert.Contains("egarch(1,1)-normal:NotEnoughData", run.Lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_fallback_a_refusal_makes_the_answer_partial()
    {
        CommandRun run = CommandRun.Of(["volatility", Firms]);
        Assert.Equal(4, run.Code);
        Assert.EndsWith(",NotEnoughData", run.Lines[3], StringComparison.Ordinal);
        CommandRun infinite = CommandRun.Of(["volatility", Series, "--dist", "t"]);
        Assert.Equal(4, infinite.Code);
        Assert.EndsWith(",InfiniteVariance", infinite.Lines[1], StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of(["volatility", Series, "--dist", "t", "--annualise", "next-day"]).Code);
        Assert.Equal(0, CommandRun.Of(["volatility", Series, "--dist", "ged"]).Code);
    }

    [Fact]
    public void Every_option_is_understood()
    {
        CommandRun run = CommandRun.Of(["volatility", Firms, "--model", "gjr", "--order", "1,1", "--dist", "t", "--mean", "ar1", "--init", "backcast", "--annualise", "unconditional,250", "--horizon", "2", "--gaps", "drop",
            "--min-returns", "100", "--lags", "5", "--details", "--threads", "2", "--allow-outlier", "--ignore-extra", "--keep-going", "--fallback"]);
        Assert.Contains(run.Code, new[] { 0, 4 });
        Assert.Equal("", run.Error);
        Assert.EndsWith(",offendingDate", run.Lines[0], StringComparison.Ordinal);
        Assert.All(run.Lines[1..], line => Assert.Contains(",250,", line, StringComparison.Ordinal));
        CommandRun decay = CommandRun.Of(["volatility", Firms, "--model", "ewma", "--lambda", "estimated", "--annualise", "seen"]);
        Assert.All(decay.Lines[1..], line => Assert.Contains("ewma-estimated-normal", line, StringComparison.Ordinal));
        CommandRun weekly = CommandRun.Of(["volatility", Firms, "--model", "historical", "--annualise", "52", "--sampling", "weekly"]);
        Assert.Equal(4, weekly.Code);
        Assert.EndsWith(",Estimated", weekly.Lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",NotEnoughData", weekly.Lines[3], StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of(["volatility", Series, "--model", "garch", "--variance-targeting"]).Code);
        Assert.Equal(0, CommandRun.Of(["volatility", Series, "--centring", "normal", "--mean", "zero"]).Code);
    }

    [Fact]
    public void A_broken_table_is_rejected_with_its_places()
    {
        CommandRun run = CommandRun.Of(["volatility", "-"], "date,price\n2024-01-02,ten\n");
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("-:2:price: NUMBER-NOT-A-NUMBER 'ten' is not a number.", run.Error, StringComparison.Ordinal);
        Assert.Equal(3, CommandRun.Of(["volatility", "nowhere.csv"]).Code);
    }

    [Fact]
    public void Firms_named_in_gbk_stay_apart_and_other_bytes_are_refused()
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        string[] closes = [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? "0.01" : "-0.02")];
        string table = "firm,return\n" + string.Concat(closes.Select(r => $"中国,{r}\n")) + string.Concat(closes.Select(r => $"中石,{r}\n"));
        string plain = CommandRun.Of(["volatility", "-", "--model", "historical"], table).Out;
        Assert.Contains("\n中国,", plain, StringComparison.Ordinal);
        Assert.Equal(plain, CommandRun.Of(["volatility", "-", "--model", "historical"], inputBytes: System.Text.Encoding.GetEncoding("GB18030").GetBytes(table)).Out);
        Assert.Equal(plain, CommandRun.Of(["volatility", "-", "--model", "historical"], inputBytes: [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(table)]).Out);
        CommandRun refused = CommandRun.Of(["volatility", "-"], inputBytes: [.. "firm,return\n"u8, 0xFF, 0xFF, (byte)'\n']);
        Assert.Equal((3, ""), (refused.Code, refused.Out));
        Assert.Contains("ENCODING-UNKNOWN", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Assess_takes_a_model_and_the_default_stays_historical()
    {
        using Sandbox sandbox = new();
        CommandRun plain = sandbox.Assess(Sandbox.Sample("market"), "--as-of", "latest");
        CommandRun named = sandbox.Assess(Sandbox.Sample("market"), "--as-of", "latest", "--volatility", "historical", "--window-days", "365", "--min-returns", "60");
        Assert.Equal(plain.Out, named.Out);
        CommandRun model = sandbox.Assess(Sandbox.Sample("market"), "--as-of", "latest", "--volatility", "egarch", "--min-returns", "400");
        Assert.Equal(0, model.Code);
        Assert.Contains("egarch(1,1)-normal/horizon-average", model.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("historical", model.Out, StringComparison.Ordinal);
        string runId = model.Lines[1].Split(',')[^1];
        Assert.NotEqual(plain.Lines[1].Split(',')[^1], runId);
        Assert.Equal(0, sandbox.Assess(Sandbox.Sample("market"), "--as-of", "latest", "--volatility", "egarch-t", "--annualise", "next-day,252").Code);
    }
}
