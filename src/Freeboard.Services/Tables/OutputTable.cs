using Freeboard.Services.Grid;

namespace Freeboard.Services.Tables;

/// <summary>What a command prints: columns, and rows of cells as text (17 significant digits, invariant culture, ISO days, an empty cell where there is nothing).</summary>
/// <remarks>The rows are taken one by one and may be made as they are taken; a table of any length needs no memory of its own.</remarks>
public sealed record OutputTable
{
    /// <summary>A word for what the rows are: the name of the sheet in a workbook.</summary>
    public required string Name { get; init; }

    /// <summary>The columns, in order.</summary>
    public required IReadOnlyList<OutputColumn> Columns { get; init; }

    /// <summary>The cells of each row, as many as columns. May be taken more than once.</summary>
    public required IEnumerable<string[]> Rows { get; init; }

    /// <summary>The run that the rows are of; null where there is none.</summary>
    /// <value>The default value is null.</value>
    public string? RunId { get; init; }

    /// <summary>The share of the firms that the rows are of; null for all, and where there is no such thing.</summary>
    /// <value>The default value is null.</value>
    public FirmShard? Shard { get; init; }

    /// <summary>Writes the command's own JSON document, which holds the same rows; null when that is the array of the rows.</summary>
    /// <value>The default value is null.</value>
    public Action<Stream>? JsonDocument { get; init; }
}
