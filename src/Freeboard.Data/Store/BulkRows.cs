namespace Freeboard.Data.Store;

/// <summary>What every bulk load shares: how columns are spelled, and rows of mixed cells.</summary>
internal static class BulkRows
{
    /// <summary>Reads columns written as <c>name type, name type</c> with the types int, long, number and text.</summary>
    public static IReadOnlyList<BulkColumn> Columns(string spelled) => [.. spelled.Split(',', StringSplitOptions.TrimEntries).Select(static c =>
    {
        string[] parts = c.Split(' ');
        return new BulkColumn(parts[0], parts[1] switch
        {
            "int" => BulkType.Integer,
            "long" => BulkType.Long,
            "number" => BulkType.Number,
            "text" => BulkType.Text,
            _ => throw new ArgumentException($"'{parts[1]}' is no type of a column.", nameof(spelled)),
        });
    })];

    /// <summary>Writes one row.</summary>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static void Row(this IBulkRows rows, params ReadOnlySpan<object?> cells)
    {
        foreach (object? cell in cells)
        {
            switch (cell)
            {
                case null:
                    rows.Text(null);
                    break;
                case string text:
                    rows.Text(text);
                    break;
                case int integer:
                    rows.Integer(integer);
                    break;
                case long integer:
                    rows.Integer(integer);
                    break;
                case double number:
                    rows.Number(Finite(number));
                    break;
                default:
                    throw new ArgumentException($"A cell cannot hold a {cell.GetType().Name}.", nameof(cells));
            }
        }

        rows.EndRow();
    }

    /// <summary>A number or nothing, as the bulk load spells it. A stored NaN or infinity would be a message in a number's clothes.</summary>
    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public static double Finite(double? number) => number switch
    {
        null => double.NaN,
        { } value when double.IsFinite(value) => value,
        _ => throw new ArgumentException(FormattableString.Invariant($"{number} cannot be stored: numbers are finite or absent."), nameof(number)),
    };
}
