using Freeboard.Assessment;
using Freeboard.Data.Store;
using Microsoft.Data.Sqlite;

namespace Freeboard.Data.Tests.Store;

/// <summary>Stores of earlier schemas.</summary>
public sealed class RunStoreMigrationTests
{
    private static readonly DateTimeOffset Start = new(2024, 4, 1, 8, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset End = Start.AddSeconds(12.345);

    [Fact]
    public void A_store_of_the_first_schema_still_opens_and_its_runs_get_their_returns_when_they_are_made_again()
    {
        using TemporaryStore file = new();
        AssessmentRun run = SampleRun.Make();
        AssessmentRow[] bare = [.. run.Rows.Select(row => row with { AdjustedClose = null, ReturnBreaks = null })];
        using (RunStore store = RunStore.Open(file.FilePath))
        {
            store.Append(run with { Rows = bare }, Start, End);
        }

        // The file as the first version left it: its tables, its version.
        using (SqliteConnection plain = new($"Data Source={file.FilePath};Pooling=False"))
        {
            plain.Open();
            using SqliteCommand command = plain.CreateCommand();
            command.CommandText = "SELECT group_concat('DROP TABLE ' || name, '; ') FROM sqlite_schema WHERE type = 'table' AND (name LIKE 'fact%' OR name LIKE 'monitor%' OR name LIKE 'access_%' OR name LIKE 'watchlist_%' OR name LIKE 'study_%' OR name LIKE 'validation_%' OR name LIKE 'kept_%' OR name IN ('firm_codes', 'assessment_row_returns', 'assessments', 'assessment_contents', 'assessment_segments'))";
            command.CommandText = (string)command.ExecuteScalar()! + "; PRAGMA user_version = 1";
            command.ExecuteNonQuery();
        }

        using RunStore again = RunStore.Open(file.FilePath);
        Assert.Equal(bare, again.Load(run.Provenance.RunId)!.Rows);
        Assert.False(again.Append(run, Start, End));
        Assert.Equal(run.Rows, again.Load(run.Provenance.RunId)!.Rows);
        Assert.False(again.Append(run, Start, End));
        Assert.Equal(run.Rows, again.Load(run.Provenance.RunId)!.Rows);
    }
}
