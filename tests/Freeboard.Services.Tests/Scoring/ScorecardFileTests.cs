using System.Globalization;
using System.Text;
using Freeboard.Scoring;
using Freeboard.Services.Scoring;
using Freeboard.Services.Tables;
using Microsoft.Data.Sqlite;

namespace Freeboard.Services.Tests.Scoring;

public sealed class ScorecardFileTests
{
    [Fact]
    public void A_card_read_back_is_the_same_and_its_sql_scores_every_row_alike()
    {
        StringBuilder table = new("id,age,home,use,y\n");
        for (int i = 0; i < 400; i++)
        {
            string home = (i % 7) switch { 0 => "o'neil \"x\"", 1 or 2 => "rent", 3 => "", _ => "own" };
            string use = i % 9 == 0 ? "-1" : i % 11 == 0 ? "" : ((i * 37 % 100) / 100.0).ToString(CultureInfo.InvariantCulture);
            bool bad = (i * 7919 % 101) < 20 + (i % 7 == 0 ? 25 : 0) + (i % 50 < 10 ? 15 : 0) + (i % 9 == 0 ? 20 : 0);
            table.Append(CultureInfo.InvariantCulture, $"r{i},{20 + (i * 13 % 50)},{(home.Contains('"', StringComparison.Ordinal) ? "\"o'neil \"\"x\"\"\"" : home)},{use},{(bad ? "bad" : "good")}\n");
        }

        byte[] bytes = Encoding.UTF8.GetBytes(table.ToString());
        ScoreFitOutcome outcome = ScoreFit.Of(bytes, "made.csv", new ScoreFitOptions { Target = "y", Bad = "bad", Ignored = ["id"], Special = new Dictionary<string, IReadOnlyList<string>> { ["use"] = ["-1"] } });
        Assert.Equal(0, outcome.ErrorCount);
        ScorecardFile kept = outcome.Report!.File;
        ScorecardFile? read = ScorecardFile.Parse(kept.ToJson(), out string fault);
        Assert.Equal("", fault);
        Assert.Equal(kept.ToJson(), kept.ToJson());

        using SqliteConnection connection = new("Data Source=:memory:");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE applicants (id TEXT, age REAL, home TEXT, use REAL)";
        command.ExecuteNonQuery();
        TableOutcome scored = ScoreRows.Apply(bytes, "made.csv", read!, "id");
        ScoreValue[][] rows = [.. Enumerable.Range(0, 400).Select(i => Row(table.ToString().Split('\n')[i + 1]))];
        for (int i = 0; i < 400; i++)
        {
            command.CommandText = "INSERT INTO applicants VALUES ($id, $age, $home, $use)";
            command.Parameters.Clear();
            command.Parameters.AddWithValue("$id", $"r{i}");
            command.Parameters.AddWithValue("$age", rows[i][0].Number);
            command.Parameters.AddWithValue("$home", (object?)rows[i][1].Level ?? DBNull.Value);
            command.Parameters.AddWithValue("$use", double.IsNaN(rows[i][2].Number) ? DBNull.Value : rows[i][2].Number);
            command.ExecuteNonQuery();
        }

        command.CommandText = ScorecardSql.Of(read!.Card, "applicants", "id");
        command.Parameters.Clear();
        using SqliteDataReader reader = command.ExecuteReader();
        int seen = 0;
        foreach (string[] cells in scored.Rows!.Rows)
        {
            Assert.True(reader.Read());
            Assert.Equal(cells[0], reader.GetString(0));
            Assert.Equal(double.Parse(cells[1], CultureInfo.InvariantCulture), reader.GetDouble(1), 1e-9);
            Assert.Equal(cells[2], reader.GetInt64(2).ToString(CultureInfo.InvariantCulture));
            Assert.Equal(double.Parse(cells[3], CultureInfo.InvariantCulture), reader.GetDouble(3), 1e-12);
            Assert.Equal(kept.Card.Score(rows[seen]), read.Card.Score(rows[seen]));
            seen++;
        }

        Assert.Equal(400, seen);
    }

    [Theory]
    [InlineData("{}", "schema")]
    [InlineData("nothing", "invalid")]
    [InlineData("{\"schema\": \"freeboard-scorecard/1\"}", "")]
    public void What_is_no_card_is_refused(string text, string word)
    {
        Assert.Null(ScorecardFile.Parse(text, out string fault));
        Assert.NotEqual("", fault);
        Assert.Contains(word, fault, StringComparison.Ordinal);
    }

    private static ScoreValue[] Row(string line)
    {
        int from = line.IndexOf(',', StringComparison.Ordinal) + 1;
        string[] age = line[from..].Split(',');
        string home = age[1] == "\"o'neil \"\"x\"\"\"" ? "o'neil \"x\"" : age[1];
        return [ScoreValue.Of(double.Parse(age[0], CultureInfo.InvariantCulture)), ScoreValue.Of(home), age[2].Length == 0 ? ScoreValue.Missing : ScoreValue.Of(double.Parse(age[2], CultureInfo.InvariantCulture))];
    }
}
