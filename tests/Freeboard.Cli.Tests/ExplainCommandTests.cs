using System.Globalization;
using System.Text.Json;

namespace Freeboard.Cli.Tests;

public sealed class ExplainCommandTests
{
    [Fact]
    public void Explain_takes_the_change_between_two_rows_apart_and_the_parts_add_up()
    {
        using Sandbox sandbox = new();
        string[][] rows = Converged(sandbox, "SY0001");
        string from = rows[0][1];
        string to = rows[^1][1];
        CommandRun run = CommandRun.Of(["explain", "SY0001", "--from", from, "--to", to, "--store", sandbox.Store]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal("firm,fromDate,toDate,currency,quantity,factor,partOf,from,to,contribution,runId", run.Lines[0]);
        string[][] lines = [.. run.Lines[1..].Select(line => line.Split(','))];
        foreach ((string quantity, int column) in (IEnumerable<(string, int)>)[("DDRiskNeutral", 13), ("DDKmv", 12), ("lnEDF", 15)])
        {
            string[][] own = [.. lines.Where(line => line[4] == quantity)];
            double[] drivers = [.. own.Where(line => line[6].Length == 0 && line[5] != "total").Select(line => Number(line[9]))];
            Assert.Equal(quantity == "DDKmv" ? 3 : 4, drivers.Length);
            double change = Number(rows[^1][column]) - Number(rows[0][column]);
            Assert.Equal(change, drivers.Sum(), 1e-10);
            Assert.Equal(change, Number(own.Single(line => line[5] == "total")[9]), 1e-10);
            double assets = Number(own.Single(line => line[5] == "assetValue")[9]);
            Assert.Equal(assets, own.Where(line => line[6] == "assetValue").Sum(line => Number(line[9])), 1e-12);

            // The run's own adjusted closes separate return and issuance, without an option.
            double equity = Number(own.Single(line => line[5] == "equity")[9]);
            string[][] parts = [.. own.Where(line => line[6] == "equity")];
            Assert.Equal(["equityReturn", "shareIssuance"], parts.Select(line => line[5]));
            Assert.Equal(equity, parts.Sum(line => Number(line[9])), 1e-12);
        }

        double assetChange = Number(rows[^1][10]) - Number(rows[0][10]);
        string[][] sources = [.. lines.Where(line => line[4] == "assetValue" && line[5] is "equity" or "liabilities")];
        Assert.Equal(1, sources.Sum(line => Number(line[9])) / assetChange, 1e-12);
    }

    [Fact]
    public void The_return_is_that_of_the_adjusted_closes_and_new_shares_are_issuance()
    {
        // One share in two is new between the first day and the last, and a dividend is in the factor.
        using Sandbox sandbox = new();
        string folder = sandbox.Path("market");
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.GetFiles(Sandbox.Sample("market"), "*.csv"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        string[][] rows = Converged(sandbox, "SY0001");
        DateOnly from = DateOnly.Parse(rows[0][1], CultureInfo.InvariantCulture);
        DateOnly to = DateOnly.Parse(rows[^1][1], CultureInfo.InvariantCulture);
        string[] head = File.ReadLines(Path.Combine(folder, "prices.csv")).First().Split(',');
        string[][] prices = [.. File.ReadLines(Path.Combine(folder, "prices.csv")).Skip(1).Select(line => line.Split(',')).Where(cells => cells[Array.IndexOf(head, "firm")] == "SY0001" && cells[Array.IndexOf(head, "state")] == "trading")];
        double AdjustedOn(DateOnly day)
        {
            string[] cells = prices.Last(p => DateOnly.Parse(p[Array.IndexOf(head, "date")], CultureInfo.InvariantCulture) <= day);
            return Number(cells[Array.IndexOf(head, "close")]) * Number(cells[Array.IndexOf(head, "adj_factor")]);
        }

        double expected = AdjustedOn(to) / AdjustedOn(from);
        CommandRun own = CommandRun.Of(["explain", "SY0001", "--from", rows[0][1], "--to", rows[^1][1], "--store", sandbox.Store]);
        CommandRun given = CommandRun.Of(["explain", "SY0001", "--from", rows[0][1], "--to", rows[^1][1], "--equity-return", (expected - 1).ToString("R", CultureInfo.InvariantCulture), "--store", sandbox.Store]);
        Assert.Equal(own.Lines.Length, given.Lines.Length);
        double scale = Number(rows[^1][10]);
        foreach ((string a, string b) in own.Lines.Zip(given.Lines).Skip(1))
        {
            Assert.Equal(a.Split(',')[..9], b.Split(',')[..9]);
            Assert.Equal(Number(a.Split(',')[9]), Number(b.Split(',')[9]), a.Split(',')[4] == "assetValue" ? 1e-12 * scale : 1e-10);
        }
    }

    [Fact]
    public void A_given_return_separates_return_from_issuance()
    {
        using Sandbox sandbox = new();
        string[][] rows = Converged(sandbox, "SY0001");
        CommandRun run = CommandRun.Of(["explain", "SY0001", "--from", rows[0][1], "--to", rows[^1][1], "--equity-return", "0.1", "--store", sandbox.Store]);
        Assert.Equal(0, run.Code);
        string[][] money = [.. run.Lines[1..].Select(line => line.Split(',')).Where(line => line[4] == "assetValue")];
        double equity = Number(money.Single(line => line[5] == "equity")[9]);
        double parts = Number(money.Single(line => line[5] == "equityReturn")[9]) + Number(money.Single(line => line[5] == "shareIssuance")[9]);
        Assert.Equal(1, parts / equity, 1e-12);
        Assert.Equal(2, CommandRun.Of(["explain", "SY0001", "--from", rows[0][1], "--to", rows[^1][1], "--equity-return", "-1.5", "--store", sandbox.Store]).Code);
    }

    [Fact]
    public void Json_carries_the_same_numbers_and_a_terminal_a_table()
    {
        using Sandbox sandbox = new();
        string[][] rows = Converged(sandbox, "SY0001");
        string[] arguments = ["explain", "SY0001", "--from", rows[0][1], "--to", rows[1][1], "--store", sandbox.Store];
        string[] csv = CommandRun.Of(arguments).Lines;
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of([.. arguments, "--json"]).Out);
        JsonElement lines = json.RootElement.GetProperty("lines");
        Assert.Equal(csv.Length - 1, lines.GetArrayLength());
        for (int i = 1; i < csv.Length; i++)
        {
            string cell = csv[i].Split(',')[9];
            Assert.Equal(cell.Length > 0, lines[i - 1].TryGetProperty("contribution", out JsonElement value));
            Assert.True(cell.Length == 0 || cell == value.GetRawText());
        }

        Assert.Equal(0, json.RootElement.GetProperty("missing").GetArrayLength());
        CommandRun people = CommandRun.Of(arguments, terminal: true);
        Assert.Contains("assetVolatility", people.Out, StringComparison.Ordinal);
        Assert.Contains("equityReturn", people.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_explained_is_named_with_the_nearest_dates()
    {
        using Sandbox sandbox = new();
        Assert.Contains("NO-STORE", CommandRun.Of(["explain", "SY0001", "--from", "2023-01-31", "--to", "2023-02-28", "--store", sandbox.Store]).Error, StringComparison.Ordinal);
        string[][] rows = Converged(sandbox, "SY0001");
        string day = rows[0][1];
        CommandRun none = CommandRun.Of(["explain", "SY0001", "--from", day, "--to", "1999-01-04", "--store", sandbox.Store]);
        Assert.Equal((3, ""), (none.Code, none.Out));
        Assert.Contains("NO-ROW", none.Error, StringComparison.Ordinal);
        Assert.Contains("The nearest are ", none.Error, StringComparison.Ordinal);
        Assert.Contains("ONE-DAY", CommandRun.Of(["explain", "SY0001", "--from", day, "--to", day, "--store", sandbox.Store]).Error, StringComparison.Ordinal);
        Assert.Contains("UNKNOWN-FIRM", CommandRun.Of(["explain", "SY9", "--from", day, "--to", rows[1][1], "--store", sandbox.Store]).Error, StringComparison.Ordinal);
        CommandRun notADate = CommandRun.Of(["explain", "SY0001", "--from", "31/12/2023", "--to", day, "--store", sandbox.Store]);
        Assert.Equal(2, notADate.Code);
        Assert.Contains("--from 31/12/2023", notADate.Error, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of(["explain", "SY0001", "--from", day]).Code);

        string? unconverged = sandbox.Assess(Sandbox.Sample("market")).Lines.FirstOrDefault(line => line.StartsWith("SY0001,", StringComparison.Ordinal) && !line.Contains(",Converged,", StringComparison.Ordinal));
        if (unconverged is not null)
        {
            CommandRun empty = CommandRun.Of(["explain", "SY0001", "--from", unconverged.Split(',')[1], "--to", day, "--store", sandbox.Store]);
            Assert.Contains("NO-DISTANCE", empty.Error, StringComparison.Ordinal);
            Assert.Contains("The nearest days with one are", empty.Error, StringComparison.Ordinal);
        }
    }

    private static string[][] Converged(Sandbox sandbox, string firm) =>
        [.. sandbox.Assess(Sandbox.Sample("market")).Lines.Where(line => line.StartsWith(firm + ",", StringComparison.Ordinal) && line.Contains(",Converged,", StringComparison.Ordinal)).Select(line => line.Split(','))];

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
