using Freeboard.Tests.PostgreSql;

namespace Freeboard.Services.Tests.Assess.Stored;

/// <summary>The short version; eng/kill-loop.sh kills 200 times on SQLite and 50 times on PostgreSQL.</summary>
public sealed class AssessKillTests
{
    [Theory]
    [EveryStore]
    public void Eight_kills_in_the_middle_of_assessments_show_no_run_in_part_and_the_next_process_goes_on_to_the_same_rows(string kind)
    {
        AssessKillLoop loop = new(kind);
        loop.Kill(kills: 8, seed: 1);
        Assert.True(loop.Acknowledged > 0);
    }
}
