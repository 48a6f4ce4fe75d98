using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Data.Store;
using Freeboard.Provenance;

namespace Freeboard.Data.Facts;

/// <summary>
/// Facts of firms and of the market with two dates each, the day they hold for and the day they became known, import by
/// import, in SQLite or PostgreSQL. Nothing is changed or deleted: a revision is another fact, and an import that is undone
/// is no longer seen.
/// </summary>
/// <remarks>
/// <para>Shape: a store shows one state, that of its opening, until <see cref="Refresh"/>, an import or an undo of its own;
/// what others commit meanwhile does not mix in. Memory grows with firms, not with facts. One instance belongs to one thread at a time.</para>
/// <para>Errors: <see cref="StoreException"/> with a cure.</para>
/// </remarks>
public sealed class FactStore : IDisposable
{
    private readonly StoreConnection store;
    private readonly TimeProvider clock;
    private FactWriter? writer;
    private FactState state;
    private FirmCatalog catalog;
    private FactReader reader;

    private FactStore(StoreConnection store, TimeProvider clock)
    {
        this.store = store;
        this.clock = clock;
        (state, catalog, reader) = Load(FactState.Read(store)!);
    }

    /// <summary>Hash of what is seen: the same for the same imports in the same order, in every store. Part of a run's identity.</summary>
    public string StateHash => state.Hash;

    /// <summary>Whether any import that is seen holds synthetic data.</summary>
    public bool Synthetic => Imports().Any(static i => i.Synthetic && !i.Undone);

    /// <summary>Opens a store; makes it where there is none and brings an older one up to date.</summary>
    /// <param name="address">An address as <see cref="StoreAddress.Parse"/> reads it.</param>
    /// <param name="clock">Tells when imports are made; the system's when left out. Times never enter a result.</param>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public static FactStore Open(string address, TimeProvider? clock = null) => Open(StoreAddress.Parse(address), clock);

    /// <inheritdoc cref="Open(string, TimeProvider?)"/>
    public static FactStore Open(StoreAddress address, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        StoreConnection store = StoreConnection.Open(address);
        try
        {
            return store.Do(() => new FactStore(store, clock ?? TimeProvider.System));
        }
        catch (StoreException)
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Begins an import. The store takes no other import, of anybody, until it is committed or disposed; nor, in a SQLite file, a run.</summary>
    /// <param name="description">What the import is.</param>
    /// <exception cref="StoreException">Another writer held the store for too long.</exception>
    /// <exception cref="InvalidOperationException">An import of this instance is under way.</exception>
    public FactWriter BeginImport(ImportDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        if (writer is not null)
        {
            throw new InvalidOperationException("An import of this store is under way: commit or dispose it first.");
        }

        StoreTransaction transaction = store.BeginWrite(StorePart.Facts);
        try
        {
            return store.Do(() =>
            {
                // Under the write lock, so that numbers and descriptions are the newest.
                Refresh();
                return writer = new FactWriter(this, store, transaction, description, Now(), catalog);
            });
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    /// <summary>Makes an import unseen. Its facts stay in the store, and the undoing is logged.</summary>
    /// <param name="import">Its number.</param>
    /// <param name="reason">Why, for the log.</param>
    /// <exception cref="StoreException">FACT-IMPORT-UNKNOWN, FACT-IMPORT-UNDONE, or the store cannot be written.</exception>
    public void Undo(ImportId import, string reason = "")
    {
        ArgumentNullException.ThrowIfNull(reason);
        using StoreTransaction transaction = store.BeginWrite(StorePart.Facts);
        store.Do(() =>
        {
            List<(int Id, string Hash)> all = ContentHashes();
            FactState before = FactState.Read(store)!;
            if (!all.Exists(i => i.Id == import.Number))
            {
                throw new StoreException("FACT-IMPORT-UNKNOWN", $"there is no import {import}", "List the imports, and name one of them");
            }

            if (!before.Sees(import.Number))
            {
                throw new StoreException("FACT-IMPORT-UNDONE", $"the import {import} was undone before", "Import the files again to see their facts");
            }

            string hash = FactState.HashOf(all.Where(i => i.Id != import.Number && before.Sees(i.Id)).Select(static i => i.Hash));
            ChangeLog.Append(store, transaction, before.LastChange + 1, "undo", import.Number, Now(), reason, hash);
            transaction.Commit();
        });
        Refresh();
    }

    /// <summary>Every import, undone ones too, in their order.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredImport> Imports() => store.Do(() => new ImportList(store).Read(state));

    /// <summary>Files of the imports that are seen, in their order.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<InputFile> Files() => [.. Imports().Where(static i => !i.Undone).SelectMany(static i => i.Files)];

    /// <summary>Firms under their newest codes, ordinal order.</summary>
    public IReadOnlyList<FirmDescription> Firms() =>
        [.. catalog.Told.Keys.Select(catalog.Lineage.Newest).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(code => catalog.Identity(code).Under(code)!)];

    /// <summary>Everything that is seen of one firm, under all its codes.</summary>
    /// <param name="firm">Its code, of today or of before.</param>
    /// <param name="knownAt">Only what was known on this day: prices known up to its close, other facts known strictly before it. Everything when left out.</param>
    /// <exception cref="ArgumentException">No firm has, or had, the code.</exception>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public FirmHistory ReadFirm(string firm, DateOnly? knownAt = null)
    {
        ArgumentNullException.ThrowIfNull(firm);
        return store.Do(() => reader.ReadFirm(firm, knownAt));
    }

    /// <summary>Rates and exchange rates.</summary>
    /// <param name="knownAt">Only what was known strictly before this day. Everything when left out.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public Quotations ReadQuotations(DateOnly? knownAt = null) => store.Do(() => reader.ReadQuotations(knownAt));

    /// <summary>Distress events under the firms' newest codes, by firm, then day.</summary>
    /// <param name="knownAt">Only what was known strictly before this day. Everything when left out.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<LabelFact> ReadLabels(DateOnly? knownAt = null) => store.Do(() => reader.ReadLabels(knownAt));

    /// <summary>Days on which at least one firm traded, ascending and distinct.</summary>
    /// <remarks>Days of rows that a later import shows as suspended stay in.</remarks>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<DateOnly> TradingDates() => store.Do(() => (IReadOnlyList<DateOnly>)[.. store
        .Query("SELECT import_id, day FROM fact_import_days", static r => (Import: r.GetInt32(0), Day: r.GetInt32(1)))
        .Where(d => state.Sees(d.Import)).Select(static d => d.Day).Distinct().Order().Select(FactDay.Day)]);

    /// <summary>The whole store as a market in memory. For markets that fit; a run over a large one reads firm by firm.</summary>
    /// <param name="knownAt">Only what was known on this day. Everything when left out.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public Market ReadMarket(DateOnly? knownAt = null) => store.Do(() => new Market(reader.ReadContent([.. Firms().Select(static f => f.Firm)], [.. Imports().Where(static i => !i.Undone)], knownAt)));

    /// <summary>From which day on panels differ between an earlier state and this one.</summary>
    /// <param name="stateHash"><see cref="StateHash"/> of the earlier state.</param>
    /// <exception cref="StoreException">FACT-STATE-UNKNOWN: the store never had that state.</exception>
    public AffectedFacts AffectedSince(string stateHash)
    {
        ArgumentException.ThrowIfNullOrEmpty(stateHash);
        return store.Do(() => reader.AffectedSince(FactState.Read(store, stateHash) ?? throw Unknown(stateHash)));
    }

    /// <summary>Shows an earlier state, so that a run can be made again as it was.</summary>
    /// <param name="stateHash"><see cref="StateHash"/> of that state.</param>
    /// <exception cref="StoreException">FACT-STATE-UNKNOWN: the store never had that state.</exception>
    public void Show(string stateHash)
    {
        ArgumentException.ThrowIfNullOrEmpty(stateHash);
        store.Do(() => (state, catalog, reader) = Load(FactState.Read(store, stateHash) ?? throw Unknown(stateHash)));
    }

    /// <summary>Shows what has been committed by now.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public void Refresh() => store.Do(() => (state, catalog, reader) = Load(FactState.Read(store)!));

    /// <inheritdoc/>
    public void Dispose()
    {
        writer?.Dispose();
        reader.Dispose();
        store.Dispose();
    }

    internal DateTimeOffset Now() => clock.GetUtcNow();

    internal void Ended(FactWriter ended)
    {
        if (ReferenceEquals(writer, ended))
        {
            writer = null;
        }
    }

    private static StoreException Unknown(string hash) =>
        new("FACT-STATE-UNKNOWN", $"the store never had the state {hash}", "Check that it is the same store");

    private List<(int Id, string Hash)> ContentHashes() =>
        store.Query("SELECT import_id, content_hash FROM fact_imports ORDER BY import_id", static r => (r.GetInt32(0), r.GetString(1)));

    private (FactState State, FirmCatalog Catalog, FactReader Reader) Load(FactState loaded)
    {
        FirmCatalog firms = new CatalogReader(store, loaded).Read();
        FactReader fresh = new(store, loaded, firms);
        reader?.Dispose();
        return (loaded, firms, fresh);
    }
}
