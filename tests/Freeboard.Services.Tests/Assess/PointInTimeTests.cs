using System.Globalization;
using Freeboard.Numerics;
using Freeboard.Services.Assess;
using Freeboard.Services.Sample;

namespace Freeboard.Services.Tests.Assess;

/// <summary>Nothing known later leaks in: scrambling everything that was not knowable on a day leaves its rows bit-identical.</summary>
public sealed class PointInTimeTests
{
    private static readonly DateOnly Day = new(2023, 6, 30);

    [Fact]
    public void Rows_up_to_a_day_do_not_change_when_the_future_does()
    {
        using Scratch market = new();
        string before = RowsUpTo(market.Folder, Day);
        Assert.Contains(",Converged,", before, StringComparison.Ordinal);

        PhiloxStream random = new(20261030, 1);
        market.Edit("prices.csv", (cells, date) => DayOf(cells[date]) > Day, (cells, header) => Scale(cells, header, "close", random));
        foreach ((string file, string known, string column) in ((string, string, string)[])[
            ("statements.csv", "announced", "current_liabilities"), ("shares.csv", "known_on", "tradable"), ("rates.csv", "date", "rate")])
        {
            market.Edit(file, (cells, date) => DayOf(cells[date]) >= Day, (cells, header) => Scale(cells, header, column, random), known);
        }

        Assert.Equal(before, RowsUpTo(market.Folder, Day));
        Assert.NotEqual(RowsUpTo(market.Folder, new DateOnly(2024, 6, 30)), before);
    }

    [Theory]
    [InlineData("prices.csv", "date", "close")]
    [InlineData("statements.csv", "announced", "current_liabilities")]
    [InlineData("shares.csv", "known_on", "tradable")]
    [InlineData("rates.csv", "date", "rate")]
    public void Positive_control_rows_do_change_when_the_known_past_does(string file, string known, string column)
    {
        using Scratch market = new();
        string before = RowsUpTo(market.Folder, Day);
        PhiloxStream random = new(20261030, 2);
        market.Edit(file, (cells, date) => DayOf(cells[date]) < Day, (cells, header) => Scale(cells, header, column, random), known);
        Assert.NotEqual(before, RowsUpTo(market.Folder, Day));
    }

    private static string RowsUpTo(string folder, DateOnly day)
    {
        AssessmentOutcome outcome = AssessmentService.Assess(folder);
        Assert.True(outcome.Run is not null, string.Join('\n', outcome.Errors.Take(5)));
        using StringWriter writer = new();

        // The run id is a hash of the files, so it must differ; everything else must not.
        AssessmentTable.WriteCsv(writer, outcome.Run.Rows.Where(row => row.Date <= day).Select(row => row with { RunId = "" }));
        return writer.ToString();
    }

    private static DateOnly DayOf(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Scale(string[] cells, string[] header, string column, PhiloxStream random)
    {
        int index = Array.IndexOf(header, column);
        double scaled = double.Parse(cells[index], CultureInfo.InvariantCulture) * (0.8 + (0.2 * random.NextUniform()));
        cells[index] = scaled.ToString("R", CultureInfo.InvariantCulture);
    }

    private sealed class Scratch : IDisposable
    {
        public Scratch()
        {
            Folder = Directory.CreateTempSubdirectory("freeboard-point-in-time-").FullName;
            Assert.Empty(SyntheticMarket.Write(Folder, new SyntheticMarketOptions { Seed = 11, Firms = 12 }).Errors);
        }

        public string Folder { get; }

        public void Edit(string file, Func<string[], int, bool> which, Action<string[], string[]> change, string dateColumn = "date")
        {
            string path = Path.Combine(Folder, file);
            string[] lines = File.ReadAllLines(path);
            string[] header = lines[0].Split(',');
            int date = Array.IndexOf(header, dateColumn);
            int edited = 0;
            for (int i = 1; i < lines.Length; i++)
            {
                string[] cells = lines[i].Split(',');
                if (which(cells, date))
                {
                    change(cells, header);
                    lines[i] = string.Join(',', cells);
                    edited++;
                }
            }

            Assert.True(edited > 0, $"nothing of {file} was edited");
            File.WriteAllLines(path, lines);
        }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
