using Freeboard.Data.Tests.Store;
using Freeboard.Tests.PostgreSql;

namespace Freeboard.Data.Tests.Kill;

/// <summary>The short version; eng/kill-loop.sh kills 200 times on SQLite and 50 times on PostgreSQL.</summary>
public sealed class KillTests
{
    [Theory]
    [EveryStore]
    public void Six_kills_in_the_middle_of_imports_and_runs_lose_nothing_acknowledged_and_leave_nothing_in_part(string kind)
    {
        // Every round holds whatever is killed; when a kill comes is the machine's affair, so rounds go on until enough have met a writer at work.
        int atWork = 0;
        for (int round = 0; round < 6 && atWork < 2; round++)
        {
            using TemporaryStore place = new(kind);
            KillLoop loop = new();
            loop.Run(place.Address, kills: 6, seed: 1 + (6 * round));
            atWork += loop.KilledAtWork;
        }

        Assert.True(atWork >= 2, $"only {atWork} of the kills met a writer that had written something");
    }

    /// <summary>With the kills of the other two loops a thousand on SQLite and two hundred on PostgreSQL; prints what docs/reliability.md records.</summary>
    [Theory]
    [EveryStore]
    [Trait("Length", "Long")]
    public void Four_hundred_kills_of_imports_and_runs_on_SQLite_and_eighty_on_PostgreSQL_lose_nothing(string kind) => Assert.Equal(0, KillLoop.Run(kind, kind == "sqlite" ? 400 : 80));
}
