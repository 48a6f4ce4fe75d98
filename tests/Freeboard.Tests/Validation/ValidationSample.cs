using System.Globalization;

namespace Freeboard.Tests.Validation;

/// <summary>The made sample of tests/ReferenceValues/validation, and its reference figures.</summary>
internal static class ValidationSample
{
    private static readonly ReferenceTable Rows = ReferenceTable.Load("validation", "sample.csv");

    private static readonly Dictionary<string, (double Value, double Tolerance)> Figures = ReferenceTable.Load("validation", "values.csv").Rows
        .ToDictionary(r => r.Text("item"), r => (r["value"], r["tolerance"]), StringComparer.Ordinal);

    public static string[] Firms { get; } = [.. Rows.Rows.Select(r => r.Text("firm"))];

    public static bool[] Events { get; } = [.. Rows.Rows.Select(r => r["event"] == 1)];

    public static double[] First { get; } = [.. Rows.Rows.Select(r => r["first"])];

    public static double[] Second { get; } = [.. Rows.Rows.Select(r => r["second"])];

    public static double[] Probability { get; } = [.. Rows.Rows.Select(r => r["probability"])];

    public static double[] FirstOf(bool hasEvent) => [.. First.Where((_, i) => Events[i] == hasEvent)];

    /// <summary>Holds a figure to the reference: relative, or absolute below one.</summary>
    public static void Holds(string item, double? found)
    {
        (double value, double tolerance) = Figures[item];
        Assert.True(found is not null, item + " is missing");
        Assert.True(
            Math.Abs(found!.Value - value) <= tolerance * Math.Max(1, Math.Abs(value)),
            string.Create(CultureInfo.InvariantCulture, $"{item}: {found:R} for {value:R}, off by {found - value:E2}"));
    }
}
