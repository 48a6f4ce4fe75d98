namespace Freeboard.Data.Import.Proofs;

/// <summary>What a proof demands.</summary>
/// <param name="Name">Stable name and error code.</param>
/// <param name="Rule">The rule as a formula or sentence.</param>
/// <param name="Column">The column blamed.</param>
/// <param name="Quarantines">Whether rows that fail are set aside; otherwise they are noted.</param>
internal sealed record ProofRule(string Name, string Rule, string Column, bool Quarantines = true)
{
    /// <summary>Part of the rows judged that may fail before the file is refused; with fewer than three failures half of them.</summary>
    public double RejectsAbove { get; init; } = 0.02;
}

/// <summary>Counts of one proof over one file: a few numbers and the worst offenders, whatever the size of the file.</summary>
internal sealed class Proof(ProofRule rule, string file)
{
    private const int Kept = 5;
    private readonly Dictionary<string, long> causes = new(StringComparer.Ordinal);
    private readonly List<ProofOffender> worst = [];

    public ProofRule Rule => rule;

    public string File => file;

    public long Judged { get; private set; }

    public long Failures { get; private set; }

    /// <summary>Whether so much failed that the file cannot be believed.</summary>
    public bool Rejects => Failures * 2 > Judged || (Failures >= 3 && Failures > rule.RejectsAbove * Judged);

    /// <summary>The cause named most often.</summary>
    public string? LikelyCause => causes.Count == 0 ? null : causes.OrderByDescending(static c => c.Value).ThenBy(static c => c.Key, StringComparer.Ordinal).First().Key;

    public void Hold() => Judged++;

    /// <summary>A failure with its figures. The excess is figure over expectation, on either side of 1.</summary>
    public void Fail(string firm, DateOnly? day, int line, double excess, string text, string cause)
    {
        Judged++;
        Failures++;
        causes[cause] = causes.GetValueOrDefault(cause) + 1;
        double size = excess is > 0 && double.IsFinite(excess) ? Math.Max(excess, 1 / excess) : double.MaxValue;
        if (worst.Count < Kept || size > worst[^1].Excess)
        {
            int place = worst.FindIndex(w => w.Excess < size);
            worst.Insert(place < 0 ? worst.Count : place, new ProofOffender(firm, day, line, size, text));
            if (worst.Count > Kept)
            {
                worst.RemoveAt(Kept);
            }
        }
    }

    /// <summary>Turns a row that was counted as holding into a failure: what only the whole file could tell.</summary>
    public void FailJudged(double excess, string text, string cause)
    {
        Judged = Math.Max(0, Judged - 1);
        Fail("", null, 0, excess, text, cause);
    }

    public ProofResult Result() => new()
    {
        Name = rule.Name,
        Rule = rule.Rule,
        File = file,
        Judged = Judged,
        Failures = Failures,
        Verdict = Judged == 0 ? ProofVerdict.NotJudged
            : Failures == 0 ? ProofVerdict.Holds
            : Rejects ? ProofVerdict.FileRejected
            : rule.Quarantines ? ProofVerdict.RowsQuarantined : ProofVerdict.Noted,
        LikelyCause = LikelyCause,
        Worst = [.. worst],
    };
}
