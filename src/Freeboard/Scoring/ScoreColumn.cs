namespace Freeboard.Scoring;

/// <summary>One raw value of a row: a number, a level, or missing.</summary>
/// <param name="Number">The number; NaN where there is none.</param>
/// <param name="Level">The level; null where there is none.</param>
public readonly record struct ScoreValue(double Number, string? Level)
{
    /// <summary>A missing value.</summary>
    public static ScoreValue Missing => new(double.NaN, null);

    /// <summary>A number; NaN is missing.</summary>
    /// <param name="number">The number.</param>
    public static ScoreValue Of(double number) => new(number, null);

    /// <summary>A level; null or empty is missing.</summary>
    /// <param name="level">The level.</param>
    public static ScoreValue Of(string? level) => new(double.NaN, level is { Length: > 0 } ? level : null);
}

/// <summary>A raw column of a sample: numbers or levels, with missing values.</summary>
public sealed class ScoreColumn
{
    private readonly ScoreValue[] values;

    private ScoreColumn(string name, bool isNumeric, ScoreValue[] values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        IsNumeric = isNumeric;
        this.values = values;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Whether it holds numbers.</summary>
    public bool IsNumeric { get; }

    /// <summary>Rows.</summary>
    public int Count => values.Length;

    /// <summary>The value of a row.</summary>
    /// <param name="row">The row.</param>
    public ScoreValue this[int row] => values[row];

    /// <summary>A column of numbers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="numbers">The numbers; NaN is missing, infinities are refused.</param>
    /// <exception cref="ArgumentException">A number is infinite.</exception>
    public static ScoreColumn OfNumbers(string name, ReadOnlySpan<double> numbers)
    {
        ScoreValue[] values = new ScoreValue[numbers.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = double.IsInfinity(numbers[i]) ? throw new ArgumentException($"Row {i} of {name} is infinite.", nameof(numbers)) : ScoreValue.Of(numbers[i]);
        }

        return new ScoreColumn(name, true, values);
    }

    /// <summary>A column of levels.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="levels">The levels; null or empty is missing.</param>
    public static ScoreColumn OfLevels(string name, IEnumerable<string?> levels) => new(name, false, [.. levels.Select(ScoreValue.Of)]);

    /// <summary>The same column, some rows of it.</summary>
    /// <param name="rows">The rows, in the order wanted.</param>
    public ScoreColumn Rows(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new ScoreColumn(Name, IsNumeric, [.. rows.Select(row => values[row])]);
    }

    /// <summary>The distinct numbers, rising; missing values and <paramref name="special"/> codes left out.</summary>
    internal double[] DistinctNumbers(IReadOnlyList<double> special) =>
        [.. values.Select(static v => v.Number).Where(v => !double.IsNaN(v) && !special.Contains(v)).Distinct().Order()];

    /// <summary>The distinct levels in ordinal order, so that nothing depends on the order of rows.</summary>
    internal string[] DistinctLevels(IReadOnlyList<string> special) =>
        [.. values.Select(static v => v.Level).OfType<string>().Where(v => !special.Contains(v)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
