namespace Freeboard.Data.Import;

/// <summary>Codes of one vendor to those of another, each link with the days it holds for: a company may change the security that stands for it, and a security its company.</summary>
internal sealed class CodeLinks
{
    private readonly Dictionary<string, List<(DateOnly From, DateOnly To, string Code)>> links = new(StringComparer.Ordinal);

    public int Count => links.Count;

    /// <summary>Adds a link; of several that hold on a day the one added last counts.</summary>
    public void Add(string from, string code, DateOnly? first = null, DateOnly? last = null)
    {
        if (!links.TryGetValue(from, out List<(DateOnly From, DateOnly To, string Code)>? dated))
        {
            links.Add(from, dated = []);
        }

        dated.Add((first ?? DateOnly.MinValue, last ?? DateOnly.MaxValue, code));
    }

    /// <summary>Adds a link unless the code has one.</summary>
    public void TryAdd(string from, string code)
    {
        if (!links.ContainsKey(from))
        {
            Add(from, code);
        }
    }

    /// <summary>Whether the code has links at all, on whatever days.</summary>
    public bool Has(string from) => links.ContainsKey(from);

    /// <summary>The code linked on a day; null when no link holds on it.</summary>
    public string? On(string from, DateOnly day) => links.TryGetValue(from, out List<(DateOnly From, DateOnly To, string Code)>? dated)
        ? dated.FindLast(l => l.From <= day && day <= l.To).Code
        : null;
}
