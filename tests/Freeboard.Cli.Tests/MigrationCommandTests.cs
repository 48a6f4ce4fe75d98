using System.Globalization;
using System.Text.Json;

namespace Freeboard.Cli.Tests;

public sealed class MigrationCommandTests
{
    private const string States = "AAA,AA,A,BBB,BB,B,CCC,D";

    private static readonly string Ratings = Sandbox.Sample("migration", "ratings.csv");
    private static readonly string Matrix = Sandbox.Sample("migration", "matrix.csv");

    [Fact]
    public void Twenty_obligors_checked_by_hand()
    {
        // 10 A, 10 B at the new year; one A to B and one B to D in between.
        string table = "obligor,date,state\n" + string.Concat(Enumerable.Range(0, 10).Select(k => $"a{k},2019-12-31,A\nb{k},2019-12-31,B\n")) + "a0,2020-01-31,B\nb0,2020-02-29,D\na1,2020-12-31,A\n";
        CommandRun run = CommandRun.Of(["migration", "fit", "-", "--states", "A,B,D"], table);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(10, run.Lines.Length);
        Assert.Equal("A,B,1,10,0.10000000000000001", string.Join(',', run.Lines[2].Split(',')[..5]));
        Assert.Equal("0.10000000000000001", run.Lines[6].Split(',')[4]);
        CommandRun moves = CommandRun.Of(["migration", "fit", "-", "--states", "A,B,D", "--method", "aalen-johansen"], table);
        Assert.Equal(1.0 / 110, double.Parse(moves.Lines[3].Split(',')[4], CultureInfo.InvariantCulture), 1e-15);
    }

    [Theory]
    [InlineData("2024-01-31", "2024-02-29", "2024-03-31", false)]
    [InlineData("2024-01-15", "2024-02-15", "2024-03-15", false)]
    [InlineData("2024-01-05", "2024-01-12", "2024-01-19", false)]
    [InlineData("2024-01-31", "2024-02-29", "2024-05-31", true)]
    [InlineData("2024-01-15", "2024-02-28", "2024-03-15", true)]
    public void Roll_rates_over_periods_of_several_lengths_are_noted(string a, string b, string c, bool noted)
    {
        CommandRun run = CommandRun.Of(["migration", "roll", "-"], $"date,current,late,bad\n{a},100,10,1\n{b},100,10,1\n{c},100,10,1\n");
        Assert.Equal(0, run.Code);
        Assert.Equal(noted, run.Error.Contains("more time to roll", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_saved_is_projected_and_the_json_holds_the_same_figures()
    {
        using Sandbox sandbox = new();
        string saved = sandbox.Path("matrix.csv");
        CommandRun fit = CommandRun.Of(["migration", "fit", Ratings, "--states", States, "--json", "--save", saved, "--report", sandbox.Report]);
        Assert.Equal((0, ""), (fit.Code, fit.Error));
        using JsonDocument document = JsonDocument.Parse(fit.Out);
        JsonElement root = document.RootElement;
        Assert.Equal("D", root.GetProperty("defaultState").GetString());
        Assert.Equal("Tested", root.GetProperty("homogeneity").GetProperty("status").GetString());
        Assert.Equal("IsTarget", root.GetProperty("toDefault")[7].GetProperty("status").GetString());
        Assert.Contains("<table class=\"heat\">", File.ReadAllText(sandbox.Report), StringComparison.Ordinal);
        CommandRun project = CommandRun.Of(["migration", "project", saved, "--years", "1"]);
        Assert.Equal((0, ""), (project.Code, project.Error));
        for (int i = 0; i < 8; i++)
        {
            for (int j = 0; j < 8; j++)
            {
                Assert.Equal(root.GetProperty("matrix")[i][j].GetRawText(), project.Lines[1 + (8 * i) + j].Split(',')[3]);
            }
        }
    }

    [Fact]
    public void Any_order_of_rows_and_any_number_of_threads_give_the_same_bytes()
    {
        string[] lines = File.ReadAllLines(Ratings);
        string[] args = ["migration", "fit", "-", "--states", States, "--replicates", "60", "--method", "duration", "--json"];
        CommandRun straight = CommandRun.Of(args, string.Join('\n', lines) + "\n");
        CommandRun turned = CommandRun.Of(args, string.Join('\n', lines.Skip(1).Reverse().Prepend(lines[0])) + "\n");
        Assert.Equal(0, straight.Code);

        // The run id is that of the bytes; all figures are those of the rows.
        Assert.Equal(string.Join('\n', straight.Lines[2..]), string.Join('\n', turned.Lines[2..]));
    }

    [Fact]
    public void Five_years_from_BBB_as_published_and_a_quarter_by_the_generator()
    {
        CommandRun run = CommandRun.Of(["migration", "project", Matrix, "--years", "0.25,5", "--json"]);
        Assert.Equal(0, run.Code);
        using JsonDocument document = JsonDocument.Parse(run.Out);
        JsonElement horizons = document.RootElement.GetProperty("horizons");
        Assert.Equal(3.4235e-4, horizons[0].GetProperty("cumulativeDefault")[3].GetDouble(), 6e-9);
        Assert.True(horizons[0].GetProperty("byGenerator").GetBoolean());
        Assert.Equal(0.021049867982387446, horizons[1].GetProperty("cumulativeDefault")[3].GetDouble(), 1e-14);
        Assert.Contains("GENERATOR-ADJUSTED", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_bad_years_raise_defaults_of_every_grade()
    {
        string[] average = CommandRun.Of(["migration", "project", Matrix, "--years", "2"]).Lines;
        string[] bad = CommandRun.Of(["migration", "project", Matrix, "--years", "2", "--correlation", "0.2", "--factor=-1.5,-1"]).Lines;
        for (int i = 0; i < 7; i++)
        {
            int row = 1 + (8 * i) + 7;
            Assert.True(Default(bad[row]) > Default(average[row]), bad[row]);
        }

        static double Default(string line) => double.Parse(line.Split(',')[3], CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("en", "1.27% of the first bucket")]
    [InlineData("zh-CN", "第一档余额")]
    public void Roll_rates_have_a_page(string language, string words)
    {
        using Sandbox sandbox = new();
        CommandRun run = CommandRun.Of(["migration", "roll", Sandbox.Sample("migration", "ageing.csv"), "--report", sandbox.Report, "--language", language]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        string html = File.ReadAllText(sandbox.Report);
        Assert.Contains(words, html.Replace("<b>", "", StringComparison.Ordinal).Replace("</b>", "", StringComparison.Ordinal).Replace("<strong>", "", StringComparison.Ordinal).Replace("</strong>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("fb-intervals", html, StringComparison.Ordinal);

        // A bucket that is always empty cuts the way to the last one, and the page says so.
        CommandRun cut = CommandRun.Of(["migration", "roll", "-", "--report", sandbox.Report, "--language", language], "date,current,late,bad\n2025-01-31,100,0,1\n2025-02-28,100,0,1\n");
        Assert.Equal(4, cut.Code);
        Assert.DoesNotContain(">NaN<", File.ReadAllText(sandbox.Report), StringComparison.Ordinal);
    }

    [Fact]
    public void Accounts_move_between_buckets_and_balances_roll()
    {
        CommandRun accounts = CommandRun.Of(["migration", "fit", Sandbox.Sample("migration", "accounts.csv"), "--history", "snapshots", "--period", "1m", "--states", "current,1-30,31-60,61-90,91+", "--json"]);
        Assert.Equal(0, accounts.Code);
        using JsonDocument document = JsonDocument.Parse(accounts.Out);
        Assert.Equal(9, document.RootElement.GetProperty("periods").GetInt32());
        Assert.True(document.RootElement.GetProperty("structure").GetProperty("irreducible").GetBoolean());
        Assert.True(document.RootElement.GetProperty("counts").GetProperty("withdrawn").GetInt32() > 0);
        CommandRun roll = CommandRun.Of(["migration", "roll", Sandbox.Sample("migration", "ageing.csv")]);
        Assert.Equal("0.012706875075340541", roll.Lines[^1].Split(',')[^1]);
    }

    [Fact]
    public void Edfs_are_graded_and_events_lead_to_default()
    {
        string rows = "firm,date,EDF\n" + string.Concat(((string[])["2020-01-31", "2021-01-29", "2022-01-31"]).Select(day => $"x,{day},0.0001\ny,{day},0.02\n"));
        using Sandbox sandbox = new();
        File.WriteAllText(sandbox.Path("labels.csv"), "firm,date,event\ny,2021-06-15,default\n");
        CommandRun run = CommandRun.Of(["migration", "fit", "--rows", "-", "--edf-bounds", "0.001,0.1", "--labels", sandbox.Path("labels.csv")], rows);
        Assert.Equal((4, ""), (run.Code, run.Error));
        Assert.StartsWith("G1,G1,2,2,1,", run.Lines[1], StringComparison.Ordinal);
        Assert.StartsWith("G2,D,1,2,0.5,", run.Lines[8], StringComparison.Ordinal);
        Assert.EndsWith(",Unseen", run.Lines[9], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("obligor,date,state\na,2020-01-01,A\na,2020-01-01,B\n", "DUPLICATE-OBLIGOR-DAY", "-:3:date")]
    [InlineData("obligor,date,state\na,2020-01-01,\nb,2021-01-01,A\n", "VALUE-MISSING", "-:2:state")]
    [InlineData("obligor,date,state\na,01/02/2020,A\nb,2021-01-01,A\n", "DATE-NOT-ISO", "-:2:date")]
    [InlineData("obligor,date,state\na,2020-01-01,A\nb,2020-06-01,B\n", "PERIOD-TOO-LONG", "-:date")]
    [InlineData("obligor,date\na,2020-01-01\n", "COLUMN-MISSING", "-:1:state")]
    public void A_bad_table_is_rejected_with_place_and_code(string table, string code, string place)
    {
        CommandRun run = CommandRun.Of(["migration", "fit", "-"], table);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
        Assert.Contains(place, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from,A,D\nA,0.9,0.05\nD,0,1\n", "ROW-SUM")]
    [InlineData("from,A,D\nD,0,1\nA,0.9,0.1\n", "MATRIX-ROWS")]
    [InlineData("from,A,D\nA,0.9,0.1\n", "MATRIX-ROWS")]
    [InlineData("from,A,D\nA,1.1,-0.1\nD,0,1\n", "PROBABILITY-OUT-OF-RANGE")]
    [InlineData("from,A\nA,1\n", "STATES-TOO-FEW")]
    public void A_bad_matrix_is_rejected_with_its_code(string table, string code)
    {
        CommandRun run = CommandRun.Of(["migration", "project", "-"], table);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_matrix_without_a_generator_says_so_only_when_it_needs_one()
    {
        const string Singular = "from,A,B\nA,0.5,0.5\nB,0.5,0.5\n";
        Assert.Equal(0, CommandRun.Of(["migration", "project", "-", "--years", "1,2"], Singular).Code);
        CommandRun run = CommandRun.Of(["migration", "project", "-", "--years", "0.5"], Singular);
        Assert.Equal(3, run.Code);
        Assert.Contains("NO-GENERATOR The matrix has no generator (Singular)", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--level", "1.5")]
    [InlineData("--period", "2w")]
    [InlineData("--replicates", "5")]
    [InlineData("--labels", "x.csv")]
    [InlineData("--from", "2020")]
    public void An_option_out_of_range_or_place_is_refused_by_name(string option, string value)
    {
        CommandRun run = CommandRun.Of(["migration", "fit", Ratings, option, value]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--years", "0")]
    [InlineData("--years", "1,x")]
    [InlineData("--factor", "1")]
    [InlineData("--correlation", "0.2")]
    public void A_projection_out_of_range_is_refused_by_name(string option, string value)
    {
        CommandRun run = CommandRun.Of(["migration", "project", Matrix, option, value]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }
}
