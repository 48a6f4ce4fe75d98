namespace Freeboard.Services.Grid;

/// <summary>How tasks are asked of a Slurm cluster. Nothing here changes a result.</summary>
public sealed record SlurmOptions
{
    /// <summary>Words that start the program on a node, as a shell reads them.</summary>
    public required string Command { get; init; }

    /// <summary>Partition; null for the cluster's own.</summary>
    public string? Partition { get; init; }

    /// <summary>Account that is charged; null for the user's own.</summary>
    public string? Account { get; init; }

    /// <summary>Kind of node, as <c>--constraint</c> takes it; null for any. Nodes of two instruction sets cannot share one plan.</summary>
    public string? Constraint { get; init; }

    /// <summary>Processors of a task, and so its threads; at least 1.</summary>
    /// <value>The default is 1.</value>
    public int Cpus
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 1;

    /// <summary>Memory of a task, such as 4G; null for the cluster's own.</summary>
    public string? Memory { get; init; }

    /// <summary>Longest time of a task, such as 01:00:00; null for the cluster's own.</summary>
    public string? Time { get; init; }

    /// <summary>Most tasks at a time; null for as many as there is room for.</summary>
    public int? MostAtOnce
    {
        get;
        init => field = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    }

    /// <summary>Indices of an array that the cluster takes, at most (MaxArraySize); null to ask it.</summary>
    public int? MaxArraySize
    {
        get;
        init => field = value is null or >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 2.");
    }

    /// <summary>Whether a merge is queued behind the tasks.</summary>
    /// <value>The default is true.</value>
    public bool Merge { get; init; } = true;

    /// <summary>The store that the merge keeps the run in; null for none.</summary>
    public string? Store { get; init; }

    /// <summary>The file that the merge writes the model of an ensemble of networks to; null for none.</summary>
    public string? Model { get; init; }
}
