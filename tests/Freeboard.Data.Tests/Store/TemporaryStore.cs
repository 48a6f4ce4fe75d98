using Freeboard.Data.Store;
using Freeboard.Tests.PostgreSql;

namespace Freeboard.Data.Tests.Store;

/// <summary>A place for a store of its own, deleted afterwards: a file in a new folder, or a new schema of the test server.</summary>
internal sealed class TemporaryStore : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("freeboard-store-").FullName;

    public TemporaryStore(string kind = "sqlite") =>
        Address = StoreAddress.Parse(kind == "postgres" ? PostgreSqlServer.NewAddress() : "sqlite:" + Path.Combine(folder, "runs.db"));

    public StoreAddress Address { get; }

    public string FilePath => Path.Combine(folder, "runs.db");

    public string Folder => folder;

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
