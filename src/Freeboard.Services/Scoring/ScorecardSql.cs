using System.Globalization;
using System.Text;
using Freeboard.Scoring;

namespace Freeboard.Services.Scoring;

/// <summary>A card as one SQL query: points, rounded points and the probability of being bad of every row of a table.</summary>
/// <remarks>Plain CASE expressions and EXP, as SQLite, PostgreSQL and most others know them. Missing is NULL; columns of numbers must hold numbers, columns of levels text. The words of the card for missing values are not known to it.</remarks>
public static class ScorecardSql
{
    /// <summary>Writes the query.</summary>
    /// <param name="card">The card.</param>
    /// <param name="table">The table's name, quoted as a whole.</param>
    /// <param name="id">A column to carry along; null for none.</param>
    public static string Of(Scorecard card, string table, string? id = null)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentException.ThrowIfNullOrEmpty(table);
        string key = id is null ? "" : Name(id) + ", ";
        StringBuilder sql = new();
        sql.Append("SELECT ").Append(key).Append("points, rounded_points, 1.0 / (1.0 + EXP((points - (").Append(Number(card.Scale.Offset)).Append(")) / ").Append(Number(card.Scale.Factor)).Append(")) AS probability\nFROM (\n  SELECT ").Append(key).Append("\n    ");
        Sum(sql, card, bin => Number(card.PointsOf(bin.Variable, bin.Bin)));
        sql.Append("\n    AS points,\n    ");
        Sum(sql, card, bin => card.RoundedPointsOf(bin.Variable, bin.Bin).ToString(CultureInfo.InvariantCulture));
        return sql.Append("\n    AS rounded_points\n  FROM ").Append(Name(table)).Append("\n) AS scored;\n").ToString();
    }

    private static void Sum(StringBuilder sql, Scorecard card, Func<(int Variable, int Bin), string> points)
    {
        for (int i = 0; i < card.Variables.Count; i++)
        {
            BinLayout layout = card.Variables[i].Bins.Layout;
            string column = Name(layout.Name);
            sql.Append(i == 0 ? "" : "\n    + ").Append("CASE WHEN ").Append(column).Append(" IS NULL THEN ").Append(points((i, layout.Count - 1)));
            for (int k = 0; k < layout.Special.Count; k++)
            {
                sql.Append(" WHEN ").Append(column).Append(" = ").Append(layout.IsNumeric ? layout.Special[k] : Literal(layout.Special[k])).Append(" THEN ").Append(points((i, layout.RegularCount + k)));
            }

            if (layout.IsNumeric)
            {
                for (int bin = 0; bin < layout.Breaks.Count; bin++)
                {
                    sql.Append(" WHEN ").Append(column).Append(layout.ClosedRight ? " <= " : " < ").Append(Number(layout.Breaks[bin])).Append(" THEN ").Append(points((i, bin)));
                }

                sql.Append(" ELSE ").Append(points((i, layout.RegularCount - 1)));
            }
            else
            {
                for (int bin = 0; bin < layout.Groups.Count; bin++)
                {
                    sql.Append(" WHEN ").Append(column).Append(" IN (").Append(string.Join(", ", layout.Groups[bin].Select(Literal))).Append(") THEN ").Append(points((i, bin)));
                }

                sql.Append(" ELSE ").Append(points((i, -1)));
            }

            sql.Append(" END");
        }
    }

    private static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    // An E keeps a whole number from being divided as one.
    private static string Number(double value)
    {
        string text = value.ToString("G17", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }
}
