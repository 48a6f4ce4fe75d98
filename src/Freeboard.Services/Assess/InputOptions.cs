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
}
