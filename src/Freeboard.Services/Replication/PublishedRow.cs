using Freeboard.Validation;

namespace Freeboard.Services.Replication;

/// <summary>One row of a published table: its cells as printed, by column name.</summary>
public sealed record PublishedRow
{
    /// <summary>Line in the table's file, from 1; the header is line 1.</summary>
    public required int Line { get; init; }

    /// <summary>Cells as printed, in the order of the table's columns.</summary>
    public required IReadOnlyList<string> Cells { get; init; }

    /// <summary>The row's name: its first cell, as a rule the firm.</summary>
    public string Name => Cells[0];

    /// <summary>The figure in one cell.</summary>
    /// <param name="columnIndex">Which column, from 0.</param>
    internal PrintedFigure Figure(int columnIndex) => PrintedFigure.Parse(Cells[columnIndex]);
}
