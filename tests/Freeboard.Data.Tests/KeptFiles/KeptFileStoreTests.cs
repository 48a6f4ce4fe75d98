using Freeboard.Data.KeptFiles;
using Freeboard.Data.Tests.Store;
using Freeboard.Tests.PostgreSql;

namespace Freeboard.Data.Tests.KeptFiles;

/// <summary>The contract of the kept files, on every database.</summary>
public sealed class KeptFileStoreTests
{
    private static readonly DateTimeOffset Start = new(2024, 4, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [EveryStore]
    public void A_file_is_kept_byte_for_byte_and_a_name_given_again_takes_its_place(string kind)
    {
        using TemporaryStore place = new(kind);
        byte[] first = [0, 255, 13, 10, 39, 0];
        byte[] second = [.. Enumerable.Range(0, 70_000).Select(static i => (byte)i)];
        using (KeptFileStore store = KeptFileStore.Open(place.Address))
        {
            store.Keep(new KeptFileRecord("series", "看 'one'.csv", "aa", 0, Start, "ada"), first);
            store.Keep(new KeptFileRecord("scenarios", "看 'one'.csv", "bb", 0, Start, "ada"), first);
            store.Keep(new KeptFileRecord("series", "看 'one'.csv", "cc", 0, Start.AddHours(1), "eve"), second);
        }

        using KeptFileStore again = KeptFileStore.Open(place.Address);
        Assert.Equal(new KeptFileRecord("series", "看 'one'.csv", "cc", second.Length, Start.AddHours(1), "eve"), Assert.Single(again.List("series")));
        Assert.Equal(second, again.Find("series", "看 'one'.csv")!.Value.Content);
        Assert.Equal(first, again.Find("scenarios", "看 'one'.csv")!.Value.Content);
        Assert.Null(again.Find("series", "none"));
        Assert.True(again.Delete("series", "看 'one'.csv", static _ => true));
        Assert.False(again.Delete("series", "看 'one'.csv", static _ => true));
        Assert.Empty(again.List("series"));
        Assert.Single(again.List("scenarios"));
    }
}
