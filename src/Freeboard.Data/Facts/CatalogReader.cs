using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Data.Store;

namespace Freeboard.Data.Facts;

/// <summary>Reads what a store knows of firms in one state.</summary>
internal sealed class CatalogReader(StoreConnection store, FactState state)
{
    public FirmCatalog Read()
    {
        List<(int Id, string Code)> codes = store.Query("SELECT firm_id, code FROM firm_codes", static r => (r.GetInt32(0), r.GetString(1)));
        Dictionary<int, string> codeOf = codes.ToDictionary(static c => c.Id, static c => c.Code);
        Dictionary<int, DateOnly> known = KnownDays();
        List<(int Import, int Firm, FirmFact Fact)> descriptions = store.Query(
            FactTable.Firms.Select + " ORDER BY import_id, row_no",
            r => (r.GetInt32(1), r.GetInt32(0), new FirmFact
            {
                Description = new FirmDescription
                {
                    Firm = codeOf[r.GetInt32(0)],
                    Name = r.GetString(4),
                    Currency = r.GetString(5),
                    Kind = r.GetString(6),
                    Industry = r.IsDBNull(7) ? null : r.GetString(7),
                    Exchange = r.IsDBNull(8) ? null : r.GetString(8),
                },
                Listed = r.IsDBNull(9) ? null : FactDay.Day(r.GetInt32(9)),
                Delisted = r.IsDBNull(10) ? null : FactDay.Day(r.GetInt32(10)),
                Stated = r.GetInt32(11) != 0,
                KnownOn = known.TryGetValue(r.GetInt32(1), out DateOnly day) ? day : null,
                Source = "",
            }));
        Dictionary<string, List<FirmFact>> told = new(StringComparer.Ordinal);
        foreach ((int _, int firm, FirmFact fact) in descriptions.Where(d => state.Sees(d.Import)))
        {
            Add(told, codeOf[firm], fact);
        }

        // A description that says nothing new is not stored again. When the import that had it is undone, firms of later imports
        // would lose their currency: for them, and only them, the undone description still speaks.
        foreach (IGrouping<int, (int Import, int Firm, FirmFact Fact)> lost in descriptions.Where(d => !state.Sees(d.Import) && !told.ContainsKey(codeOf[d.Firm])).GroupBy(static d => d.Firm).ToList())
        {
            if (HasFacts(lost.Key))
            {
                foreach ((int _, int firm, FirmFact fact) in lost)
                {
                    Add(told, codeOf[firm], fact);
                }
            }
        }

        List<CodeChangeFact> changes = [.. store.Query(
            FactTable.CodeChanges.Select + " ORDER BY import_id, row_no",
            static r => (Import: r.GetInt32(1), Fact: new CodeChangeFact(r.GetString(4), r.GetString(5), FactDay.Day(r.GetInt32(6)), FactDay.Day(r.GetInt32(7)), "")))
            .Where(c => state.Sees(c.Import)).Select(static c => c.Fact)];
        return new FirmCatalog(codes.ToDictionary(static c => c.Code, static c => c.Id, StringComparer.Ordinal), told, new CodeLineage(changes));
    }

    private static void Add(Dictionary<string, List<FirmFact>> told, string code, FirmFact fact)
    {
        if (!told.TryGetValue(code, out List<FirmFact>? facts))
        {
            told.Add(code, facts = []);
        }

        facts.Add(fact);
    }

    /// <summary>
    /// When each import's descriptions became known: on the last day on which anything traded in the imports seen before it. So no
    /// panel that could be made before the import is another one after it. It follows from the imports seen, in their order, and from
    /// no clock: two stores in one state agree.
    /// </summary>
    private Dictionary<int, DateOnly> KnownDays()
    {
        Dictionary<int, int> last = store.Query("SELECT import_id, max(day) FROM fact_import_days GROUP BY import_id", static r => (r.GetInt32(0), r.GetInt32(1))).ToDictionary();
        Dictionary<int, DateOnly> days = [];
        int newest = 0;
        foreach (int import in state.Visible)
        {
            if (newest > 0)
            {
                days.Add(import, FactDay.Day(newest));
            }

            newest = Math.Max(newest, last.GetValueOrDefault(import));
        }

        return days;
    }

    private bool HasFacts(int firm) => state.Visible.Any(import => store.Query(
        "SELECT count(*) FROM fact_import_firms WHERE import_id = @import AND firm_id = @firm", static r => r.GetInt64(0), ("import", import), ("firm", firm))[0] > 0);
}
