using System.Globalization;

namespace Freeboard.Numerics.Regression;

/// <summary>A column that is a linear combination of the columns before it.</summary>
/// <param name="Column">The column.</param>
/// <param name="Terms">The columns it combines, with their factors; empty for a column of zeros. Those that add less than 1e-9 of the column's length are left out.</param>
/// <param name="Remainder">Length of what the combination does not explain, over the length of the column.</param>
public sealed record LinearDependency(string Column, IReadOnlyList<(string Column, double Factor)> Terms, double Remainder)
{
    /// <summary>The combination in words, such as <c>total = 1 current + 1 noncurrent</c>.</summary>
    public override string ToString()
    {
        if (Terms.Count == 0)
        {
            return $"{Column} = 0";
        }

        string sum = string.Join(" ", Terms.Select((term, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"{(term.Factor < 0 ? (i == 0 ? "-" : "- ") : (i == 0 ? "" : "+ "))}{Math.Abs(term.Factor):G6} {term.Column}")));
        return $"{Column} = {sum}";
    }
}
