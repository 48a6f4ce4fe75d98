using Freeboard.Tests.PostgreSql;

namespace Freeboard.Services.Tests.Assess.Stored;

/// <summary>The short version; eng/kill-loop.sh kills 200 times on SQLite and 50 times on PostgreSQL.</summary>
public sealed class AssessKillTests
{
    [Theory]
    [EveryStore]
    public void Six_kills_in_the_middle_of_assessments_show_no_run_in_part_and_the_next_process_goes_on_to_the_same_rows(string kind)
    {
        AssessKillLoop loop = new(kind);
        loop.Kill(kills: 6, seed: 1);
        Assert.True(loop.Acknowledged >= 2 && loop.Resumed >= 1, $"{loop.Acknowledged} runs, {loop.Resumed} of them ended by another process");
    }
}
