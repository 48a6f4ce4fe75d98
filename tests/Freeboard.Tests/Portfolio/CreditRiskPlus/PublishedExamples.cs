using Freeboard.Portfolio.CreditRiskPlus;

namespace Freeboard.Tests.Portfolio.CreditRiskPlus;

/// <summary>The five published examples; see tests/ReferenceValues/credit-risk-plus.</summary>
internal static class PublishedExamples
{
    internal static IReadOnlyList<ReferenceTable.Row> Obligors { get; } = ReferenceTable.Load("credit-risk-plus", "obligors.csv").Rows;

    internal static SectorPortfolio Portfolio(string example) => example switch
    {
        "1A" => Of(Obligors, ["all"], _ => [1]),
        "1B" => Of([.. Obligors.Take(23)], ["all"], _ => [1]),
        "1C" => Of(ReferenceTable.Load("credit-risk-plus", "obligors-three-years.csv").Rows, ["all"], _ => [1]),
        "2" => Of(Obligors, ["US", "Japan", "Europe"], row => [row["ex2_US"], row["ex2_Japan"], row["ex2_Europe"]]),
        "3" => Of(Obligors, ["US", "Japan", "Europe"], row => [row["ex3_US"], row["ex3_Japan"], row["ex3_Europe"]]),
        _ => throw new ArgumentOutOfRangeException(nameof(example)),
    };

    private static SectorPortfolio Of(IReadOnlyList<ReferenceTable.Row> rows, string[] sectors, Func<ReferenceTable.Row, double[]> weights) => new()
    {
        Exposures = [.. rows.Select(row => row["exposure"])],
        DefaultRates = [.. rows.Select(row => row["pd"])],
        DefaultRateDeviations = [.. rows.Select(row => row["pd_sd"])],
        Sectors = sectors,
        SectorWeights = [.. rows.SelectMany(weights)],
    };
}
