using Freeboard.Data.Studies;
using Freeboard.Data.Tests.Store;
using Freeboard.Tests.PostgreSql;

namespace Freeboard.Data.Tests.Studies;

/// <summary>The contract of the studies, on every database.</summary>
public sealed class StudyStoreTests
{
    private static readonly DateTimeOffset Start = new(2024, 4, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [EveryStore]
    public void A_study_is_kept_with_its_files_byte_by_byte_and_once(string kind)
    {
        using TemporaryStore place = new(kind);
        using StudyStore store = StudyStore.Open(place.Address);
        byte[] table = [0, 255, 10, 13, 0];
        Assert.True(store.Add(Of("b1", "portfolio", Start), [new StudyFile("表.csv", table), new StudyFile("two.csv", [])], [123, 125]));
        Assert.False(store.Add(Of("b1", "portfolio", Start.AddHours(1)), [], []));
        using StudyStore again = StudyStore.Open(place.Address);
        Assert.Equal(Of("b1", "portfolio", Start), again.Find("b1"));
        Assert.Equal(["表.csv", "two.csv"], again.Files("b1").Select(static f => f.Name));
        Assert.Equal(table, again.Files("b1")[0].Content);
        Assert.Equal([123, 125], again.Document("b1"));
        Assert.Null(again.Find("none"));
        Assert.Null(again.Document("none"));
    }

    [Theory]
    [EveryStore]
    public void A_kind_is_listed_newest_first_and_from_any_place_on(string kind)
    {
        using TemporaryStore place = new(kind);
        using StudyStore store = StudyStore.Open(place.Address);
        foreach ((string id, int hours) in ((string, int)[])[("a", 0), ("c", 2), ("b", 2), ("d", 3)])
        {
            store.Add(Of(id, "portfolio", Start.AddHours(hours)), [], []);
        }

        store.Add(Of("e", "migration", Start.AddHours(9)), [], []);
        Assert.Equal(["d", "c", "b", "a"], store.List("portfolio", null, 10).Select(static r => r.StudyId));
        Assert.Equal(["b", "a"], store.List("portfolio", (store.Find("c")!.MadeAt, "c"), 10).Select(static r => r.StudyId));
        Assert.Equal(["d", "c"], store.List("portfolio", null, 2).Select(static r => r.StudyId));
        Assert.True(store.Delete("c"));
        Assert.False(store.Delete("c"));
        Assert.Empty(store.Files("c"));
        Assert.Equal(["d", "b", "a"], store.List("portfolio", null, 10).Select(static r => r.StudyId));
    }

    private static StudyRecord Of(string id, string kind, DateTimeOffset at) => new(id, kind, "loans.csv", at, "ada", "0.1.0", "{\"seed\":1}", "{\"obligors\":3}");
}
