using System.Globalization;
using Freeboard.Volatility;

namespace Freeboard.Services.Tests.Sample;

/// <summary>Reads a written sample for tests, independently of the importer: rows as text by column name.</summary>
internal sealed class SampleMarketReader(string folder)
{
    public string Folder => folder;

    public IReadOnlyList<Dictionary<string, string>> Rows(string file)
    {
        string[] lines = File.ReadAllLines(Path.Combine(folder, file));
        string[] columns = lines[0].Split(',');
        return [.. lines.Skip(1).Select(l => columns.Zip(l.Split(',')).ToDictionary(p => p.First, p => p.Second))];
    }

    public static double Number(Dictionary<string, string> row, string column) => double.Parse(row[column], CultureInfo.InvariantCulture);

    public static DateOnly Day(Dictionary<string, string> row, string column) => DateOnly.ParseExact(row[column], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Adjusted closes of trading days by firm.</summary>
    public Dictionary<string, PriceObservation[]> AdjustedCloses() => Rows("prices.csv")
        .Where(r => r["state"] == "trading")
        .GroupBy(r => r["firm"])
        .ToDictionary(g => g.Key, g => g.Select(r => new PriceObservation { Date = Day(r, "date"), AdjustedClose = Number(r, "close") * Number(r, "adj_factor") }).ToArray());
}
