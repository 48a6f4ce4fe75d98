using System.Globalization;
using System.Text.Json;
using Freeboard.Portfolio;

namespace Freeboard.Tests.Portfolio;

/// <summary>A portfolio with an exact solution by another program.</summary>
internal sealed class ReferencePortfolio
{
    private static readonly JsonDocument Results = JsonDocument.Parse(File.ReadAllText(Path.Combine(ReferenceTable.RepositoryRoot, "tests", "ReferenceValues", "portfolio", "exact_results.json")));

    private readonly ReferenceTable contributions;
    private readonly JsonElement results;

    private ReferencePortfolio(string name)
    {
        ReferenceTable table = ReferenceTable.Load("portfolio", $"exact_{name}_portfolio.csv");
        contributions = ReferenceTable.Load("portfolio", $"exact_{name}_contrib.csv");
        results = Results.RootElement.GetProperty(name);
        Portfolio = CreditPortfolio.OneFactor(
            [.. table.Rows.Select(row => row.Text("obligor"))],
            [.. table.Rows.Select(row => row["ead"])],
            [.. table.Rows.Select(row => row["lgd"])],
            [.. table.Rows.Select(row => row["pd"])],
            [.. table.Rows.Select(row => row["rho"])]);
    }

    internal CreditPortfolio Portfolio { get; }

    internal double ExpectedLoss => results.GetProperty("EL").GetDouble();

    internal double StandardDeviation => results.GetProperty("SD").GetDouble();

    internal static ReferencePortfolio Load(string name) => new(name);

    internal double ValueAtRisk(double level) => At(level).GetProperty("VaR").GetDouble();

    internal double Shortfall(double level) => At(level).GetProperty("ES").GetDouble();

    internal double[] Contributions(string measure, double level) => [.. contributions.Rows.Select(row => row[string.Create(CultureInfo.InvariantCulture, $"{measure}_{level}")])];

    private JsonElement At(double level) => results.GetProperty("alpha").GetProperty(level.ToString(CultureInfo.InvariantCulture));
}
