using System.Globalization;
using Freeboard.Scoring;
using Freeboard.Tests.Validation;

namespace Freeboard.Tests.Scoring;

/// <summary>The reference figures of the German credit data, and the data where they are.</summary>
internal static class GermanScorecard
{
    internal static readonly Dictionary<string, double[]> Breaks = new(StringComparer.Ordinal)
    {
        ["duration_in_month"] = [8, 16, 34, 44],
        ["credit_amount"] = [1400, 1800, 4000, 9200],
        ["age_in_years"] = [26, 28, 35, 37],
    };

    internal static readonly (string Section, string Item, string Value, string Bad, string Good)[] Reference = [.. File.ReadAllLines(Path.Combine(ReferenceTable.RepositoryRoot, "tests", "ReferenceValues", "scoring", "german.csv"))
        .Skip(1).Select(static line => line.Split(';')).Select(static c => (c[0], c[1], c[2], c[3], c[4]))];

    internal static readonly string[] Features = [.. Reference.Where(static r => r.Section == "logit_all.coef" && r.Item != "const").Select(static r => r.Item)];

    internal static double Value(string section, string item) => double.Parse(Reference.Single(r => r.Section == section && r.Item == item).Value, CultureInfo.InvariantCulture);

    internal static (Dictionary<string, string[]> Columns, bool[] Bad) Data()
    {
        string[][] cells = [.. File.ReadAllLines(GermanCreditFactAttribute.DataFile).Select(Cells)];
        Dictionary<string, string[]> columns = cells[0].Select((name, j) => (name, cells.Skip(1).Select(r => r[j]).ToArray())).ToDictionary(static p => p.name, static p => p.Item2, StringComparer.Ordinal);
        return (columns, [.. columns["creditability"].Select(static c => c == "bad")]);
    }

    internal static ScoreColumn Column(Dictionary<string, string[]> data, string name) => Breaks.ContainsKey(name)
        ? ScoreColumn.OfNumbers(name, [.. data[name].Select(static c => double.Parse(c, CultureInfo.InvariantCulture))])
        : ScoreColumn.OfLevels(name, data[name]);

    internal static BinLayout Layout(Dictionary<string, string[]> data, string name) => Breaks.TryGetValue(name, out double[]? breaks)
        ? BinLayout.OfIntervals(name, breaks)
        : BinLayout.OfGroups(name, [.. data[name].Distinct().Order(StringComparer.Ordinal).Select(static level => (string[])[level])]);

    private static string[] Cells(string line)
    {
        List<string> cells = [];
        bool quoted = false;
        int from = 0;
        for (int i = 0; i <= line.Length; i++)
        {
            if (i == line.Length || (line[i] == ',' && !quoted))
            {
                cells.Add(line[from..i].Trim('"'));
                from = i + 1;
            }
            else
            {
                quoted ^= line[i] == '"';
            }
        }

        return [.. cells];
    }
}
