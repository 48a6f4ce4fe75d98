using Dapper;
using Freeboard.Data.Store;

namespace Freeboard.Data.KeptFiles;

/// <summary>A kept file without its content.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hexadecimal.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="KeptAt">When it was kept.</param>
/// <param name="KeptBy">The account that gave it.</param>
public sealed record KeptFileRecord(string Kind, string Name, string Sha256, long Bytes, DateTimeOffset KeptAt, string KeptBy);

/// <summary>Files of a store that are used again, by kind and name. A name given again takes the place of what it held.</summary>
/// <remarks>A change is one transaction. Errors: <see cref="StoreException"/> with a cure. One instance belongs to one thread at a time.</remarks>
public sealed class KeptFileStore : IDisposable
{
    private const string Columns = "kind AS Kind, name AS Name, sha256 AS Sha256, length(content) AS Bytes, kept_at AS KeptAt, kept_by AS KeptBy";

    private readonly StoreConnection store;

    private KeptFileStore(StoreConnection store) => this.store = store;

    /// <summary>Opens a store; makes it where there is none and brings an older one up to date.</summary>
    /// <param name="address">An address as <see cref="StoreAddress.Parse"/> reads it.</param>
    /// <exception cref="StoreException">It cannot be opened, is no store of ours, or a newer program wrote it.</exception>
    public static KeptFileStore Open(string address) => Open(StoreAddress.Parse(address));

    /// <summary>Opens a store; makes it where there is none and brings an older one up to date.</summary>
    /// <param name="address">Where it is.</param>
    /// <exception cref="StoreException">It cannot be opened, is no store of ours, or a newer program wrote it.</exception>
    public static KeptFileStore Open(StoreAddress address) => new(StoreConnection.Open(address));

    /// <summary>The files of a kind, by name.</summary>
    /// <param name="kind">What they are for.</param>
    public IReadOnlyList<KeptFileRecord> List(string kind) => store.Do(() =>
        store.Database.Query<Row>($"SELECT {Columns} FROM kept_files WHERE kind = @kind ORDER BY name", new { kind }).Select(static r => r.Record()).ToList());

    /// <summary>A file with its content; null when there is none.</summary>
    /// <param name="kind">What it is for.</param>
    /// <param name="name">Its name.</param>
    public (KeptFileRecord File, byte[] Content)? Find(string kind, string name) => store.Do<(KeptFileRecord, byte[])?>(() =>
        store.Database.QuerySingleOrDefault<Row>($"SELECT {Columns}, content AS Content FROM kept_files WHERE kind = @kind AND name = @name", new { kind, name }) is { } row ? (row.Record(), row.Content) : null);

    /// <summary>Keeps a file under its kind and name.</summary>
    /// <param name="file">What it is; its length is not looked at.</param>
    /// <param name="content">Its bytes.</param>
    public void Keep(KeptFileRecord file, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(content);
        store.Do(() =>
        {
            using StoreTransaction transaction = store.BeginWrite(StorePart.Access);
            store.Database.Execute("DELETE FROM kept_files WHERE kind = @Kind AND name = @Name", new { file.Kind, file.Name }, transaction.Inner);
            store.Database.Execute(
                "INSERT INTO kept_files (kind, name, sha256, content, kept_at, kept_by) VALUES (@Kind, @Name, @Sha256, @content, @at, @KeptBy)",
                new { file.Kind, file.Name, file.Sha256, content, at = StoreText.Of(file.KeptAt), file.KeptBy },
                transaction.Inner);
            transaction.Commit();
        });
    }

    /// <summary>Takes a file out.</summary>
    /// <param name="kind">What it is for.</param>
    /// <param name="name">Its name.</param>
    /// <param name="allowed">Told the file, under the lock of the writer; whether it is taken out.</param>
    /// <returns>False when there is none, or it is not allowed.</returns>
    public bool Delete(string kind, string name, Func<KeptFileRecord, bool> allowed) => store.Do(() =>
    {
        using StoreTransaction transaction = store.BeginWrite(StorePart.Access);
        if (store.Database.QuerySingleOrDefault<Row>($"SELECT {Columns} FROM kept_files WHERE kind = @kind AND name = @name", new { kind, name }, transaction.Inner) is not { } row || !allowed(row.Record()))
        {
            return false;
        }

        int files = store.Database.Execute("DELETE FROM kept_files WHERE kind = @kind AND name = @name", new { kind, name }, transaction.Inner);
        transaction.Commit();
        return files > 0;
    });

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    private sealed class Row
    {
        public string Kind { get; init; } = "";

        public string Name { get; init; } = "";

        public string Sha256 { get; init; } = "";

        public long Bytes { get; init; }

        public string KeptAt { get; init; } = "";

        public string KeptBy { get; init; } = "";

        public byte[] Content { get; init; } = [];

        public KeptFileRecord Record() => new(Kind, Name, Sha256, Bytes, StoreText.MomentOf(KeptAt), KeptBy);
    }
}
