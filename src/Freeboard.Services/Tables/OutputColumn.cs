namespace Freeboard.Services.Tables;

/// <summary>What the cells of a column hold.</summary>
public enum CellKind
{
    /// <summary>Words, codes, identifiers.</summary>
    Text = 0,

    /// <summary>Numbers, whole or not, with a decimal point; an empty cell is an absent number.</summary>
    Number,

    /// <summary>ISO days; a cell that is none (a time in years) is a text.</summary>
    Date,
}

/// <summary>One column of what a command prints.</summary>
/// <param name="Name">Its name in CSV and workbooks.</param>
/// <param name="Kind">What its cells hold.</param>
public sealed record OutputColumn(string Name, CellKind Kind)
{
    /// <summary>Its key in JSON, camelCase: V is v, DDKmv is ddKmv, lnEDF is lnEdf.</summary>
    public string Key { get; init; } = JsonRows.KeyOf(Name);

    /// <summary>Columns by their names: those among <paramref name="words"/> hold text, or days when they are called date or end so; all others hold numbers.</summary>
    /// <param name="names">The names, in order.</param>
    /// <param name="words">The names of columns that hold no numbers.</param>
    public static IReadOnlyList<OutputColumn> Of(IEnumerable<string> names, params IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(names);
        HashSet<string> texts = [.. words];
        return [.. names.Select(name => new OutputColumn(name, !texts.Contains(name) ? CellKind.Number : IsDay(name) ? CellKind.Date : CellKind.Text))];
    }

    private static bool IsDay(string name) => name is "date" or "asOf" || name.EndsWith("Date", StringComparison.Ordinal) || name.EndsWith("Day", StringComparison.Ordinal);
}
