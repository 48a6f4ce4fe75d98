using Freeboard.Data.AsOf;

namespace Freeboard.Data.Facts;

/// <summary>
/// Which codes are one firm. A change of code joins the old code's history to the new one's; a code that was given up and
/// later taken by another firm is two spells, and facts fall to the spell of their day.
/// </summary>
internal sealed class CodeLineage
{
    private readonly Dictionary<string, List<Spell>> spells = new(StringComparer.Ordinal);

    /// <summary>Works the changes out.</summary>
    /// <param name="changes">Changes of code in any order; one that stands twice counts once.</param>
    public CodeLineage(IEnumerable<CodeChangeFact> changes)
    {
        List<CodeChangeFact> distinct = [.. changes.Where(static c => c.OldFirm != c.NewFirm).DistinctBy(static c => (c.OldFirm, c.NewFirm, c.From)).OrderBy(static c => c.From)];
        foreach (string code in distinct.SelectMany(static c => (string[])[c.OldFirm, c.NewFirm]).Distinct(StringComparer.Ordinal))
        {
            spells.Add(code, SpellsOf(code, distinct));
        }

        foreach (CodeChangeFact change in distinct)
        {
            // Of the spells of each code: the one that this change ended, and the one that it began or came into.
            Spell before = spells[change.OldFirm].First(s => s.Left.Contains(change));
            Spell after = spells[change.NewFirm].First(s => s.Came.Contains(change));
            after.Firm.Join(before.Firm, change);
        }
    }

    /// <summary>Codes other than the newest of their firm; they are not firms of their own.</summary>
    public IEnumerable<string> FormerCodes => spells.Where(static p => p.Value[^1].Firm.Newest != p.Key).Select(static p => p.Key);

    /// <summary>The newest code of the firm that has, or last had, a code.</summary>
    public string Newest(string code) => spells.TryGetValue(code, out List<Spell>? own) ? own[^1].Firm.Newest : code;

    /// <summary>Every code of a firm, the newest last, with the days whose facts under that code are the firm's.</summary>
    public IReadOnlyList<(string Code, DateOnly From, DateOnly Until)> CodesOf(string code) => spells.TryGetValue(code, out List<Spell>? own)
        ? [.. own[^1].Firm.Spells.Select(static s => (s.Code, s.From, s.Until))]
        : [(code, DateOnly.MinValue, DateOnly.MaxValue)];

    /// <summary>The changes of code of a firm, by day.</summary>
    public IReadOnlyList<CodeChangeFact> ChangesOf(string code) => spells.TryGetValue(code, out List<Spell>? own) ? own[^1].Firm.Changes : [];

    private static List<Spell> SpellsOf(string code, List<CodeChangeFact> changes)
    {
        List<Spell> found = [new Spell(code, DateOnly.MinValue)];
        foreach (CodeChangeFact change in changes)
        {
            if (change.NewFirm == code)
            {
                if (found[^1].Left.Count > 0)
                {
                    // Given up before: the code now belongs to somebody else.
                    found[^1].Until = change.From;
                    found.Add(new Spell(code, change.From));
                }

                found[^1].Came.Add(change);
            }
            else if (change.OldFirm == code)
            {
                found[^1].Left.Add(change);
            }
        }

        return found;
    }

    private sealed class Spell
    {
        public Spell(string code, DateOnly from)
        {
            Code = code;
            From = from;
            Firm = new Lineage(this);
        }

        public string Code { get; }

        public DateOnly From { get; }

        /// <summary>The first day that is no longer the spell's.</summary>
        public DateOnly Until { get; set; } = DateOnly.MaxValue;

        public List<CodeChangeFact> Came { get; } = [];

        public List<CodeChangeFact> Left { get; } = [];

        public Lineage Firm { get; set; }
    }

    private sealed class Lineage(Spell first)
    {
        public List<Spell> Spells { get; private set; } = [first];

        public List<CodeChangeFact> Changes { get; } = [];

        /// <summary>The code that nobody left; of several, the one come into last.</summary>
        public string Newest => Spells[^1].Code;

        public void Join(Lineage former, CodeChangeFact change)
        {
            Changes.Add(change);
            if (former != this)
            {
                Changes.AddRange(former.Changes);
                Changes.Sort(static (a, b) => a.From.CompareTo(b.From));
                foreach (Spell spell in former.Spells)
                {
                    spell.Firm = this;
                }

                Spells = [.. former.Spells.Concat(Spells).OrderBy(static s => s.Left.Count == 0).ThenBy(static s => s.Came.Count == 0 ? DateOnly.MinValue : s.Came.Max(static c => c.From)).ThenBy(static s => s.Code, StringComparer.Ordinal)];
            }
        }
    }
}
