using System.Globalization;
using System.Text;
using Freeboard.Numerics;
using Freeboard.Services.Bayes;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Tests.Bayes;

public sealed class AnomalyTableTests
{
    [Fact]
    public void Usual_rows_alarm_as_often_as_the_alarm_says_and_an_odd_one_stands_out()
    {
        const int Firms = 2000;
        string[][] rows = Rows(Table(Firms), new AnomalyOptions { Columns = ["a", "b", "c"], BaseRate = 0.002, Alarm = 0.05 });
        int alarms = rows.Count(row => row[8] == "yes");

        // 5 % of 2000, four standard deviations of 9.7 to either side.
        Assert.InRange(alarms, 61, 139);
        Assert.Equal("X", rows.MinBy(row => double.Parse(row[5], CultureInfo.InvariantCulture))![0]);
        Assert.Equal("b", rows[^1][6]);
    }

    [Fact]
    public void Every_row_has_the_precision_of_its_own_alarm_at_the_base_rate()
    {
        foreach (string[] row in Rows(Table(200), new AnomalyOptions { Columns = ["a", "b"], BaseRate = 0.002, Detection = 0.8, Alarm = 0.01 }))
        {
            double p = double.Parse(row[5], CultureInfo.InvariantCulture);
            Assert.Equal(0.0016 / (0.0016 + (0.998 * p)), double.Parse(row[9], CultureInfo.InvariantCulture), 1e-12);

            // The figure of the docs: at 0.2 %, with 80 % found and 1 % false alarms, 14 % of alarms are right.
            Assert.Equal(0.138, double.Parse(row[10], CultureInfo.InvariantCulture), 5e-4);
        }
    }

    [Fact]
    public void Peers_are_judged_apart_and_a_missing_figure_has_no_verdict()
    {
        StringBuilder table = new("firm,industry,a\n");
        var random = new PhiloxStream(5, 2);
        for (int i = 0; i < 60; i++)
        {
            // Two industries ten deviations apart: neither is odd by itself.
            table.Append(CultureInfo.InvariantCulture, $"F{i},{(i % 2 == 0 ? "low" : "high")},{(i % 2 * 10) + random.NextNormal():R}\n");
        }

        table.Append("G,low,\nH,alone,3\nK,low,10\n");
        string[][] rows = Rows(table.ToString(), new AnomalyOptions { Columns = ["a"], Peers = "industry", BaseRate = 0.02 });
        Assert.Equal(["MissingValue", "NotEnoughData", "Judged"], rows[^3..].Select(row => row[^1]));
        Assert.Equal("yes", rows[^1][8]);
        Assert.InRange(rows[..60].Count(row => row[8] == "yes"), 0, 5);
        Assert.All(rows[^3..^1], row => Assert.Equal("", row[5]));
        Assert.Equal("NoSpread", Rows("firm,a\nu,1\nv,1\nw,1\nx,1\ny,1\n", new AnomalyOptions { Columns = ["a"], BaseRate = 0.02 })[0][^1]);
    }

    [Fact]
    public void The_unit_of_a_figure_does_not_matter()
    {
        string table = Table(100);
        string[] lines = table.TrimEnd('\n').Split('\n');
        string other = lines[0] + "\n" + string.Join('\n', lines[1..].Select(line => line.Split(',') is var cells
            ? string.Create(CultureInfo.InvariantCulture, $"{cells[0]},{(double.Parse(cells[1], CultureInfo.InvariantCulture) * 1e6) + 3e6:R},{cells[2]},{cells[3]}") : "")) + "\n";
        AnomalyOptions options = new() { Columns = ["a", "b", "c"], BaseRate = 0.02 };
        foreach ((string[] one, string[] two) in Rows(table, options).Zip(Rows(other, options)))
        {
            Assert.Equal(double.Parse(one[5], CultureInfo.InvariantCulture), double.Parse(two[5], CultureInfo.InvariantCulture), 1e-8);
        }
    }

    private static string[][] Rows(string table, AnomalyOptions options)
    {
        TableOutcome outcome = AnomalyTable.Judge(Encoding.UTF8.GetBytes(table), "t.csv", options);
        Assert.Empty(outcome.Errors);
        return [.. outcome.Rows!.Rows];
    }

    /// <summary>Correlated normal rows, and one last row X whose b is far from what its a says.</summary>
    private static string Table(int firms)
    {
        StringBuilder text = new("firm,a,b,c\n");
        var random = new PhiloxStream(5, 1);
        for (int i = 1; i < firms; i++)
        {
            double a = random.NextNormal();
            text.Append(CultureInfo.InvariantCulture, $"F{i},{a:R},{(0.8 * a) + (0.6 * random.NextNormal()):R},{random.NextNormal():R}\n");
        }

        return text.Append("X,2.5,-3.5,0\n").ToString();
    }
}
