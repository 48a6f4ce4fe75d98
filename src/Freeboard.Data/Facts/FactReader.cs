using System.Data.Common;
using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Data.Store;
using Freeboard.Equity;
using Freeboard.Money;

namespace Freeboard.Data.Facts;

/// <summary>Reads the facts that one state of a store shows. Commands are kept prepared, because firms are read one after the other.</summary>
internal sealed class FactReader : IDisposable
{
    /// <summary>What a history is made of; volumes, amounts and sources stay in the store.</summary>
    private const string PriceColumns = "SELECT day, known_on, import_id, state, close, previous_close, factor, market_value FROM fact_prices WHERE firm_id = ? ORDER BY day, known_on, import_id";

    private readonly StoreConnection store;
    private readonly FactState state;
    private readonly FirmCatalog catalog;
    private readonly SourceTexts sources;
    private readonly Dictionary<string, DbCommand> commands = new(StringComparer.Ordinal);
    private readonly HashSet<FactTable> present;
    private IRowCursor? prices;

    public FactReader(StoreConnection store, FactState state, FirmCatalog catalog)
    {
        this.store = store;
        this.state = state;
        this.catalog = catalog;
        sources = new SourceTexts(store);

        // A store without suspensions, say, is not asked for them firm by firm.
        present = [.. FactTable.All.Where(t => store.Query($"SELECT 1 FROM {t.Name} LIMIT 1", static r => r.GetInt32(0)).Count > 0)];
    }

    public FirmHistory ReadFirm(string firm, DateOnly? knownAt)
    {
        string code = catalog.Lineage.Newest(firm);
        FirmIdentity identity = catalog.Identity(code);
        (DateOnly KnownOn, FirmDescription Firm)[] descriptions = identity.Versions(code, knownAt ?? DateOnly.MaxValue);
        if (descriptions.Length == 0)
        {
            throw new ArgumentException($"No firm has the code '{firm}' in this state of the store.", nameof(firm));
        }

        FirmHistoryBuilder builder = new(descriptions[^1].Firm)
        {
            Descriptions = descriptions.Length > 1 ? descriptions : [],
            Listed = identity.Listed,
            Delisted = identity.Delisted,
            CodeChanges = [.. catalog.Lineage.ChangesOf(code).Where(c => c.KnownOn < (knownAt ?? DateOnly.MaxValue))],
        };
        DateOnly known = knownAt ?? DateOnly.MaxValue;
        foreach ((string own, DateOnly from, DateOnly until) in catalog.Lineage.CodesOf(code))
        {
            if (catalog.Ids.TryGetValue(own, out int id))
            {
                ReadPrices(builder, id, from, until, known);
                ReadFacts(builder, own, id, from, until, known);
            }
        }

        return builder.Build();
    }

    public Quotations ReadQuotations(DateOnly? knownAt)
    {
        DateOnly end = knownAt ?? DateOnly.MaxValue;
        List<(double Tenor, DateOnly Date, DateOnly Known, double Value, string Source)> rates = [];
        Market(FactTable.Rates, r => rates.Add((r.GetDouble(6), Day(r, 4), Day(r, 5), r.GetDouble(7), SourceOf(r))));
        List<((CurrencyCode, CurrencyCode) Pair, DateOnly Date, DateOnly Known, double Value, string Source)> exchangeRates = [];
        Market(FactTable.ExchangeRates, r => exchangeRates.Add(((new(r.GetString(6)), new(r.GetString(7))), Day(r, 4), Day(r, 5), r.GetDouble(8), SourceOf(r))));
        return new Quotations(
            [.. rates.Where(q => q.Known < end).GroupBy(static q => q.Tenor).OrderBy(static g => g.Key).Select(static g => (g.Key, FirmHistoryBuilder.Series(g.Select(static q => (q.Date, q.Known, q.Value, q.Source)))))],
            "",
            exchangeRates.Where(q => q.Known < end).GroupBy(static q => q.Pair).ToDictionary(static g => g.Key, static g => FirmHistoryBuilder.Series(g.Select(static q => (q.Date, q.Known, q.Value, q.Source)))),
            "");
    }

    public IReadOnlyList<LabelFact> ReadLabels(DateOnly? knownAt)
    {
        DateOnly end = knownAt ?? DateOnly.MaxValue;
        Dictionary<int, string> codes = catalog.Ids.ToDictionary(static p => p.Value, static p => p.Key);
        List<LabelFact> labels = [];
        Market(FactTable.Labels, r => labels.Add(new LabelFact(catalog.Lineage.Newest(codes[r.GetInt32(0)]), Day(r, 4), r.GetString(6)) { KnownOn = Day(r, 5), Source = SourceOf(r) }));
        return [.. labels.Where(l => l.KnownOn < end).DistinctBy(static l => (l.Firm, l.Date, l.Event)).OrderBy(static l => l.Firm, StringComparer.Ordinal).ThenBy(static l => l.Date).ThenBy(static l => l.Event, StringComparer.Ordinal)];
    }

    public MarketContent ReadContent(IReadOnlyList<string> firms, IReadOnlyList<StoredImport> imports, DateOnly? knownAt) => new()
    {
        Histories = [.. firms.Select(f => ReadFirm(f, knownAt))],
        Files = [.. imports.SelectMany(static i => i.Files)],
        Notes = [.. imports.SelectMany(static i => i.Notes)],
        Labels = ReadLabels(knownAt).ToList(),
        Quotations = ReadQuotations(knownAt),
        Synthetic = imports.Any(static i => i.Synthetic),
    };

    public AffectedFacts AffectedSince(FactState earlier) => new AffectedReader(store, state, catalog).Since(earlier);

    public void Dispose()
    {
        foreach (DbCommand command in commands.Values)
        {
            command.Dispose();
        }

        commands.Clear();
        prices?.Dispose();
    }

    private static DateOnly Day(DbDataReader r, int column) => FactDay.Day(r.GetInt32(column));

    private static double? Number(DbDataReader r, int column) => r.IsDBNull(column) ? null : r.GetDouble(column);

    private static double? OrNull(double value) => double.IsNaN(value) ? null : value;

    private string SourceOf(DbDataReader r) => sources.Of(r.GetInt32(1), r.GetInt32(3));

    private void ReadPrices(FirmHistoryBuilder builder, int id, DateOnly from, DateOnly until, DateOnly knownAt)
    {
        prices ??= store.Cursor(PriceColumns);
        prices.Ask(id);
        int lastImport = -1;
        bool seen = false;
        while (prices.Read())
        {
            int import = prices.Integer(2);
            if (import != lastImport)
            {
                lastImport = import;
                seen = state.Sees(import);
            }

            int day = prices.Integer(0);
            int known = prices.Integer(1);
            DateOnly date = FactDay.Day(day);
            DateOnly knownOn = known == day ? date : FactDay.Day(known);
            if (!seen || date < from || date >= until || knownOn > knownAt)
            {
                continue;
            }

            int flags = prices.Integer(3);
            builder.Add(new PriceFact
            {
                Date = date,
                KnownOn = known == day ? null : knownOn,
                Close = OrNull(prices.Number(4)),
                PreviousClose = OrNull(prices.Number(5)),
                Factor = OrNull(prices.Number(6)),
                MarketValue = OrNull(prices.Number(7)),
                Trading = (flags & PriceRow.Trading) != 0,
                ReturnBreak = (flags & PriceRow.ReturnBreak) != 0,
                Source = "",
            });
        }
    }

    /// <summary>Facts other than prices. Adjustment factors and closes of other classes count with the prices of their day, the rest strictly before.</summary>
    private void ReadFacts(FirmHistoryBuilder builder, string code, int id, DateOnly from, DateOnly until, DateOnly knownAt)
    {
        bool Counts(DbDataReader r, DateOnly date, DateOnly known, bool onTheDay = false) =>
            state.Sees(r.GetInt32(1)) && date >= from && date < until && (known < knownAt || (onTheDay && known == knownAt) || knownAt == DateOnly.MaxValue);

        Firm(FactTable.Shares, id, r =>
        {
            if (Counts(r, Day(r, 4), Day(r, 5)))
            {
                builder.Add(new ShareFact { ValidFrom = Day(r, 4), KnownOn = Day(r, 5), Tradable = r.GetDouble(6), Restricted = r.GetDouble(7), B = r.GetDouble(8), H = r.GetDouble(9), Source = SourceOf(r) });
            }
        });
        Firm(FactTable.Statements, id, r =>
        {
            if (Counts(r, Day(r, 4), Day(r, 5)))
            {
                builder.Add(Statement(r));
            }
        });
        Firm(FactTable.Names, id, r =>
        {
            if (Counts(r, Day(r, 4), Day(r, 5)))
            {
                builder.Add(new NameFact(code, r.GetString(6), r.GetString(7), Day(r, 4), Day(r, 5), SourceOf(r)));
            }
        });
        Firm(FactTable.Suspensions, id, r =>
        {
            if (Counts(r, Day(r, 4), Day(r, 5)))
            {
                builder.Add(new SuspensionFact(code, Day(r, 4), r.GetInt32(6) != 0, Day(r, 5), SourceOf(r)));
            }
        });
        Firm(FactTable.AdjustmentFactors, id, r =>
        {
            if (Counts(r, Day(r, 4), Day(r, 5), onTheDay: true))
            {
                builder.Add(new AdjustmentFactorFact(code, Day(r, 4), r.GetDouble(6), Day(r, 5), SourceOf(r)));
            }
        });
        Firm(FactTable.ClassPrices, id, r =>
        {
            if (Counts(r, Day(r, 5), Day(r, 6), onTheDay: true))
            {
                builder.Add(r.GetString(4) == "B" ? ShareClasses.B : ShareClasses.H, new ClassPriceFact(Day(r, 5), r.GetDouble(7), new CurrencyCode(r.GetString(8)), SourceOf(r)) { KnownOn = Day(r, 6) });
            }
        });
    }

    private StatementFact Statement(DbDataReader r) => new()
    {
        PeriodEnd = Day(r, 4),
        Announced = Day(r, 5),
        Scope = (StatementScope)r.GetInt32(6),
        Revised = r.GetInt32(7) != 0,
        Currency = new CurrencyCode(r.GetString(8)),
        CurrentLiabilities = Number(r, 9),
        NonCurrentLiabilities = Number(r, 10),
        TotalLiabilities = Number(r, 11),
        TotalAssets = Number(r, 12),
        NetAssets = Number(r, 13),
        NetIncome = Number(r, 14),
        Source = SourceOf(r),
    };

    private void Firm(FactTable table, int firm, Action<DbDataReader> read)
    {
        if (!present.Contains(table))
        {
            return;
        }

        using DbDataReader r = Ask(table.Select + " WHERE firm_id = @firm ORDER BY import_id, row_no", firm);
        while (r.Read())
        {
            read(r);
        }
    }

    private void Market(FactTable table, Action<DbDataReader> read)
    {
        sources.LoadAll(state);
        store.Query(table.Select + " ORDER BY import_id, row_no", r =>
        {
            if (state.Sees(r.GetInt32(1)))
            {
                read(r);
            }

            return 0;
        });
    }

    private DbDataReader Ask(string sql, int firm)
    {
        sources.LoadAll(state);
        if (!commands.TryGetValue(sql, out DbCommand? command))
        {
            commands.Add(sql, command = store.Command(sql, ("firm", firm)));
            command.Prepare();
        }

        command.Parameters[0].Value = firm;
        return command.ExecuteReader();
    }
}
