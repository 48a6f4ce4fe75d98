using Freeboard.Provenance;

namespace Freeboard.Services.Replication;

/// <summary>What came of reading a folder of published tables.</summary>
/// <param name="Tables">The tables; null when a file is missing or bad.</param>
/// <param name="Errors">What is wrong, place by place; empty when nothing is.</param>
public sealed record ReplicationTablesResult(ReplicationTables? Tables, IReadOnlyList<RowError> Errors);
