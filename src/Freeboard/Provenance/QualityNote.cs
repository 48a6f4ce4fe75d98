namespace Freeboard.Provenance;

/// <summary>Something about the data that a reader of the results must know: a policy applied, rows left out, a doubt.</summary>
/// <param name="Code">Stable word for the kind of note, in capitals with hyphens (LAG-POLICY).</param>
/// <param name="Firm">The firm it concerns; empty when it concerns the whole run.</param>
/// <param name="Count">How many rows or facts it concerns.</param>
/// <param name="Text">One sentence, in English, with the figures.</param>
public sealed record QualityNote(string Code, string Firm, int Count, string Text);
