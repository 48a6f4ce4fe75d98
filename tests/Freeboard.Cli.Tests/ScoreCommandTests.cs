using System.Globalization;
using System.Text.Json;

namespace Freeboard.Cli.Tests;

public sealed class ScoreCommandTests
{
    private static readonly string Applicants = Sandbox.Sample("scoring", "applicants.csv");
    private static readonly string[] Fit = ["score", "fit", Applicants, "--target", "outcome", "--bad", "bad", "--ignore", "applicant", "--special", "card_use=-1"];

    private const double Factor = 28.853900817779268;
    private const double Offset = 487.12287620450551;

    [Fact]
    public void The_json_has_its_keys_and_measures_rows_that_the_fit_has_not_seen()
    {
        CommandRun run = CommandRun.Of([.. Fit, "--test-every", "10:7,8,9", "--json"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        using JsonDocument document = JsonDocument.Parse(run.Out);
        JsonElement root = document.RootElement;
        Assert.Equal("test", root.GetProperty("sample").GetString());
        Assert.Equal(360, root.GetProperty("rows").GetInt32());
        Assert.Equal(840, root.GetProperty("train").GetProperty("rows").GetInt32());
        Assert.Equal(root.GetProperty("test").GetProperty("auc").GetRawText(), root.GetProperty("auc").GetRawText());
        Assert.InRange(root.GetProperty("auc").GetDouble(), 0.6, 0.9);
        Assert.True(root.GetProperty("aucStandardError").GetDouble() > 0 && root.GetProperty("ks").GetDouble() > 0 && root.GetProperty("logLikelihood").GetDouble() < 0);
        Assert.Equal(9, root.GetProperty("coefficients").GetArrayLength());
        Assert.True(root.GetProperty("iv").GetProperty("late_payments").GetDouble() > 0.02);
        JsonElement use = root.GetProperty("variables").EnumerateArray().Single(static v => v.GetProperty("name").GetString() == "card_use");
        Assert.Equal("-1", use.GetProperty("special")[0].GetString());
    }

    [Fact]
    public void A_saved_card_scores_rows_and_is_written_as_sql()
    {
        using Sandbox sandbox = new();
        string card = sandbox.Path("card.json");
        CommandRun fit = CommandRun.Of([.. Fit, "--save", card]);
        Assert.Equal((0, ""), (fit.Code, fit.Error));
        CommandRun apply = CommandRun.Of(["score", "apply", Applicants, "--card", card, "--id", "applicant"]);
        Assert.Equal((0, ""), (apply.Code, apply.Error));
        Assert.Equal(1201, apply.Lines.Length);
        Assert.StartsWith("applicant,points,roundedPoints,probability,unseen,reason1", apply.Lines[0], StringComparison.Ordinal);
        CommandRun sql = CommandRun.Of(["score", "sql", "--card", card, "--id", "applicant"]);
        Assert.Equal(0, sql.Code);
        Assert.StartsWith("SELECT \"applicant\", points", sql.Out, StringComparison.Ordinal);
        double worst = apply.Lines.Skip(1).Max(static line => Math.Abs(double.Parse(line.Split(',')[3], CultureInfo.InvariantCulture) - (1 / (1 + Math.Exp((Points(line) - Offset) / Factor)))));
        Assert.True(worst < 1e-12);
    }

    [Fact]
    public void A_card_held_against_the_rows_of_its_fit_finds_nothing_moved()
    {
        using Sandbox sandbox = new();
        string card = sandbox.Path("card.json");
        CommandRun fit = CommandRun.Of([.. Fit, "--save", card, "--json"]);
        CommandRun report = CommandRun.Of(["score", "report", Applicants, "--card", card, "--json"]);
        Assert.Equal((0, ""), (report.Code, report.Error));
        using JsonDocument before = JsonDocument.Parse(fit.Out);
        using JsonDocument after = JsonDocument.Parse(report.Out);
        Assert.Equal(before.RootElement.GetProperty("auc").GetDouble(), after.RootElement.GetProperty("auc").GetDouble(), 1e-12);
        Assert.All(after.RootElement.GetProperty("variables").EnumerateArray(), static v => Assert.Equal(0, v.GetProperty("csi").GetDouble()));
        Assert.Equal(1, after.RootElement.GetProperty("calibrationSlope").GetDouble(), 1e-6);
    }

    [Fact]
    public void The_total_is_held_against_its_spread_at_the_fit()
    {
        using Sandbox sandbox = new();
        string card = sandbox.Path("card.json");
        CommandRun.Of([.. Fit, "--save", card]);
        string[] lines = File.ReadAllLines(Applicants);
        string young = string.Join('\n', lines.Where(static (line, i) => i == 0 || int.Parse(line.Split(',')[1], CultureInfo.InvariantCulture) < 32)) + "\n";
        using JsonDocument same = JsonDocument.Parse(CommandRun.Of(["score", "report", Applicants, "--card", card, "--json"]).Out);
        using JsonDocument moved = JsonDocument.Parse(CommandRun.Of(["score", "report", "-", "--card", card, "--json"], young).Out);
        Assert.Equal(0, same.RootElement.GetProperty("psi").GetDouble());
        Assert.Equal(10, same.RootElement.GetProperty("scores").GetArrayLength());
        Assert.True(moved.RootElement.GetProperty("psi").GetDouble() > 0.01);
        Assert.Contains("VARIABLE-MOVED", moved.RootElement.GetProperty("notes").GetRawText(), StringComparison.Ordinal);
        string good = string.Join('\n', lines.Where(static (line, i) => i == 0 || line.EndsWith("good", StringComparison.Ordinal))) + "\n";
        using JsonDocument one = JsonDocument.Parse(CommandRun.Of(["score", "report", "-", "--card", card, "--json"], good).Out);
        Assert.Contains("OUTCOMES-ONE-CLASS", one.RootElement.GetProperty("notes").GetRawText(), StringComparison.Ordinal);
        Assert.False(one.RootElement.TryGetProperty("auc", out _));
    }

    [Fact]
    public void A_card_does_not_take_the_place_of_another_file_of_its_command()
    {
        using Sandbox sandbox = new();
        string table = sandbox.Path("applicants.csv");
        File.Copy(Applicants, table);
        string[] fit = ["score", "fit", table, .. Fit[3..]];
        string rows = sandbox.Path("rows.csv");
        foreach (string[] clash in new string[][] { ["--save", table], ["--save", rows, "--out", rows], ["--save", rows, "--report", rows] })
        {
            CommandRun run = CommandRun.Of([.. fit, .. clash]);
            Assert.Equal((2, ""), (run.Code, run.Out));
            Assert.Contains("--save", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(File.ReadAllBytes(Applicants), File.ReadAllBytes(table));
        Assert.False(File.Exists(rows));
    }

    [Fact]
    public void Both_pages_carry_the_run_id_of_their_json()
    {
        using Sandbox sandbox = new();
        string card = sandbox.Path("card.json");
        foreach (string[] command in new string[][] { [.. Fit, "--save", card, "--test-every", "10:7,8,9"], ["score", "report", Applicants, "--card", card] })
        {
            string page = sandbox.Path(command[1] + ".html");
            CommandRun run = CommandRun.Of([.. command, "--json", "--report", page]);
            Assert.Equal((0, ""), (run.Code, run.Error));
            using JsonDocument document = JsonDocument.Parse(run.Out);
            Assert.Contains(document.RootElement.GetProperty("runId").GetString()!, File.ReadAllText(page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Rejected_applicants_come_with_what_was_assumed_of_them()
    {
        string[] lines = File.ReadAllLines(Applicants);
        string table = string.Join('\n', lines.Select(static (line, i) => i > 0 && i % 4 == 0 ? line[..line.LastIndexOf(',')] + ",rejected" : line)) + "\n";
        CommandRun run = CommandRun.Of(["score", "fit", "-", "--target", "outcome", "--bad", "bad", "--ignore", "applicant", "--rejected", "rejected", "--json"], table);
        Assert.Equal(0, run.Code);
        Assert.Contains("Assumed: Rejected applicants of a score are taken to be bad like accepted ones", run.Error, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(run.Out);
        Assert.Equal(300, document.RootElement.GetProperty("rejects").GetProperty("rows").GetInt32());
        Assert.Equal(900, document.RootElement.GetProperty("rows").GetInt32());
        Assert.Contains("REJECTS-ASSUMED", document.RootElement.GetProperty("notes").GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,y\n1,good\n2,good\n", "TARGET-ONE-CLASS")]
    [InlineData("a,y\n1,good\n2,\n", "VALUE-MISSING")]
    [InlineData("b,z\n1,good\n", "COLUMN-MISSING")]
    [InlineData("a,y\n1,good\n1,bad\n", "ONE-BIN")]
    [InlineData("a,b,y\n1,1,good\n1,1,bad\n2,2,good\n2,2,bad\n2,2,bad\n", "COLLINEAR")]
    public void What_cannot_be_fitted_is_refused_by_name(string table, string code)
    {
        CommandRun run = CommandRun.Of(["score", "fit", "-", "--target", "y", "--bad", "bad"], table);
        Assert.Equal(3, run.Code);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--test-every", "10:10")]
    [InlineData("--breaks", "{\"months\": [24, 12]}")]
    [InlineData("--special", "card_use")]
    [InlineData("--least-share", "0.7")]
    public void An_option_out_of_range_is_refused(string option, string value) => Assert.Equal(2, CommandRun.Of([.. Fit, option, value]).Code);

    private static double Points(string line) => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture);
}
