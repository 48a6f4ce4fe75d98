using Freeboard.Data.AsOf;
using Freeboard.Data.Facts;
using Freeboard.Data.Store;
using Freeboard.Data.Tests.Store;
using Freeboard.Tests.PostgreSql;
using Npgsql;

namespace Freeboard.Data.Tests.Kill;

/// <summary>A PostgreSQL server that ends the connection in the middle of an import or a run: told by a code that may be tried again, nothing in part, and the next try goes through.</summary>
public sealed class ServerFaultTests
{
    private static readonly DateTimeOffset Now = new(2024, 4, 1, 8, 0, 0, TimeSpan.Zero);

    [PostgreSqlFact]
    public void A_connection_that_the_server_ends_after_any_part_of_an_import_loses_that_import_and_nothing_else()
    {
        using TemporaryStore place = new("postgres");
        StoreAddress own = ForOneLogin(place.Address, out string login);
        using (FactStore first = FactStore.Open(own))
        {
            Import(first, 0, 2000, null);
        }

        // Before a row, among small ones, past a lot of a large import, at its end.
        foreach (int after in (int[])[0, 1, 500, 100_000, 262_144, 280_000, 299_999])
        {
            using FactStore facts = FactStore.Open(own);
            StoreException fault = Assert.Throws<StoreException>(() => Import(facts, 1, 300_000, row =>
            {
                if (row == after)
                {
                    EndConnections(place.Address, login);
                }
            }));
            Assert.True(fault.MayRetry, fault.Message);
            using FactStore again = FactStore.Open(own);
            Assert.Single(again.Imports());
            Assert.All(StoreCheck.Run(own).Findings, static f => Assert.True(f.Sound, f.Check + ": " + f.Detail));
        }

        using FactStore last = FactStore.Open(own);
        Import(last, 1, 300_000, null);
        Assert.Equal(2, last.Imports().Count);
    }

    [PostgreSqlFact]
    public void A_connection_that_the_server_ends_before_a_run_is_kept_loses_that_run_alone()
    {
        using TemporaryStore place = new("postgres");
        StoreAddress own = ForOneLogin(place.Address, out string login);
        using RunStore store = RunStore.Open(own);
        store.Append(SampleRun.Make("run-a"), Now, Now);
        EndConnections(place.Address, login);
        Assert.True(Assert.Throws<StoreException>(() => store.Append(SampleRun.Make("run-b"), Now, Now)).MayRetry);
        using RunStore again = RunStore.Open(own);
        Assert.Equal("run-a", Assert.Single(again.List()).RunId);
        again.Append(SampleRun.Make("run-b"), Now, Now);
        Assert.Equal(2, again.List().Count);
    }

    private static void Import(FactStore facts, int salt, int rows, Action<int>? before)
    {
        using FactWriter writer = facts.BeginImport(new ImportDescription { Source = FormattableString.Invariant($"import {salt}") });
        string[] codes = [.. Enumerable.Range(0, KillVictim.Firms).Select(f => FormattableString.Invariant($"{salt:000000}{f:00}"))];
        foreach (string code in codes)
        {
            writer.Firm(new FirmFact { Description = new() { Firm = code, Name = code, Currency = "CNY", Kind = "general" }, Source = "a.csv" });
        }

        DateOnly start = new(1970, 1, 1);
        for (int row = 0; row < rows; row++)
        {
            before?.Invoke(row);
            writer.Price(codes[row % codes.Length], new PriceFact { Date = start.AddDays(row / codes.Length), Close = 10 + (row * 0.001), Volume = 1000, Trading = true, Source = "a.csv" });
        }

        writer.Commit();
    }

    /// <summary>The same place for a login of this test alone, so that its connections can be told from those of other tests.</summary>
    private static StoreAddress ForOneLogin(StoreAddress address, out string login)
    {
        login = "ends_" + address.Schema;
        Ask(address, $"CREATE ROLE {login} LOGIN SUPERUSER PASSWORD '{Environment.GetEnvironmentVariable("FREEBOARD_POSTGRES_PASSWORD")}'");
        return StoreAddress.Parse(address.ToString().Replace("Username=freeboard", "Username=" + login, StringComparison.Ordinal));
    }

    private static void EndConnections(StoreAddress server, string login)
    {
        Ask(server, $"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = '{login}'");
        Thread.Sleep(200);
    }

    private static void Ask(StoreAddress server, string sql)
    {
        using NpgsqlConnection plain = new(new NpgsqlConnectionStringBuilder(server.Place) { Password = Environment.GetEnvironmentVariable("FREEBOARD_POSTGRES_PASSWORD"), Pooling = false }.ConnectionString);
        plain.Open();
        using NpgsqlCommand command = new(sql, plain);
        command.ExecuteScalar();
    }
}
