using System.Data.Common;
using Freeboard.Assessment;
using Freeboard.Data.Monitoring;
using Freeboard.Data.Store;
using Freeboard.Data.Tests.Store;
using Freeboard.Tests.PostgreSql;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Freeboard.Data.Tests.Monitoring;

public sealed class MonitorStoreTests
{
    private static readonly DateOnly Day = new(2024, 3, 29);

    private static readonly StoredTrigger Firing = new("A01", "near-default", "abc", "Firing", Day.AddDays(-3), Day.AddDays(-3), Day, -0.0);
    private static readonly StoredTrigger Pending = new("B02", "riskiest", "def", "Pending", Day, null, Day, 0.97);

    [Theory]
    [EveryStore]
    public void A_step_comes_back_bit_for_bit(string kind)
    {
        using TemporaryStore place = new(kind);
        AssessmentRow[] rows = [.. SampleRun.Make().Rows.Select(row => row with { VolatilityModel = "", Observations = null })];
        MonitorStep step = Step(1);
        StoredAlertEvent raised = new(1, "A01", "near-default", "Raised", Day, Day, 1.25);
        StoredAlertEvent withdrawn = new(1, "B02", "riskiest", "Withdrawn", Day, Day.AddDays(-40), null);
        using (MonitorStore store = MonitorStore.Open(place.Address))
        {
            Assert.Null(store.Latest("watch"));
            Assert.Empty(store.Names());
            store.Append(step, [Firing, Pending], [raised, withdrawn], rows, ["folder:/x"]);
        }

        using MonitorStore again = MonitorStore.Open(place.Address);
        Assert.Equal(step, again.Latest("watch"));
        Assert.Equal(step, again.Find("watch", 1));
        Assert.Null(again.Find("watch", 2));
        Assert.Equal(["watch"], again.Names());
        Assert.Equal([Firing, Pending], again.Triggers("watch", 1));
        Assert.True(double.IsNegative(again.Triggers("watch", 1)[0].LastValue!.Value));
        Assert.Equal([raised, withdrawn], again.Events("watch"));
        Assert.Equal([withdrawn], again.Events("watch", "B02"));
        Assert.Equal(rows.OrderBy(static r => r.Date).ThenBy(static r => r.Firm, StringComparer.Ordinal), again.Observations("watch", DateOnly.MinValue));
        string firm = rows[0].Firm;
        Assert.Equal(rows.Where(row => row.Firm == firm), again.Observations("watch", firm, DateOnly.MinValue, DateOnly.MaxValue));
        Assert.Empty(again.Observations("watch", firm, DateOnly.MinValue, rows.Min(static r => r.Date).AddDays(-1)));
        Assert.Empty(again.Observations("other", DateOnly.MinValue));
    }

    [Theory]
    [EveryStore]
    public void A_step_that_does_not_follow_the_last_one_is_refused_and_nothing_of_it_is_kept(string kind)
    {
        using TemporaryStore place = new(kind);
        using MonitorStore one = MonitorStore.Open(place.Address);
        using MonitorStore two = MonitorStore.Open(place.Address);
        one.Append(Step(1), [Firing], [], [], ["folder:/x"]);
        StoreException late = Assert.Throws<StoreException>(() => two.Append(Step(1), [Pending], [], [], ["folder:/x"]));
        Assert.Equal(("MONITOR-MOVED-ON", true), (late.Code, late.MayRetry));
        Assert.Throws<StoreException>(() => two.Append(Step(3), [], [], [], []));
        Assert.Throws<ArgumentException>(() => two.Append(Step(2), [Firing with { LastValue = double.NaN }, Firing with { LastValue = double.PositiveInfinity }], [], [], []));
        Assert.Equal(1, two.Latest("watch")!.Step);
        Assert.Equal([Firing], two.Triggers("watch", 1));
        two.Append(Step(1) with { Monitor = "other" }, [], [], [], []);
        two.Append(Step(2), [], [], [], []);
        Assert.Equal(2, one.Latest("watch")!.Step);
        Assert.Equal(["other", "watch"], one.Names());
    }

    [Theory]
    [EveryStore]
    public void The_outbox_writes_down_every_attempt(string kind)
    {
        using TemporaryStore place = new(kind);
        using MonitorStore store = MonitorStore.Open(place.Address);
        store.Append(Step(1), [], [], [], ["folder:/x", "webhook:h:1"]);
        store.Append(Step(2), [], [], [], ["webhook:h:1"]);
        store.Record("watch", "webhook:h:1", 1, delivered: false, "HTTP 503");
        store.Record("watch", "webhook:h:1", 1, delivered: true, "HTTP 200");
        Assert.Equal(
            [new DeliveryEntry(1, 0, "due", ""), new DeliveryEntry(1, 1, "failed", "HTTP 503"), new DeliveryEntry(1, 2, "delivered", "HTTP 200"), new DeliveryEntry(2, 0, "due", "")],
            store.Deliveries("watch", "webhook:h:1"));
        Assert.Equal(["folder:/x", "webhook:h:1"], store.Targets("watch"));
    }

    [Theory]
    [EveryStore]
    public void What_a_monitor_kept_refuses_change_even_to_plain_sql(string kind)
    {
        using TemporaryStore place = new(kind);
        using (MonitorStore store = MonitorStore.Open(place.Address))
        {
            store.Append(Step(1), [Firing], [new StoredAlertEvent(1, "A01", "near-default", "Raised", Day, Day, 1.25)], SampleRun.Make().Rows, ["folder:/x"]);
        }

        using DbConnection plain = kind == "postgres" ? Postgres(place.Address) : new SqliteConnection($"Data Source={place.FilePath};Pooling=False");
        if (plain.State == System.Data.ConnectionState.Closed)
        {
            plain.Open();
        }

        foreach (string table in (string[])["monitor_steps", "monitor_triggers", "monitor_events", "monitor_observations", "monitor_deliveries"])
        {
            foreach (string sql in (string[])[$"DELETE FROM {table}", $"UPDATE {table} SET monitor = 'x'"])
            {
                using DbCommand command = plain.CreateCommand();
                command.CommandText = sql;
                Assert.Contains("append-only", Assert.ThrowsAny<DbException>(() => { command.ExecuteNonQuery(); }).Message, StringComparison.Ordinal);
            }
        }
    }

    private static MonitorStep Step(int number) => new("watch", number, Day, "run a1b2", "{}", $"{{\"step\":{number}}}");

    private static NpgsqlConnection Postgres(StoreAddress address)
    {
        NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(address.Place) { Password = Environment.GetEnvironmentVariable("FREEBOARD_POSTGRES_PASSWORD"), SearchPath = address.Schema, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}
