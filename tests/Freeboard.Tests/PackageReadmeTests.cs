using System.Globalization;
using Freeboard.DefaultPoint;
using Freeboard.Rates;
using Freeboard.Structural;

namespace Freeboard.Tests;

/// <summary>The example of the package's readme does what the readme says.</summary>
public class PackageReadmeTests
{
    [Fact]
    public void Example_prints_what_the_readme_prints()
    {
        var liabilities = new Liabilities { Current = 8_000_000, NonCurrent = 4_000_000 };
        DefaultPointPolicy.Default.TryApply(liabilities, out double defaultPoint); // current + half of the rest: 10,000,000
        MertonSolution firm = TwoEquations.Solve(new MertonInputs
        {
            EquityValue = 3_000_000,
            EquityVolatility = 0.80,
            DefaultPoint = defaultPoint,
            RiskFreeRate = RateConversion.SimpleAnnualToContinuous(0.05),
            HorizonYears = 1,
        });
        string printed = string.Create(
            CultureInfo.InvariantCulture,
            $"{firm.Status}: V {firm.AssetValue:F0}, sigmaV {firm.AssetVolatility:P2}, distance {firm.D2:F4}, ln PD {firm.LogDefaultProbability:F4}");

        string readme = File.ReadAllText(Path.Combine(ReferenceTable.RepositoryRoot, "src", "Freeboard", "README.md"));
        Assert.Contains(printed, readme, StringComparison.Ordinal);
    }

    /// <summary>Line by line, spaces aside: a change of the readme alone, or of the test alone, is caught.</summary>
    [Fact]
    public void Example_is_the_code_that_the_test_runs()
    {
        string root = ReferenceTable.RepositoryRoot;
        string readme = File.ReadAllText(Path.Combine(root, "src", "Freeboard", "README.md"));
        string test = File.ReadAllText(Path.Combine(root, "tests", "Freeboard.Tests", "PackageReadmeTests.cs"));
        string snippet = readme.Split("```csharp")[1].Split("```")[0];
        int lines = 0;
        foreach (string line in snippet.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // The test formats with the invariant culture and keeps the text instead of printing it.
            string expected = line.StartsWith("Console.WriteLine(", StringComparison.Ordinal) ? line["Console.WriteLine(".Length..^2] : line;
            Assert.Contains(expected, test, StringComparison.Ordinal);
            lines++;
        }

        Assert.True(lines >= 10);
    }
}
