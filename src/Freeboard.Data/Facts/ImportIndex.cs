using Freeboard.Data.AsOf;
using Freeboard.Data.Store;

namespace Freeboard.Data.Facts;

/// <summary>Firms, sources and days of one import: numbers for codes and texts, and from which day on each firm's panels change.</summary>
internal sealed class ImportIndex
{
    private readonly ContentHash hash;
    private readonly FirmCatalog catalog;
    private readonly Dictionary<string, int> firms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FirmIdentity> identities = new(StringComparer.Ordinal);
    private readonly List<string> codes = [];
    private readonly List<string> sourceTexts = [];
    private readonly List<DateOnly> firstDays = [];
    private readonly List<bool> described = [];
    private readonly HashSet<int> days = [];
    private readonly int firstNewId;
    private int nextId;
    private DateOnly everyFirm = DateOnly.MaxValue;
    private string? lastFirm;
    private int lastNumber;
    private string? lastSource;
    private int lastSourceNumber;
    private int lastDay;

    public ImportIndex(StoreConnection store, ContentHash hash, FirmCatalog catalog)
    {
        this.hash = hash;
        this.catalog = catalog;
        firstNewId = nextId = 1 + store.Query("SELECT coalesce(max(firm_id), 0) FROM firm_codes", static r => r.GetInt32(0))[0];
    }

    /// <summary>The store's number of each firm, by its number within the import.</summary>
    public List<int> FirmIds { get; } = [];

    public IReadOnlyList<string> Sources => sourceTexts;

    public IReadOnlyList<int> TradingDays => [.. days.Order()];

    public IReadOnlyList<(int Id, string Code)> NewCodes =>
        [.. codes.Select((code, i) => (Id: FirmIds[i], Code: code)).Where(c => c.Id >= firstNewId).OrderBy(static c => c.Id)];

    /// <summary>From which day on panels change, by the store's number of the firm; 0 stands for every firm.</summary>
    public IReadOnlyList<(int Firm, DateOnly Day)> FirstDays =>
    [
        .. everyFirm < DateOnly.MaxValue ? [(0, everyFirm)] : Array.Empty<(int, DateOnly)>(),
        .. firstDays.Select((day, i) => (Firm: FirmIds[i], Day: day)).Where(static f => f.Day < DateOnly.MaxValue).OrderBy(static f => f.Firm),
    ];

    /// <summary>The firm's number within the import; nothing of its panels changes by being mentioned.</summary>
    public int Mention(string code)
    {
        // Facts of one firm come one after the other as a rule.
        if (ReferenceEquals(code, lastFirm))
        {
            return lastNumber;
        }

        ArgumentException.ThrowIfNullOrEmpty(code);
        if (!firms.TryGetValue(code, out int number))
        {
            number = codes.Count;
            firms.Add(code, number);
            codes.Add(code);
            hash.Add("firm", code);
            FirmIds.Add(catalog.Ids.TryGetValue(code, out int id) ? id : nextId++);
            firstDays.Add(DateOnly.MaxValue);
            described.Add(catalog.Told.ContainsKey(code));
        }

        lastFirm = code;
        lastNumber = number;
        return number;
    }

    /// <summary>As <see cref="Mention"/>, of a fact that changes panels from a day on.</summary>
    public int FirmAt(string code, DateOnly day, bool describes = false)
    {
        int number = Mention(code);
        if (day < firstDays[number])
        {
            firstDays[number] = day;
        }

        if (describes)
        {
            described[number] = true;
        }

        return number;
    }

    public void EveryFirmAt(DateOnly day) => everyFirm = day < everyFirm ? day : everyFirm;

    /// <summary>Notes a description and says whether it is worth keeping: a vendor's daily list of firms is not news of all of them.</summary>
    public bool Describe(FirmFact fact)
    {
        string code = fact.Description.Firm;
        described[Mention(code)] = true;
        if (!identities.TryGetValue(code, out FirmIdentity? identity))
        {
            identities.Add(code, identity = catalog.Identity(code));
        }

        if (!identity.Add(fact, catalog.Lineage.Newest(code) == code))
        {
            return false;
        }

        FirmAt(code, DateOnly.MinValue);
        return true;
    }

    public void Traded(int day)
    {
        if (day != lastDay)
        {
            lastDay = day;
            days.Add(day);
        }
    }

    /// <summary>The number of a source's text.</summary>
    public int Source(string text)
    {
        if (ReferenceEquals(text, lastSource))
        {
            return lastSourceNumber;
        }

        ArgumentNullException.ThrowIfNull(text);
        if (!sources.TryGetValue(text, out int number))
        {
            number = sourceTexts.Count;
            sources.Add(text, number);
            sourceTexts.Add(text);
            hash.Add("source", text);
        }

        lastSource = text;
        lastSourceNumber = number;
        return number;
    }

    /// <summary>Refuses facts of firms that neither this import nor one that is seen describes: their currency would be anybody's guess.</summary>
    public void Check()
    {
        string[] unknown = [.. codes.Where((_, i) => !described[i]).Take(5)];
        if (unknown.Length > 0)
        {
            throw new StoreException("FACT-FIRM-UNKNOWN", $"the import has facts of firms that nobody described: {string.Join(", ", unknown)}", "Import the list of firms first, or with them");
        }
    }
}
