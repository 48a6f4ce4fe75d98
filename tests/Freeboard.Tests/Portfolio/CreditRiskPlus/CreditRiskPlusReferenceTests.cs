using System.Globalization;
using Freeboard.Portfolio.CreditRiskPlus;

namespace Freeboard.Tests.Portfolio.CreditRiskPlus;

public sealed class CreditRiskPlusReferenceTests
{
    private static readonly CreditRiskPlusOptions Series = CreditRiskPlusOptions.Default with { Expansion = LossExpansion.PowerSeries };

    public static TheoryData<string, bool> Examples
    {
        get
        {
            TheoryData<string, bool> data = [];
            foreach (string example in (string[])["1A", "1B", "1C", "2", "3"])
            {
                data.Add(example, true);
                data.Add(example, false);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Expected_losses_and_the_forty_percentiles_lie_within_one_currency_unit(string example, bool byTransform)
    {
        CreditRiskPlusDistribution law = CreditRiskPlusModel.Solve(PublishedExamples.Portfolio(example), byTransform ? null : Series);
        Assert.Equal(CreditRiskPlusStatus.Computed, law.Status);
        int percentiles = 0;
        foreach (ReferenceTable.Row row in ReferenceTable.Load("credit-risk-plus", "figures.csv").Rows.Where(row => row.Text("example") == example))
        {
            string quantity = row.Text("quantity");
            double published = row.Has("published") ? row["published"] : row["computed"];
            switch (quantity)
            {
                case "EL":
                    Assert.Equal(published, law.ExpectedLoss!.Value, 1.0);
                    break;
                case "sd":
                    Assert.Equal(published, law.StandardDeviation!.Value, 1.0);
                    Assert.Equal(row["computed"], law.StandardDeviation!.Value, 1e-4);
                    break;
                case "P0":
                    Assert.Equal(published, law.Probabilities[0], 5.01e-7);
                    break;
                default:
                    double percentile = law.Percentile(double.Parse(quantity[1..], CultureInfo.InvariantCulture) / 100)!.Value;
                    Assert.Equal(published, percentile, 1.0);
                    Assert.Equal(row["computed"], percentile, 1e-3);
                    percentiles++;
                    break;
            }
        }

        Assert.Equal(8, percentiles);
    }

    [Fact]
    public void Probabilities_of_example_1A_agree_with_an_independent_program()
    {
        SectorPortfolio portfolio = PublishedExamples.Portfolio("1A");
        CreditRiskPlusDistribution transform = CreditRiskPlusModel.Solve(portfolio);
        CreditRiskPlusDistribution series = CreditRiskPlusModel.Solve(portfolio, Series);
        IReadOnlyList<ReferenceTable.Row> rows = ReferenceTable.Load("credit-risk-plus", "probabilities-1a.csv").Rows;
        Assert.True(series.Probabilities.Count > 1000);
        for (int i = 0; i < Math.Min(rows.Count, series.Probabilities.Count); i++)
        {
            double expected = rows[i]["probability"];
            Assert.Equal(expected, series.Probabilities[i], 1e-11 * expected);
            Assert.Equal(expected, transform.Probabilities[i], 1e-15);
        }
    }

    [Theory]
    [InlineData("1A", "ex1A")]
    [InlineData("2", "ex2")]
    [InlineData("3", "ex3")]
    public void Contributions_in_both_published_conventions(string example, string prefix)
    {
        CreditRiskPlusDistribution law = CreditRiskPlusModel.Solve(PublishedExamples.Portfolio(example));
        IReadOnlyList<CreditRiskPlusContribution> found = CreditRiskPlusContributions.At(law, 0.99);
        IReadOnlyList<ReferenceTable.Row> rows = PublishedExamples.Obligors;
        Assert.Equal(rows.Count, found.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            double published = rows[i][prefix + "_RC99_published"];
            double document = rows[i][prefix + "_RC99_eq121"];
            Assert.Equal(published, found[i].Spreadsheet, 3e-6 * published);
            Assert.Equal(document, found[i].TechnicalDocument, 1e-8 * document);
        }

        double percentile = law.Percentile(0.99)!.Value;
        Assert.Equal(percentile, found.Sum(c => c.Spreadsheet), 1e-9 * percentile);
        Assert.Equal(percentile, found.Sum(c => c.TechnicalDocument), 1e-9 * percentile);
        Assert.Equal(law.StandardDeviation!.Value, found.Sum(c => c.StandardDeviation), 1e-9 * percentile);
    }
}
