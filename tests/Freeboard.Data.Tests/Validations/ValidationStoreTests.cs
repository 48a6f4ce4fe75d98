using Freeboard.Data.Tests.Store;
using Freeboard.Data.Validations;
using Freeboard.Tests.PostgreSql;

namespace Freeboard.Data.Tests.Validations;

/// <summary>The contract of the kept validations, on every database.</summary>
public sealed class ValidationStoreTests
{
    private static readonly ValidationRecord One = new("v1", "r1", new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero), "ada", "0.1.0", "事件.csv", "default", 12, new DateOnly(2025, 12, 31), true, 10, 200, 3, 0.875, new DateOnly(2020, 1, 31), new DateOnly(2024, 12, 31));

    [Theory]
    [EveryStore]
    public void A_validation_comes_back_as_it_was_and_the_first_one_stays(string kind)
    {
        using TemporaryStore place = new(kind);
        byte[] labels = [0, 1, 2, 255];
        using (ValidationStore store = ValidationStore.Open(place.Address))
        {
            Assert.True(store.Add(One, labels, "{}"u8.ToArray()));
            Assert.False(store.Add(One with { MadeBy = "eve" }, [9], "[]"u8.ToArray()));
            Assert.True(store.Add(One with { ValidationId = "v2", WatchedTo = null, Area = null, From = null, To = null, KeepGoing = false }, [], "[]"u8.ToArray()));
        }

        using ValidationStore again = ValidationStore.Open(place.Address);
        Assert.Equal(One, again.Find("v1"));
        Assert.Equal(labels, again.Labels("v1"));
        Assert.Equal("{}"u8.ToArray(), again.Document("v1"));
        Assert.Equal(One with { ValidationId = "v2", WatchedTo = null, Area = null, From = null, To = null, KeepGoing = false }, again.Find("v2"));
        Assert.Null(again.Find("v3"));
        Assert.Null(again.Labels("v3"));
        Assert.True(again.Delete("v1"));
        Assert.False(again.Delete("v1"));
    }

    [Theory]
    [EveryStore]
    public void The_list_is_newest_first_and_goes_on_after_any_of_it(string kind)
    {
        using TemporaryStore place = new(kind);
        using ValidationStore store = ValidationStore.Open(place.Address);
        for (int i = 0; i < 5; i++)
        {
            store.Add(One with { ValidationId = FormattableString.Invariant($"v{i}"), MadeAt = One.MadeAt.AddMinutes(i / 2) }, [], []);
        }

        Assert.Equal(["v4", "v3", "v2", "v1", "v0"], store.List(null, 10).Select(static v => v.ValidationId));
        (DateTimeOffset, string) third = (store.Find("v3")!.MadeAt, "v3");
        Assert.Equal(["v2", "v1"], store.List(third, 2).Select(static v => v.ValidationId));

        // Also when what stood there is gone.
        store.Delete("v3");
        Assert.Equal(["v2", "v1"], store.List(third, 2).Select(static v => v.ValidationId));
        Assert.Empty(store.List((store.Find("v0")!.MadeAt, "v0"), 10));
    }
}
