using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using Freeboard.Assessment;
using Freeboard.Data.Facts;
using Freeboard.Data.Store;
using Freeboard.Tests.PostgreSql;

namespace Freeboard.Data.Tests.Store;

/// <summary>Stores of every earlier schema, empty and as earlier versions of the program left them, are brought up to date and lose nothing.</summary>
public sealed class StoreUpgradeTests
{
    private static readonly string Fixtures = Path.Combine(
        typeof(StoreUpgradeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "RepositoryRoot").Value!, "tests", "ReferenceValues", "stores");

    public static TheoryData<string> Kept => [.. Directory.GetFiles(Fixtures, "schema-*.db.gz").Select(static f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [EveryStore]
    public void A_store_of_every_earlier_schema_gets_the_tables_and_guards_of_a_new_one(string kind)
    {
        using TemporaryStore fresh = new(kind);
        RunStore.Open(fresh.Address).Dispose();
        string[] wanted = Shape(fresh.Address);
        int newest = StoreSight.Of(fresh.Address)!.NewestVersion;
        Assert.True(newest >= 7);
        foreach (int version in Versions(kind).Where(v => v < newest))
        {
            using TemporaryStore place = new(kind);
            Make(place.Address, version);
            Assert.Equal(version, StoreSight.Of(place.Address)!.SchemaVersion);
            Assert.All(StoreCheck.Run(place.Address).Findings, f => Assert.True(f.Sound, $"schema {version}, {f.Check}: {f.Detail}"));
            RunStore.Open(place.Address).Dispose();
            Assert.Equal(newest, StoreSight.Of(place.Address)!.SchemaVersion);
            Assert.Equal(wanted, Shape(place.Address));
        }
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public void A_store_that_an_earlier_version_of_the_program_wrote_gives_the_rows_that_it_printed(string name)
    {
        using TemporaryStore place = new();
        Unpack(name, place.FilePath);
        int version = StoreSight.Of(place.Address)!.SchemaVersion;
        Assert.Equal(name, FormattableString.Invariant($"schema-{version}.db.gz"));
        Assert.All(StoreCheck.Run(place.Address).Findings, static f => Assert.True(f.Sound, f.Check + ": " + f.Detail));

        // A backup of the older store is one of the older schema.
        using TemporaryStore other = new();
        string backup = Path.Combine(place.Folder, "backup.db");
        Assert.Equal(version, StoreBackup.Write(place.Address, backup).SchemaVersion);
        StoreBackup.Restore(backup, other.Address);
        Assert.Equal(version, StoreSight.Of(other.Address)!.SchemaVersion);

        using RunStore store = RunStore.Open(other.Address);
        Dictionary<string, string[]> printed = Directory.GetFiles(Fixtures, FormattableString.Invariant($"schema-{version}-*.csv")).Select(File.ReadAllLines).ToDictionary(static lines => lines[1].Split(',')[^1]);
        Assert.Equal(printed.Keys.Order(StringComparer.Ordinal), store.List().Select(static r => r.RunId).Order(StringComparer.Ordinal));
        foreach ((string id, string[] lines) in printed)
        {
            string[] header = lines[0].Split(',');
            AssessmentRun run = store.Load(id)!;
            Assert.Equal(lines.Length - 1, run.Rows.Count);
            for (int i = 0; i < run.Rows.Count; i++)
            {
                string[] cells = lines[i + 1].Split(',');
                AssessmentRow row = run.Rows[i];
                Assert.Equal((row.Firm, row.Date.ToString("O", CultureInfo.InvariantCulture), row.Status.ToString()), (Cell("firm"), Cell("date"), Cell("status")));
                Assert.Equal(row.AssetValue, Number("assetValue"));
                Assert.Equal(row.AssetVolatility, Number("assetVolatility"));
                Assert.Equal(row.DdRiskNeutral, Number("DDRiskNeutral"));
                Assert.Equal(row.LnEdf, Number("lnEDF"));

                string Cell(string column) => cells[Array.IndexOf(header, column)];

                double? Number(string column) => Cell(column) is { Length: > 0 } text ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;
            }
        }

        Assert.All(StoreCheck.Run(other.Address).Findings, static f => Assert.True(f.Sound, f.Check + ": " + f.Detail));
        using FactStore facts = FactStore.Open(other.Address);
        Assert.Equal(version >= 3 && printed.Count > 1 ? 1 : 0, facts.Imports().Count);
    }

    private static IEnumerable<int> Versions(string kind) => Data.Store.Migration.Scripts(kind == "sqlite" ? "Sqlite" : "PostgreSql").Select(static s => s.Version).Order();

    private static void Make(StoreAddress address, int version)
    {
        IStoreDialect dialect = address.Kind == StoreKind.Sqlite ? new SqliteDialect() : new PostgreSqlDialect();
        using DbConnection connection = dialect.Connect(address, create: true);
        using StoreTransaction transaction = dialect.BeginWrite(connection, address, StorePart.Schema);
        Data.Store.Migration.ApplyUpTo(dialect, connection, transaction, version);
        transaction.Commit();
    }

    /// <summary>Tables with their columns, indexes and triggers.</summary>
    private static string[] Shape(StoreAddress address)
    {
        using StoreConnection store = StoreConnection.Look(address, out _);
        List<string> names = address.Kind == StoreKind.Sqlite
            ? store.Query("SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema", static r => r.GetString(0))
            : [
                .. store.Query("SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable FROM information_schema.columns WHERE table_schema = @schema", static r => r.GetString(0), ("schema", address.Schema)),
                .. store.Query("SELECT indexname::text FROM pg_indexes WHERE schemaname = @schema", static r => r.GetString(0), ("schema", address.Schema)),
                .. store.Query("SELECT t.tgname::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND n.nspname = @schema", static r => r.GetString(0), ("schema", address.Schema)),
            ];
        return [.. names.Order(StringComparer.Ordinal)];
    }

    private static void Unpack(string name, string path)
    {
        using FileStream packed = File.OpenRead(Path.Combine(Fixtures, name));
        using GZipStream bytes = new(packed, CompressionMode.Decompress);
        using FileStream file = File.Create(path);
        bytes.CopyTo(file);
    }
}
