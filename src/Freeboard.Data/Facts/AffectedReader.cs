using Freeboard.Assessment;
using Freeboard.Data.Store;

namespace Freeboard.Data.Facts;

/// <summary>Finds from which day on panels of two states of a store differ.</summary>
internal sealed class AffectedReader(StoreConnection store, FactState state, FirmCatalog catalog)
{
    public AffectedFacts Since(FactState earlier)
    {
        Dictionary<int, string> codes = catalog.Ids.ToDictionary(static p => p.Value, static p => p.Key);
        Dictionary<string, DateOnly> firms = new(StringComparer.Ordinal);
        DateOnly? everyFirm = null;
        foreach (int import in state.Visible.Except(earlier.Visible).Concat(earlier.Visible.Except(state.Visible)))
        {
            foreach ((int firm, DateOnly day) in store.Query("SELECT firm_id, first_day FROM fact_import_firms WHERE import_id = @import", static r => (r.GetInt32(0), FactDay.Day(r.GetInt32(1))), ("import", import)))
            {
                if (firm == 0)
                {
                    everyFirm = everyFirm < day ? everyFirm : day;
                    continue;
                }

                string code = catalog.Lineage.Newest(codes[firm]);
                firms[code] = firms.TryGetValue(code, out DateOnly first) && first < day ? first : day;
            }
        }

        AddDescriptions(firms, new CatalogReader(store, earlier).Read());
        return new AffectedFacts { Firms = firms, EveryFirm = everyFirm };
    }

    /// <summary>Descriptions count from a day that hangs on the imports before theirs: undoing one of those moves it, also for firms that it has no facts of.</summary>
    private void AddDescriptions(Dictionary<string, DateOnly> firms, FirmCatalog before)
    {
        foreach (string code in catalog.Told.Keys.Where(before.Told.ContainsKey).Select(catalog.Lineage.Newest).Distinct(StringComparer.Ordinal))
        {
            (DateOnly KnownOn, FirmDescription)[] now = catalog.Identity(code).Versions(code, DateOnly.MaxValue);
            (DateOnly KnownOn, FirmDescription)[] then = before.Identity(code).Versions(code, DateOnly.MaxValue);
            DateOnly[] moved = [.. now.Except(then).Concat(then.Except(now)).Select(static v => v.KnownOn)];
            if (moved.Length > 0)
            {
                DateOnly day = moved.Min() is var first && first == DateOnly.MinValue ? first : first.AddDays(1);
                firms[code] = firms.TryGetValue(code, out DateOnly known) && known < day ? known : day;
            }
        }
    }
}
