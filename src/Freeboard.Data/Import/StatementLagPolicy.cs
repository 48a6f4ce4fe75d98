namespace Freeboard.Data.Import;

/// <summary>When a statement became known, for sources that carry no announcement dates. A named assumption: it is printed with the results.</summary>
public abstract record StatementLagPolicy
{
    /// <summary>Stable name, stored with a run.</summary>
    public abstract string Name { get; }

    /// <summary>One sentence for a reader of the results.</summary>
    public abstract string Description { get; }

    /// <summary>The day on which a statement counts as announced.</summary>
    /// <param name="periodEnd">The day its period ended.</param>
    public abstract DateOnly AnnouncedOn(DateOnly periodEnd);
}
