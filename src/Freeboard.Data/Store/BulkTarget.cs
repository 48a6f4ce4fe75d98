namespace Freeboard.Data.Store;

/// <summary>Where many rows of one import go.</summary>
/// <param name="Table">The table to load.</param>
/// <param name="IsNew">Whether it was made in this transaction: nobody else sees it before the commit.</param>
/// <param name="Finish">SQL to be run when the last row is in and before the commit.</param>
internal sealed record BulkTarget(string Table, bool IsNew, IReadOnlyList<string> Finish);
