namespace Freeboard.Data.Import.Proofs;

/// <summary>Every proof of an import, in the order they were begun.</summary>
internal sealed class ProofBook
{
    private readonly List<Proof> proofs = [];

    public IReadOnlyList<Proof> All => proofs;

    /// <summary>Begins a proof over a file.</summary>
    public Proof Begin(ProofRule rule, string file)
    {
        Proof proof = new(rule, file);
        proofs.Add(proof);
        return proof;
    }

    /// <summary>Ends the proofs of a file: those that reject it are logged, with the likely cause named.</summary>
    public void Close(string file, ImportLog log)
    {
        foreach (Proof proof in proofs.Where(p => p.File == file && p is { Failures: > 0, Rejects: true }))
        {
            Reject(proof, file, log);
        }
    }

    public static void Reject(Proof proof, string file, ImportLog log)
    {
        ProofResult result = proof.Result();
        string worst = result.Worst.Count > 0 ? $"; {result.Worst[0].Text}" : "";
        log.FileError(
            file,
            proof.Rule.Name,
            FormattableString.Invariant($"{proof.Rule.Rule} fails in {proof.Failures} of {proof.Judged} rows{worst}: {proof.LikelyCause}"),
            "Correct the unit or the column in the source's settings, or state it in a mapping file",
            proof.Rule.Column,
            result.Worst.Count > 0 ? result.Worst[0].Line : 0);
    }
}
