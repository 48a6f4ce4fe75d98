using System.Text.Json;

namespace Freeboard.Cli.Tests;

public sealed class ValidateCommandTests
{
    private static readonly string Labels = Sandbox.Sample("market", "labels.csv");

    [Fact]
    public void A_kept_run_is_judged_as_table_JSON_CSV_and_pages()
    {
        using Sandbox sandbox = new();
        Assert.Equal(0, sandbox.Assess(Sandbox.Sample("market"), "--no-report").Code);
        string page = sandbox.Path("validation.html");
        CommandRun csv = CommandRun.Of(["validate", "--labels", Labels, "--horizon", "12m", "--store", sandbox.Store, "--report", page]);
        Assert.True(csv.Code == 0, csv.Error);
        Assert.StartsWith("slice,n,events,auc,aucLow,aucHigh,brier,meanPredicted,meanObserved,captureLowestDecile,status", csv.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("all,", csv.Lines[1], StringComparison.Ordinal);
        string html = File.ReadAllText(page);
        Assert.Contains("fb-roc", html, StringComparison.Ordinal);
        Assert.Contains("How good has this measure been?", html, StringComparison.Ordinal);

        CommandRun json = CommandRun.Of(["validate", "--labels", Labels, "--by", "industry", "--store", sandbox.Store, "--json"]);
        using JsonDocument parsed = JsonDocument.Parse(json.Out);
        Assert.Equal(csv.Lines[1].Split(',')[1], parsed.RootElement.GetProperty("n").GetRawText());
        Assert.Equal(csv.Lines[1].Split(',')[3], parsed.RootElement.GetProperty("auc").GetRawText());
        Assert.True(parsed.RootElement.GetProperty("byIndustry").GetArrayLength() > 1);

        CommandRun terminal = CommandRun.Of(["validate", "--labels", Labels, "--store", sandbox.Store], terminal: true);
        Assert.Contains("AUC", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("p correlated", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_in_a_pipe_are_judged_like_the_kept_run()
    {
        using Sandbox sandbox = new();
        CommandRun rows = sandbox.Assess(Sandbox.Sample("market"), "--no-report");
        File.WriteAllText(sandbox.Path("rows.csv"), rows.Out);
        CommandRun kept = CommandRun.Of(["validate", "--labels", Labels, "--store", sandbox.Store]);
        CommandRun read = CommandRun.Of(["validate", "--labels", Labels, "--rows", sandbox.Path("rows.csv")]);
        Assert.Equal(kept.Out, read.Out);
    }

    [Fact]
    public void What_cannot_be_judged_is_refused_with_a_cure()
    {
        using Sandbox sandbox = new();
        Assert.Equal(2, CommandRun.Of(["validate"]).Code);
        Assert.Equal(2, CommandRun.Of(["validate", "--labels", Labels, "--firm-years", Labels]).Code);
        Assert.Equal(2, CommandRun.Of(["validate", "--labels", Labels, "--horizon", "soon", "--store", sandbox.Store]).Code);
        Assert.Equal(2, CommandRun.Of(["validate", "--labels", Labels, "--group", "train", "--store", sandbox.Store]).Code);
        Assert.Contains("NO-STORE", CommandRun.Of(["validate", "--labels", Labels, "--store", sandbox.Store]).Error, StringComparison.Ordinal);
        Assert.Contains("FILE-NOT-FOUND", CommandRun.Of(["validate", "--labels", sandbox.Path("none.csv"), "--store", sandbox.Store]).Error, StringComparison.Ordinal);

        File.WriteAllText(sandbox.Path("rows.csv"), "firm,date,DDRiskNeutral\nA,2020-12-31,1.5\nB,2020-12-31,2.5\n");
        File.WriteAllText(sandbox.Path("labels.csv"), "firm,date,event\nA,2020-06-01,default\n");
        CommandRun early = CommandRun.Of(["validate", "--labels", sandbox.Path("labels.csv"), "--rows", sandbox.Path("rows.csv")]);
        Assert.Equal(3, early.Code);
        Assert.Contains("labels.csv:2:date: LABEL-BEFORE-FEATURES", early.Error, StringComparison.Ordinal);
        CommandRun kept = CommandRun.Of(["validate", "--labels", sandbox.Path("labels.csv"), "--rows", sandbox.Path("rows.csv"), "--keep-going", "--watched-to", "2022-01-01"]);
        Assert.Equal(4, kept.Code);
        Assert.Contains("NoEvents", kept.Error, StringComparison.Ordinal);
    }
}
