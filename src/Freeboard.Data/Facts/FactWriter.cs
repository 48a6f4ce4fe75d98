using Dapper;
using Freeboard.Data.AsOf;
using Freeboard.Data.Store;
using Freeboard.Equity;
using Freeboard.Provenance;

namespace Freeboard.Data.Facts;

/// <summary>One import on its way into a store: one transaction, all or nothing. <see cref="Commit"/> makes it seen; left without, nothing of it stays.</summary>
/// <remarks>
/// <para>Shape: one thread; memory does not grow with the number of facts, only with firms and sources.</para>
/// <para>Errors: <see cref="ArgumentException"/> for a number that is not finite, or an empty code; <see cref="StoreException"/> for faults of the store,
/// FACT-FIRM-UNKNOWN for facts of a firm that nobody described, FACT-DUPLICATE for two prices of one firm, day and known day.</para>
/// </remarks>
public sealed class FactWriter : IFactSink, IDisposable
{
    private readonly FactStore owner;
    private readonly StoreConnection store;
    private readonly StoreTransaction transaction;
    private readonly ImportDescription description;
    private readonly DateTimeOffset startedAt;
    private readonly int import;
    private readonly ContentHash hash = new();
    private readonly BackgroundWork background = new();
    private readonly PriceBuffer prices;
    private readonly FactBuffer facts;
    private readonly ImportIndex index;
    private readonly List<InputFile> files = [];
    private readonly List<QualityNote> notes = [];
    private readonly IReadOnlyList<string> guards;
    private long count;
    private bool ended;

    internal FactWriter(FactStore owner, StoreConnection store, StoreTransaction transaction, ImportDescription description, DateTimeOffset startedAt, FirmCatalog catalog)
    {
        this.owner = owner;
        this.store = store;
        this.transaction = transaction;
        this.description = description;
        this.startedAt = startedAt;
        import = 1 + store.Query("SELECT coalesce(max(import_id), 0) FROM fact_imports", static r => r.GetInt32(0))[0];
        index = new ImportIndex(store, hash, catalog);
        guards = store.Dialect.LiftGuards(store.Database, transaction, "fact_prices", FactTable.AdjustmentFactors.Name, FactTable.ClassPrices.Name);
        prices = new PriceBuffer(store, transaction, import, hash, background);
        facts = new FactBuffer(store, transaction, hash, background);
    }

    /// <summary>After <see cref="Commit"/>: whether the last import seen held the very same facts, so that nothing was stored.</summary>
    public bool Repeated { get; private set; }

    /// <summary>Tells of a file that was read.</summary>
    /// <param name="file">The file.</param>
    public void File(InputFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        files.Add(file);
    }

    /// <summary>Tells what a reader must know about the data.</summary>
    /// <param name="note">The note.</param>
    public void Note(QualityNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        notes.Add(note);
    }

    /// <inheritdoc/>
    public void Firm(FirmFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        Freeboard.Assessment.FirmDescription d = fact.Description;

        // The content is what was told, whether or not the store knew it before.
        bool isNew = index.Describe(fact);
        Add(FactTable.Firms, isNew, d.Firm, fact.Source, d.Name, d.Currency, d.Kind, d.Industry, d.Exchange, Day(fact.Listed), Day(fact.Delisted), fact.Stated ? 1 : 0);
    }

    /// <inheritdoc/>
    public void Price(string firm, in PriceFact fact)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        DateOnly known = fact.KnownOn ?? fact.Date;
        int number = index.FirmAt(firm, known > fact.Date ? known : fact.Date);
        PriceRow row = new()
        {
            Firm = number,
            Day = FactDay.Of(fact.Date),
            KnownOn = FactDay.Of(known),
            Source = index.Source(fact.Source),
            State = (fact.Trading ? PriceRow.Trading : 0) | (fact.ReturnBreak ? PriceRow.ReturnBreak : 0),
            Close = BulkRows.Finite(fact.Close),
            PreviousClose = BulkRows.Finite(fact.PreviousClose),
            Factor = BulkRows.Finite(fact.Factor),
            Volume = BulkRows.Finite(fact.Volume),
            Amount = BulkRows.Finite(fact.Amount),
            MarketValue = BulkRows.Finite(fact.MarketValue),
        };
        if (fact.Trading && fact.Close is not null)
        {
            index.Traded(row.Day);
        }

        prices.Add(row, index.FirmIds);
        count++;
    }

    /// <inheritdoc/>
    public void Shares(string firm, ShareFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        index.FirmAt(firm, Later(fact.ValidFrom, After(fact.KnownOn)));
        Add(FactTable.Shares, firm, fact.Source, FactDay.Of(fact.ValidFrom), FactDay.Of(fact.KnownOn), fact.Tradable, fact.Restricted, fact.B, fact.H);
    }

    /// <inheritdoc/>
    public void Statement(string firm, StatementFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        index.FirmAt(firm, Later(fact.PeriodEnd, After(fact.Announced)));
        Add(
            FactTable.Statements, firm, fact.Source, FactDay.Of(fact.PeriodEnd), FactDay.Of(fact.Announced), (int)fact.Scope, fact.Revised ? 1 : 0, fact.Currency.Code,
            fact.CurrentLiabilities, fact.NonCurrentLiabilities, fact.TotalLiabilities, fact.TotalAssets, fact.NetAssets, fact.NetIncome);
    }

    /// <inheritdoc/>
    public void Rate(RateFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        DateOnly known = fact.KnownOn ?? fact.Date;
        index.EveryFirmAt(After(Later(fact.Date, known)));
        Add(FactTable.Rates, null, fact.Source, FactDay.Of(fact.Date), FactDay.Of(known), fact.TenorYears, fact.SimpleAnnualRate);
    }

    /// <inheritdoc/>
    public void ExchangeRate(ExchangeRateFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        DateOnly date = fact.Date ?? throw new ArgumentException("An exchange rate has a day.", nameof(fact));
        DateOnly known = fact.KnownOn ?? date;
        index.EveryFirmAt(After(Later(date, known)));
        Add(FactTable.ExchangeRates, null, fact.Source, FactDay.Of(date), FactDay.Of(known), fact.From.Code, fact.To.Code, fact.Rate);
    }

    /// <inheritdoc/>
    public void Label(LabelFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);

        // Labels judge results and enter none, so that no panel is affected.
        Add(FactTable.Labels, fact.Firm, fact.Source, FactDay.Of(fact.Date), FactDay.Of(fact.KnownOn ?? fact.Date), fact.Event);
    }

    /// <inheritdoc/>
    public void Name(NameFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        index.FirmAt(fact.Firm, Later(fact.From, After(fact.KnownOn)));
        Add(FactTable.Names, fact.Firm, fact.Source, FactDay.Of(fact.From), FactDay.Of(fact.KnownOn), fact.Name, fact.SpecialTreatment);
    }

    /// <inheritdoc/>
    public void Suspension(SuspensionFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        index.FirmAt(fact.Firm, Later(fact.Date, After(fact.KnownOn)));
        Add(FactTable.Suspensions, fact.Firm, fact.Source, FactDay.Of(fact.Date), FactDay.Of(fact.KnownOn), fact.Resumes ? 1 : 0);
    }

    /// <inheritdoc/>
    public void AdjustmentFactor(AdjustmentFactorFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        index.FirmAt(fact.Firm, Later(fact.Date, fact.KnownOn));
        Add(FactTable.AdjustmentFactors, fact.Firm, fact.Source, FactDay.Of(fact.Date), FactDay.Of(fact.KnownOn), fact.Factor);
    }

    /// <inheritdoc/>
    public void ClassPrice(string firm, ShareClasses shareClass, ClassPriceFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        if (shareClass is not (ShareClasses.B or ShareClasses.H))
        {
            throw new ArgumentOutOfRangeException(nameof(shareClass), shareClass, "B or H.");
        }

        DateOnly known = fact.KnownOn ?? fact.Date;
        index.FirmAt(firm, Later(fact.Date, known));
        Add(FactTable.ClassPrices, firm, fact.Source, shareClass.ToString(), FactDay.Of(fact.Date), FactDay.Of(known), fact.Close, fact.Currency.Code);
    }

    /// <inheritdoc/>
    public void CodeChange(CodeChangeFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);

        // Whole histories move, those of days long past too.
        index.FirmAt(fact.OldFirm, DateOnly.MinValue, describes: true);
        index.FirmAt(fact.NewFirm, DateOnly.MinValue, describes: true);
        Add(FactTable.CodeChanges, null, fact.Source, fact.OldFirm, fact.NewFirm, FactDay.Of(fact.From), FactDay.Of(fact.KnownOn));
    }

    /// <summary>Makes the import seen, whole.</summary>
    /// <returns>Its number; that of the last import seen when this one only repeats it.</returns>
    /// <exception cref="StoreException">The store cannot be written, or a firm has facts and nobody described it; nothing was stored.</exception>
    public ImportId Commit()
    {
        ObjectDisposedException.ThrowIf(ended, this);
        prices.Send(index.FirmIds);
        facts.Send();
        background.Wait();
        return store.Do(() =>
        {
            index.Check();
            string content = ContentOf();
            FactState before = FactState.Read(store)!;
            List<(int Id, string Hash)> visible = [.. store.Query("SELECT import_id, content_hash FROM fact_imports ORDER BY import_id", static r => (r.GetInt32(0), r.GetString(1))).Where(i => before.Sees(i.Item1))];
            if (visible.Count > 0 && visible[^1].Hash == content)
            {
                Repeated = true;
                End();
                return new ImportId(visible[^1].Id);
            }

            prices.Finish();
            foreach (string guard in guards)
            {
                store.Database.Execute(guard, transaction: transaction.Inner);
            }

            DateTimeOffset now = owner.Now();
            new ImportRecord(store, transaction, import).Write(index, description, files, notes, content, count, startedAt, now);
            ChangeLog.Append(store, transaction, before.LastChange + 1, "import", import, now, "", FactState.HashOf([.. visible.Select(static v => v.Hash), content]));
            transaction.Commit();
            End();
            owner.Refresh();
            return new ImportId(import);
        });
    }

    /// <summary>Ends the import; one that was not committed leaves nothing.</summary>
    public void Dispose() => End();

    private static int? Day(DateOnly? day) => day is { } given ? FactDay.Of(given) : null;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly After(DateOnly day) => day == DateOnly.MaxValue ? day : day.AddDays(1);

    private void Add(FactTable table, string? firm, string source, params ReadOnlySpan<object?> cells) => Add(table, keep: true, firm, source, cells);

    private void Add(FactTable table, bool keep, string? firm, string source, params ReadOnlySpan<object?> cells)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        hash.Add(table.Name, cells);
        int local = firm is null ? -1 : index.Mention(firm);
        int sourceNumber = index.Source(source);
        hash.Add("", local, sourceNumber);
        count++;
        if (keep)
        {
            facts.Add(table, [local < 0 ? 0 : index.FirmIds[local], import, facts.Next(table), sourceNumber, .. cells]);
        }
    }

    private string ContentOf()
    {
        hash.Add("import", description.Source, description.Synthetic);
        foreach (RunParameter parameter in description.Parameters)
        {
            hash.Add("parameter", parameter.Name, parameter.Value);
        }

        foreach (InputFile file in files)
        {
            hash.Add("file", file.Name, file.Sha256, file.Layout);
        }

        return hash.Finish();
    }

    private void End()
    {
        if (!ended)
        {
            ended = true;
            background.Dispose();
            hash.Dispose();
            transaction.Dispose();
            owner.Ended(this);
        }
    }
}
