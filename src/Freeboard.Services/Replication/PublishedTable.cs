using Freeboard.Validation;

namespace Freeboard.Services.Replication;

/// <summary>A published table, cell by cell as printed.</summary>
public sealed record PublishedTable
{
    /// <summary>Name of the table, which is also its file name without the extension.</summary>
    public required string Id { get; init; }

    /// <summary>Column names, in file order; the first column names the row.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Rows in the order of the publication.</summary>
    public required IReadOnlyList<PublishedRow> Rows { get; init; }

    /// <summary>The same table with one cell printed otherwise.</summary>
    /// <param name="row">Name of the row.</param>
    /// <param name="column">Name of the column.</param>
    /// <param name="text">The new text of the cell.</param>
    /// <exception cref="ArgumentException">The table has no such row or column, or the text of a figure is no figure the column can hold.</exception>
    public PublishedTable With(string row, string column, string text)
    {
        int index = IndexOf(column);
        PublishedRow old = Rows.FirstOrDefault(r => r.Name == row) ?? throw new ArgumentException($"Table {Id} has no row '{row}'.", nameof(row));
        if (TableSchema.Of(Id).Columns[index].Explain(text) is { } fault)
        {
            throw new ArgumentException($"Table {Id}, row '{row}', column {column}: {fault.Reason}.", nameof(text));
        }

        PublishedRow changed = old with { Cells = [.. old.Cells.Select((cell, i) => i == index ? text : cell)] };
        return this with { Rows = [.. Rows.Select(r => ReferenceEquals(r, old) ? changed : r)] };
    }

    /// <summary>The figure in one cell.</summary>
    internal PrintedFigure Figure(PublishedRow row, string column) => row.Figure(IndexOf(column));

    internal string Text(PublishedRow row, string column) => row.Cells[IndexOf(column)];

    private int IndexOf(string column)
    {
        for (int i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == column)
            {
                return i;
            }
        }

        throw new ArgumentException($"Table {Id} has no column '{column}'.", nameof(column));
    }
}
