using System.Net;
using System.Net.Sockets;
using Freeboard.Data.Store;
using Freeboard.Tests.PostgreSql;
using Npgsql;

namespace Freeboard.Data.Tests.Store;

/// <summary>What only PostgreSQL can do wrong. The first test is the one that is skipped, loudly, where there is no server; contract tests then ran on SQLite alone.</summary>
public sealed class PostgreSqlStoreTests
{
    private static readonly DateTimeOffset Start = new(2024, 4, 1, 8, 0, 0, TimeSpan.Zero);

    [PostgreSqlFact]
    public void The_contract_tests_of_the_store_ran_on_PostgreSQL_too() => Assert.Null(PostgreSqlServer.WhyNot);

    [PostgreSqlFact]
    public void What_is_stored_refuses_change_even_to_plain_sql()
    {
        using TemporaryStore place = new("postgres");
        using (RunStore store = RunStore.Open(place.Address))
        {
            store.Append(SampleRun.Make(), Start, Start);
        }

        SampleRun.KeepSegment(place.Address);
        using NpgsqlConnection plain = Connect(place.Address);
        List<string> tables = [];
        using (NpgsqlCommand names = new($"SELECT table_name FROM information_schema.columns WHERE table_schema = '{place.Address.Schema}' AND column_name = 'run_id' AND table_name <> 'validation_kept'", plain))
        using (NpgsqlDataReader reader = names.ExecuteReader())
        {
            while (reader.Read())
            {
                tables.Add(reader.GetString(0));
            }
        }

        Assert.Equal(14, tables.Count);
        foreach (string table in tables)
        {
            foreach (string sql in new[]
            {
                $"DELETE FROM {table}",
                $"UPDATE {table} SET run_id = 'x'",
                $"TRUNCATE {table} CASCADE",
                $"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT {(table == "runs" ? "(run_id)" : table == "executions" ? "(execution_id)" : $"ON CONSTRAINT {table}_pkey")} DO UPDATE SET run_id = 'x'",
            })
            {
                using NpgsqlCommand command = new(sql, plain);
                Assert.Contains("append-only", Assert.Throws<PostgresException>(() => { command.ExecuteNonQuery(); }).MessageText, StringComparison.Ordinal);
            }
        }

        using RunStore again = RunStore.Open(place.Address);
        Assert.Equal(4, again.Load(SampleRun.Make().Provenance.RunId)!.Rows.Count);
    }

    [PostgreSqlFact]
    public void A_schema_of_another_program_is_left_alone_and_a_newer_one_is_named()
    {
        using TemporaryStore foreign = new("postgres");
        using NpgsqlConnection plain = Connect(foreign.Address);
        Execute(plain, $"CREATE SCHEMA {foreign.Address.Schema}; CREATE TABLE {foreign.Address.Schema}.accounts (name text)");
        Assert.Equal("STORE-FOREIGN-DATABASE", Assert.Throws<StoreException>(() => RunStore.Open(foreign.Address)).Code);

        using TemporaryStore newer = new("postgres");
        RunStore.Open(newer.Address).Dispose();
        Execute(plain, $"UPDATE {newer.Address.Schema}.freeboard_schema SET version = 99");
        Assert.Equal("STORE-NEWER-VERSION", Assert.Throws<StoreException>(() => RunStore.Open(newer.Address)).Code);
    }

    [PostgreSqlFact]
    public void A_missing_database_and_a_refused_login_are_named_with_their_cures()
    {
        using TemporaryStore place = new("postgres");
        string good = place.Address.ToString();
        Assert.Equal("STORE-DATABASE-MISSING", Assert.Throws<StoreException>(() => RunStore.Open(good.Replace("Database=postgres", "Database=nobodys", StringComparison.Ordinal))).Code);

        StoreException refused = Assert.Throws<StoreException>(() => RunStore.Open(good.Replace("Username=freeboard", "Username=stranger", StringComparison.Ordinal)));
        Assert.Equal("STORE-LOGIN-REFUSED", refused.Code);
        Assert.Contains("PGPASSFILE", refused.Cure, StringComparison.Ordinal);
        Assert.False(RunStore.Exists(place.Address));
        RunStore.Open(place.Address).Dispose();
        Assert.True(RunStore.Exists(place.Address));
    }

    [Fact]
    public void A_server_that_does_not_answer_may_be_tried_again()
    {
        int port;
        using (TcpListener listener = new(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        StoreException fault = Assert.Throws<StoreException>(() => RunStore.Open(FormattableString.Invariant($"postgres:Host=127.0.0.1;Port={port};Username=me;Database=x")));
        Assert.Equal(("STORE-UNREACHABLE", true), (fault.Code, fault.MayRetry));
        Assert.Equal("STORE-UNREACHABLE", Assert.Throws<StoreException>(() => RunStore.Exists(StoreAddress.Parse(FormattableString.Invariant($"postgres:Host=127.0.0.1;Port={port};Username=me")))).Code);
    }

    [Fact]
    public void Both_dialects_have_the_same_migrations()
    {
        Assert.Equal(Names("Sqlite"), Names("PostgreSql"));

        static string[] Names(string dialect) =>
            [.. Freeboard.Data.Store.Migration.Scripts(dialect).Select(s => s.Name[s.Name.IndexOf(dialect, StringComparison.Ordinal)..][dialect.Length..]).Order(StringComparer.Ordinal)];
    }

    private static NpgsqlConnection Connect(StoreAddress address)
    {
        NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(address.Place)
        {
            Password = Environment.GetEnvironmentVariable("FREEBOARD_POSTGRES_PASSWORD"),
            SearchPath = address.Schema,
            Pooling = false,
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using NpgsqlCommand command = new(sql, connection);
        command.ExecuteNonQuery();
    }
}
