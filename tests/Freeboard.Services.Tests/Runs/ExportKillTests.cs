using Freeboard.Tests.PostgreSql;

namespace Freeboard.Services.Tests.Runs;

/// <summary>The short version; eng/kill-loop.sh kills 200 times on SQLite and 50 times on PostgreSQL.</summary>
public sealed class ExportKillTests
{
    [Theory]
    [EveryStore]
    public void Three_kills_in_the_middle_of_exports_leave_whole_files_and_the_runs_in_the_store(string kind)
    {
        // When a kill comes is the machine's affair, so rounds go on until one has met a file that was begun.
        int met = 0;
        for (int round = 0; round < 8 && met == 0; round++)
        {
            using ExportKillLoop loop = new(kind);
            loop.Kill(kills: 3, seed: 1 + (3 * round));
            met += loop.KilledInFiles;
            Assert.Equal(6, loop.Found.Values.Sum());
        }

        Assert.True(met > 0, "no kill met an export");
    }

    /// <summary>With the kills of the other two loops a thousand on SQLite and two hundred on PostgreSQL; prints what docs/reliability.md records.</summary>
    [Theory]
    [EveryStore]
    [Trait("Length", "Long")]
    public void Three_hundred_kills_of_exports_on_SQLite_and_sixty_on_PostgreSQL_lose_nothing(string kind) => Assert.Equal(0, ExportKillLoop.Run(kind, kind == "sqlite" ? 300 : 60));
}
