using System.Globalization;

namespace Freeboard.Cli.Tests;

public sealed class BayesCommandTests
{
    private static readonly string Grades = Sandbox.Sample("bayes", "grades.csv");
    private static readonly string Groups = Sandbox.Sample("bayes", "groups.csv");

    [Fact]
    public void Bounds_of_the_published_portfolio()
    {
        CommandRun independent = CommandRun.Of(["bayes", "low-default", Grades, "--level", "0.5"]);
        Assert.Equal((0, ""), (independent.Code, independent.Error));
        Assert.Equal(["0.0046", "0.0052", "0.0056"], Bounds(independent));
        CommandRun correlated = CommandRun.Of(["bayes", "low-default", Grades, "--level", "0.95", "--correlation", "0.12"]);
        Assert.Equal(["0.0341", "0.0377", "0.0441"], Bounds(correlated));

        static string[] Bounds(CommandRun run) => [.. run.Lines[1..].Select(line => double.Parse(line.Split(',')[3], CultureInfo.InvariantCulture).ToString("F4", CultureInfo.InvariantCulture))];
    }

    [Fact]
    public void Groups_with_a_given_strength_have_their_means()
    {
        CommandRun run = CommandRun.Of(["bayes", "groups", "-", "--strength", "50"], "group,edf,firm_years,defaults\nx,0.02,20,1\n");
        Assert.Equal((0, ""), (run.Code, run.Error));
        string[] row = run.Lines[1].Split(',');
        Assert.Equal(2.0 / 70, double.Parse(row[5], CultureInfo.InvariantCulture), 1e-15);
        Assert.Equal("Given", row[^1]);
        Assert.Equal(6, CommandRun.Of(["bayes", "groups", Groups, "--strength", "200"]).Lines.Length);
    }

    [Fact]
    public void Groups_whose_strength_cannot_be_found_have_a_status_and_no_numbers()
    {
        CommandRun run = CommandRun.Of(["bayes", "groups", "-"], "group,edf,firm_years,defaults\nx,0.02,100,2\ny,0.01,200,2\n");
        Assert.Equal(4, run.Code);
        Assert.All(run.Lines[1..], line => Assert.EndsWith(",,,,,,,NoOverdispersion", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Signals_are_taken_in_turn()
    {
        CommandRun run = CommandRun.Of(["bayes", "odds", "--edf", "0.02", "--signal", "missed:0.30:0.03", "--signal", "drawn:0.55:0.20", "--dependence", "0.8"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(3, run.Lines.Length);
        Assert.Equal(0.22435392597423465, double.Parse(run.Lines[2].Split(',')[^1], CultureInfo.InvariantCulture), 1e-12);
    }

    [Theory]
    [InlineData("group,edf,firm_years,defaults\nx,2,100,2\n", "EDF-OUT-OF-RANGE")]
    [InlineData("group,edf,firm_years,defaults\nx,0.02,100,200\n", "MORE-DEFAULTS-THAN-FIRMS")]
    [InlineData("group,edf,firm_years,defaults\nx,0.02,1.5,1\n", "NOT-A-COUNT")]
    public void A_bad_row_is_rejected_with_its_code(string table, string code)
    {
        CommandRun run = CommandRun.Of(["bayes", "groups", "-"], table);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("-:2:", run.Error, StringComparison.Ordinal);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--edf", "1.2")]
    [InlineData("--dependence", "-1")]
    [InlineData("--signal", "missed:0.3")]
    public void An_option_out_of_range_is_refused_by_name(string option, string value)
    {
        string[] args = ["bayes", "odds", "--edf", "0.02", "--signal", "missed:0.30:0.03"];
        int at = Array.IndexOf(args, option);
        CommandRun run = CommandRun.Of(at >= 0 ? [.. args[..at], option, value, .. args[(at + 2)..]] : [.. args, option, value]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }
}
