namespace Freeboard.Services.Assess;

/// <summary>How input files are read.</summary>
public sealed record InputOptions
{
    /// <summary>Strict: any bad row rejects the whole import.</summary>
    public static InputOptions Default { get; } = new();

    /// <summary>Set bad rows aside and count them, in place of rejecting the import.</summary>
    /// <value>The default is false.</value>
    public bool KeepGoing { get; init; }

    /// <summary>Ignore columns that the schema does not know, in place of rejecting the file.</summary>
    /// <value>The default is false.</value>
    public bool IgnoreExtraColumns { get; init; }

    /// <summary>Calendar days after its period end on which a statement counts as announced, for sources that carry no announcement dates; null for the statutory deadlines (annual report 30 April, half-year 31 August, quarters 30 April and 31 October). In 0..730.</summary>
    /// <value>The default is null.</value>
    public int? StatementLagDays
    {
        get;
        init => field = value is null or (>= 0 and <= 730) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 0..730 days.");
    }
}
