using Dapper;
using Freeboard.Data.Store;

namespace Freeboard.Data.Validations;

/// <summary>A validation in a line.</summary>
/// <param name="ValidationId">Hash of its inputs and settings.</param>
/// <param name="RunId">The run that was judged.</param>
/// <param name="MadeAt">When it was made first.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="Version">Version that made it.</param>
/// <param name="LabelsName">Name of the file of events.</param>
/// <param name="Event">Word of the event judged.</param>
/// <param name="Months">Horizon, months.</param>
/// <param name="WatchedTo">Last day on which events were recorded; null for the assumed one.</param>
/// <param name="KeepGoing">Whether refused rows were set aside.</param>
/// <param name="Firms">Firms judged.</param>
/// <param name="Observations">Observations judged.</param>
/// <param name="Events">Events among them.</param>
/// <param name="Area">Area under the ROC curve; null for none.</param>
/// <param name="From">Earliest day judged.</param>
/// <param name="To">Latest day judged.</param>
public sealed record ValidationRecord(
    string ValidationId, string RunId, DateTimeOffset MadeAt, string MadeBy, string Version, string LabelsName, string Event, int Months, DateOnly? WatchedTo, bool KeepGoing, int Firms, int Observations, int Events, double? Area, DateOnly? From, DateOnly? To);

/// <summary>The validations of a store: what each was made from, and what it said.</summary>
/// <remarks>Errors: <see cref="StoreException"/> with a cure. One instance belongs to one thread at a time.</remarks>
public sealed class ValidationStore : IDisposable
{
    private const string Columns =
        "validation_id AS ValidationId, run_id AS RunId, made_at AS MadeAt, made_by AS MadeBy, version AS Version, labels_name AS LabelsName, event AS Event, months AS Months, watched_to AS WatchedTo, "
        + "keep_going AS KeepGoing, firms AS Firms, observations AS Observations, events AS Events, area AS Area, first_day AS FirstDay, last_day AS LastDay";

    private readonly StoreConnection store;

    private ValidationStore(StoreConnection store) => this.store = store;

    /// <summary>Opens a store; makes it where there is none and brings an older one up to date.</summary>
    /// <param name="address">An address as <see cref="StoreAddress.Parse"/> reads it.</param>
    /// <exception cref="StoreException">It cannot be opened, is no store of ours, or a newer program wrote it.</exception>
    public static ValidationStore Open(string address) => Open(StoreAddress.Parse(address));

    /// <summary>Opens a store; makes it where there is none and brings an older one up to date.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="StoreException">It cannot be opened, is no store of ours, or a newer program wrote it.</exception>
    public static ValidationStore Open(StoreAddress address) => new(StoreConnection.Open(address));

    /// <summary>The validations, newest first.</summary>
    /// <param name="after">Only those that come after this place in the list, whether or not anything is there still; null for all.</param>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<ValidationRecord> List((DateTimeOffset MadeAt, string Id)? after, int count) => store.Do(() => store.Database.Query<Row>(
        $"SELECT {Columns} FROM validation_kept"
        + (after is null ? "" : " WHERE (made_at, validation_id) < (@at, @id)")
        + " ORDER BY made_at DESC, validation_id DESC LIMIT @count",
        new { at = after is { } place ? StoreText.Of(place.MadeAt) : null, id = after?.Id, count }).Select(static r => r.ToRecord()).ToList());

    /// <summary>A validation; null when there is none.</summary>
    /// <param name="id">Its id.</param>
    public ValidationRecord? Find(string id) => store.Do(() => store.Database.QueryFirstOrDefault<Row>($"SELECT {Columns} FROM validation_kept WHERE validation_id = @id", new { id })?.ToRecord());

    /// <summary>The file of events of a validation, byte by byte; null when there is none.</summary>
    /// <param name="id">Its id.</param>
    public byte[]? Labels(string id) => store.Do(() => store.Database.QueryFirstOrDefault<byte[]>("SELECT labels FROM validation_kept WHERE validation_id = @id", new { id }));

    /// <summary>What a validation said when it was made, JSON; null when there is none.</summary>
    /// <param name="id">Its id.</param>
    public byte[]? Document(string id) => store.Do(() => store.Database.QueryFirstOrDefault<byte[]>("SELECT document FROM validation_kept WHERE validation_id = @id", new { id }));

    /// <summary>Keeps a validation.</summary>
    /// <param name="record">The validation in a line.</param>
    /// <param name="labels">The file of events.</param>
    /// <param name="document">What it said, JSON.</param>
    /// <returns>False when the very same was kept already: it stays as it was.</returns>
    public bool Add(ValidationRecord record, byte[] labels, byte[] document)
    {
        ArgumentNullException.ThrowIfNull(record);
        return store.Do(() =>
        {
            using StoreTransaction transaction = store.BeginWrite(StorePart.Access);
            if (store.Database.ExecuteScalar<long>("SELECT count(*) FROM validation_kept WHERE validation_id = @ValidationId", new { record.ValidationId }, transaction.Inner) > 0)
            {
                return false;
            }

            store.Database.Execute(
                "INSERT INTO validation_kept (validation_id, run_id, made_at, made_by, version, labels_name, labels, event, months, watched_to, keep_going, firms, observations, events, area, first_day, last_day, document) "
                + "VALUES (@ValidationId, @RunId, @MadeAt, @MadeBy, @Version, @LabelsName, @labels, @Event, @Months, @WatchedTo, @KeepGoing, @Firms, @Observations, @Events, @Area, @FirstDay, @LastDay, @document)",
                new
                {
                    record.ValidationId,
                    record.RunId,
                    MadeAt = StoreText.Of(record.MadeAt),
                    record.MadeBy,
                    record.Version,
                    record.LabelsName,
                    labels,
                    record.Event,
                    record.Months,
                    WatchedTo = StoreText.Of(record.WatchedTo),
                    KeepGoing = record.KeepGoing ? 1 : 0,
                    record.Firms,
                    record.Observations,
                    record.Events,
                    record.Area,
                    FirstDay = StoreText.Of(record.From),
                    LastDay = StoreText.Of(record.To),
                    document,
                },
                transaction.Inner);
            transaction.Commit();
            return true;
        });
    }

    /// <summary>Deletes a validation.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>False when there is none.</returns>
    public bool Delete(string id) => store.Do(() =>
    {
        using StoreTransaction transaction = store.BeginWrite(StorePart.Access);
        int rows = store.Database.Execute("DELETE FROM validation_kept WHERE validation_id = @id", new { id }, transaction.Inner);
        transaction.Commit();
        return rows > 0;
    });

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    private sealed class Row
    {
        public string ValidationId { get; init; } = "";

        public string RunId { get; init; } = "";

        public string MadeAt { get; init; } = "";

        public string MadeBy { get; init; } = "";

        public string Version { get; init; } = "";

        public string LabelsName { get; init; } = "";

        public string Event { get; init; } = "";

        public long Months { get; init; }

        public string? WatchedTo { get; init; }

        public long KeepGoing { get; init; }

        public long Firms { get; init; }

        public long Observations { get; init; }

        public long Events { get; init; }

        public double? Area { get; init; }

        public string? FirstDay { get; init; }

        public string? LastDay { get; init; }

        public ValidationRecord ToRecord() => new(
            ValidationId, RunId, StoreText.MomentOf(MadeAt), MadeBy, Version, LabelsName, Event, (int)Months, StoreText.OptionalDay(WatchedTo), KeepGoing != 0, (int)Firms, (int)Observations, (int)Events, Area, StoreText.OptionalDay(FirstDay), StoreText.OptionalDay(LastDay));
    }
}
