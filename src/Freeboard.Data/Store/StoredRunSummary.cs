namespace Freeboard.Data.Store;

/// <summary>A stored run at a glance.</summary>
/// <param name="RunId">Identifier of the run.</param>
/// <param name="Version">Version of the library that made it.</param>
/// <param name="AsOf">Latest day assessed.</param>
/// <param name="Synthetic">Whether its data are synthetic.</param>
/// <param name="Firms">Firms in the run.</param>
/// <param name="Rows">Rows in the run.</param>
/// <param name="Executions">How often it was run.</param>
/// <param name="FirstStartedAt">When it was first started.</param>
/// <param name="LastStartedAt">When it was last started.</param>
/// <param name="LastFinishedAt">When its last execution finished.</param>
/// <param name="LastExecution">Number of its last execution; numbers rise, and an execution never changes.</param>
public sealed record StoredRunSummary(
    string RunId,
    string Version,
    DateOnly AsOf,
    bool Synthetic,
    int Firms,
    int Rows,
    int Executions,
    DateTimeOffset FirstStartedAt,
    DateTimeOffset LastStartedAt,
    DateTimeOffset LastFinishedAt,
    long LastExecution);
