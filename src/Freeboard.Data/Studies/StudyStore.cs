using Dapper;
using Freeboard.Data.Store;

namespace Freeboard.Data.Studies;

/// <summary>A study in a line.</summary>
/// <param name="StudyId">Hash of its files and settings.</param>
/// <param name="Kind">What it is: portfolio, migration.</param>
/// <param name="Title">What it is about, for lists.</param>
/// <param name="MadeAt">When it was made first.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="Version">Version that made it.</param>
/// <param name="Settings">Its settings, JSON.</param>
/// <param name="Summary">Its main figures, JSON.</param>
public sealed record StudyRecord(string StudyId, string Kind, string Title, DateTimeOffset MadeAt, string MadeBy, string Version, string Settings, string Summary);

/// <summary>A file that a study was made from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">Its bytes.</param>
public sealed record StudyFile(string Name, byte[] Content);

/// <summary>The studies of a store: what each was made from, and what it said.</summary>
/// <remarks>Errors: <see cref="StoreException"/> with a cure. One instance belongs to one thread at a time.</remarks>
public sealed class StudyStore : IDisposable
{
    private const string Columns = "study_id AS StudyId, kind AS Kind, title AS Title, made_at AS MadeAt, made_by AS MadeBy, version AS Version, settings AS Settings, summary AS Summary";

    private readonly StoreConnection store;

    private StudyStore(StoreConnection store) => this.store = store;

    /// <summary>Opens a store; makes it where there is none and brings an older one up to date.</summary>
    /// <param name="address">An address as <see cref="StoreAddress.Parse"/> reads it.</param>
    /// <exception cref="StoreException">It cannot be opened, is no store of ours, or a newer program wrote it.</exception>
    public static StudyStore Open(string address) => Open(StoreAddress.Parse(address));

    /// <summary>Opens a store; makes it where there is none and brings an older one up to date.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="StoreException">It cannot be opened, is no store of ours, or a newer program wrote it.</exception>
    public static StudyStore Open(StoreAddress address) => new(StoreConnection.Open(address));

    /// <summary>The studies of a kind, newest first.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="after">Only those that come after this place in the list, whether or not anything is there still; null for all.</param>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<StudyRecord> List(string kind, (DateTimeOffset MadeAt, string Id)? after, int count) => store.Do(() => store.Database.Query<Row>(
        $"SELECT {Columns} FROM study_kept WHERE kind = @kind"
        + (after is null ? "" : " AND (made_at, study_id) < (@at, @id)")
        + " ORDER BY made_at DESC, study_id DESC LIMIT @count",
        new { kind, at = after is { } place ? StoreText.Of(place.MadeAt) : null, id = after?.Id, count }).Select(static r => r.ToRecord()).ToList());

    /// <summary>A study; null when there is none.</summary>
    /// <param name="id">Its id.</param>
    public StudyRecord? Find(string id) => store.Do(() => store.Database.QueryFirstOrDefault<Row>($"SELECT {Columns} FROM study_kept WHERE study_id = @id", new { id })?.ToRecord());

    /// <summary>The files of a study, in their order.</summary>
    /// <param name="id">Its id.</param>
    public IReadOnlyList<StudyFile> Files(string id) => store.Do(() => store.Database.Query<FileRow>("SELECT name AS Name, content AS Content FROM study_files WHERE study_id = @id ORDER BY place", new { id }).Select(static r => new StudyFile(r.Name, r.Content)).ToList());

    /// <summary>What a study said when it was made, JSON; null when there is none.</summary>
    /// <param name="id">Its id.</param>
    public byte[]? Document(string id) => store.Do(() => store.Database.QueryFirstOrDefault<byte[]>("SELECT document FROM study_kept WHERE study_id = @id", new { id }));

    /// <summary>Keeps a study.</summary>
    /// <param name="record">The study in a line.</param>
    /// <param name="files">What it was made from.</param>
    /// <param name="document">What it said, JSON.</param>
    /// <returns>False when the very same was kept already: it stays as it was.</returns>
    public bool Add(StudyRecord record, IReadOnlyList<StudyFile> files, byte[] document)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(files);
        return store.Do(() =>
        {
            using StoreTransaction transaction = store.BeginWrite(StorePart.Access);
            if (store.Database.ExecuteScalar<long>("SELECT count(*) FROM study_kept WHERE study_id = @StudyId", new { record.StudyId }, transaction.Inner) > 0)
            {
                return false;
            }

            store.Database.Execute(
                "INSERT INTO study_kept (study_id, kind, title, made_at, made_by, version, settings, summary, document) VALUES (@StudyId, @Kind, @Title, @MadeAt, @MadeBy, @Version, @Settings, @Summary, @document)",
                new { record.StudyId, record.Kind, record.Title, MadeAt = StoreText.Of(record.MadeAt), record.MadeBy, record.Version, record.Settings, record.Summary, document },
                transaction.Inner);
            for (int place = 0; place < files.Count; place++)
            {
                store.Database.Execute("INSERT INTO study_files (study_id, place, name, content) VALUES (@StudyId, @place, @Name, @Content)", new { record.StudyId, place = (long)place, files[place].Name, files[place].Content }, transaction.Inner);
            }

            transaction.Commit();
            return true;
        });
    }

    /// <summary>Deletes a study with its files.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>False when there is none.</returns>
    public bool Delete(string id) => store.Do(() =>
    {
        using StoreTransaction transaction = store.BeginWrite(StorePart.Access);
        store.Database.Execute("DELETE FROM study_files WHERE study_id = @id", new { id }, transaction.Inner);
        int rows = store.Database.Execute("DELETE FROM study_kept WHERE study_id = @id", new { id }, transaction.Inner);
        transaction.Commit();
        return rows > 0;
    });

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    private sealed class Row
    {
        public string StudyId { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Title { get; init; } = "";

        public string MadeAt { get; init; } = "";

        public string MadeBy { get; init; } = "";

        public string Version { get; init; } = "";

        public string Settings { get; init; } = "";

        public string Summary { get; init; } = "";

        public StudyRecord ToRecord() => new(StudyId, Kind, Title, StoreText.MomentOf(MadeAt), MadeBy, Version, Settings, Summary);
    }

    private sealed class FileRow
    {
        public string Name { get; init; } = "";

        public byte[] Content { get; init; } = [];
    }
}
