namespace Freeboard.Data.Facts;

/// <summary>What changed between two states of a store: from which day on each firm's panels may differ.</summary>
public sealed record AffectedFacts
{
    /// <summary>First affected day by firm, under its newest code; firms that are not here have not changed by facts of their own.</summary>
    public required IReadOnlyDictionary<string, DateOnly> Firms { get; init; }

    /// <summary>First day on which rates or exchange rates changed, which touch every firm; null when they did not.</summary>
    public required DateOnly? EveryFirm { get; init; }

    /// <summary>Whether nothing changed.</summary>
    public bool Nothing => Firms.Count == 0 && EveryFirm is null;

    /// <summary>The first day on which a firm's panel may differ; null when none may.</summary>
    /// <param name="firm">Its newest code.</param>
    public DateOnly? FirstDay(string firm) =>
        Firms.TryGetValue(firm, out DateOnly own) ? (EveryFirm < own ? EveryFirm : own) : EveryFirm;
}
