using Freeboard.Tests.PostgreSql;

namespace Freeboard.Services.Tests.Assess.Stored;

/// <summary>The short version; eng/kill-loop.sh kills 200 times on SQLite and 50 times on PostgreSQL.</summary>
public sealed class AssessKillTests
{
    [Theory]
    [EveryStore]
    public void Four_kills_in_the_middle_of_assessments_show_no_run_in_part_and_the_next_process_goes_on_to_the_same_rows(string kind)
    {
        // Every round holds whatever is killed; when a kill comes is the machine's affair, so rounds go on until one has met what it must.
        int acknowledged = 0;
        int resumed = 0;
        for (int round = 0; round < 8 && !(acknowledged >= 1 && resumed >= 1); round++)
        {
            AssessKillLoop loop = new(kind);
            loop.Kill(kills: 4, seed: 1 + (4 * round));
            acknowledged += loop.Acknowledged;
            resumed += loop.Resumed;
        }

        Assert.True(acknowledged >= 1 && resumed >= 1, $"{acknowledged} runs, {resumed} of them ended by another process");
    }

    /// <summary>With the kills of the other two loops a thousand on SQLite and two hundred on PostgreSQL; prints what docs/reliability.md records.</summary>
    [Theory]
    [EveryStore]
    [Trait("Length", "Long")]
    public void Three_hundred_kills_of_assessments_on_SQLite_and_sixty_on_PostgreSQL_lose_nothing(string kind) => Assert.Equal(0, AssessKillLoop.Run(kind, kind == "sqlite" ? 300 : 60));
}
