using System.Globalization;
using System.Text.Json;
using Freeboard.Migration;

namespace Freeboard.Tests.Migration;

/// <summary>The figures of tests/ReferenceValues/migration.</summary>
internal static class MigrationReference
{
    internal static readonly string[] Grades = ["AAA", "AA", "A", "BBB", "BB", "B", "CCC", "D"];

    internal static JsonElement Json(string section) =>
        JsonDocument.Parse(File.ReadAllText(PathOf("transition_reference.json"))).RootElement.GetProperty(section);

    internal static double[,] Table(JsonElement rows)
    {
        double[,] table = new double[rows.GetArrayLength(), rows[0].GetArrayLength()];
        for (int i = 0; i < table.GetLength(0); i++)
        {
            for (int j = 0; j < table.GetLength(1); j++)
            {
                table[i, j] = rows[i][j].GetDouble();
            }
        }

        return table;
    }

    /// <summary>A square of numbers under a header; with names in the first column when asked for.</summary>
    internal static double[,] Square(string file, bool named)
    {
        string[][] rows = [.. File.ReadAllLines(PathOf(file)).Skip(1).Select(line => line.Split(',')[(named ? 1 : 0)..])];
        double[,] table = new double[rows.Length, rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < rows.Length; j++)
            {
                table[i, j] = double.Parse(rows[i][j], NumberStyles.Float, CultureInfo.InvariantCulture);
            }
        }

        return table;
    }

    internal static TransitionMatrix CreditMetrics() => TransitionMatrix.Normalized(Grades, Square("creditmetrics_transition.csv", named: true));

    internal static TransitionMatrix JarrowLandoTurnbull() => TransitionMatrix.Normalized(Grades, Square("jlt_transition.csv", named: true));

    internal static double Taiwan(string section, string item) =>
        ReferenceTable.Load("migration", "taiwan_roll_rates.csv").Rows.Single(row => row.Text("section") == "rollrate." + section && row.Text("item") == item)["value"];

    internal static double[,] TaiwanCounts(string section)
    {
        double[,] counts = new double[4, 4];
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                counts[i, j] = Taiwan(section, string.Create(CultureInfo.InvariantCulture, $"{i}->{j}"));
            }
        }

        return counts;
    }

    /// <summary>The largest distance of two tables.</summary>
    internal static double Distance(double[,] left, double[,] right) =>
        left.Cast<double>().Zip(right.Cast<double>(), (a, b) => Math.Abs(a - b)).Max();

    private static string PathOf(string file) => Path.Combine(ReferenceTable.RepositoryRoot, "tests", "ReferenceValues", "migration", file);
}
