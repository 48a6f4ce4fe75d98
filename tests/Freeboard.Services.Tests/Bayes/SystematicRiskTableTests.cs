using System.Globalization;
using System.Text;
using Freeboard.Numerics;
using Freeboard.Services.Bayes;
using Freeboard.Services.Tables;
using Xunit.Abstractions;

namespace Freeboard.Services.Tests.Bayes;

public sealed class SystematicRiskTableTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(MarketWeights.Equal, 30, 50)]
    [InlineData(MarketWeights.Value, 8, 200)]
    public void Without_an_index_the_systematic_share_is_found_in_its_interval_as_often_as_promised(MarketWeights weights, int markets, int firms)
    {
        // Values spread as exp of a normal variable make 200 firms worth about 75 equal ones: fewer leave so much of their own noise in the index that shares come out low.
        int covered = 0;
        for (uint market = 0; market < markets; market++)
        {
            (string table, double[] shares) = Market(market, firms, 61);
            string[][] rows = Rows(table, new SystematicRiskOptions { Weights = weights });
            for (int firm = 0; firm < firms; firm++)
            {
                covered += Number(rows[firm], "shareLow") <= shares[firm] && shares[firm] <= Number(rows[firm], "shareHigh") ? 1 : 0;
            }
        }

        output.WriteLine($"{weights}: covered {covered} of {markets * firms} at 90 %");

        // Four standard deviations to either side of 90 %, doubled because firms of one market share its factor.
        double error = Math.Sqrt(0.09 / (markets * firms));
        Assert.InRange(covered / (double)(markets * firms), 0.9 - (8 * error), 0.9 + (8 * error));
    }

    [Fact]
    public void A_firm_is_not_in_its_own_market()
    {
        // Two firms: each is the other's market, so that their betas are the two regressions of one pair.
        const string table = "firm,date,assetValue\na,2024-01-31,100\na,2024-02-29,110\na,2024-03-31,105\na,2024-04-30,120\na,2024-05-31,118\nb,2024-01-31,1\nb,2024-02-29,1.2\nb,2024-03-31,1.1\nb,2024-04-30,1.1\nb,2024-05-31,1.3\n";
        string[][] rows = Rows(table, new SystematicRiskOptions { Prior = (1, 0.5) });
        double correlation = Number(rows[0], "beta") * Number(rows[1], "beta");
        Assert.Equal(Number(rows[0], "regressionShare"), correlation, 1e-14);
        Assert.Equal(Number(rows[0], "regressionShare"), Number(rows[1], "regressionShare"), 1e-14);
        Assert.Equal("Given", rows[0][Index("priorStatus")]);
    }

    [Fact]
    public void A_firm_that_is_nearly_the_whole_market_is_judged_by_the_rest_to_the_last_digits()
    {
        (string table, _) = Market(3, 6, 30);
        string[] lines = table.TrimEnd('\n').Split('\n');
        string giant = string.Join('\n', lines.Select(line => line.StartsWith("F00,", StringComparison.Ordinal) ? Scaled(line, 1e15) : line)) + "\n";
        Assert.Equal(Number(Rows(table, SystematicRiskOptions.Default)[0], "beta"), Number(Rows(giant, SystematicRiskOptions.Default)[0], "beta"), 1e-9);

        static string Scaled(string line, double by)
        {
            string[] cells = line.Split(',');
            return string.Create(CultureInfo.InvariantCulture, $"{cells[0]},{cells[1]},{double.Parse(cells[2], CultureInfo.InvariantCulture) * by:R},{cells[3]}");
        }
    }

    [Fact]
    public void The_parts_add_up_and_a_bad_year_raises_the_EDF_of_a_positive_beta()
    {
        (string table, _) = Market(1, 20, 61);
        foreach (string[] row in Rows(table, new SystematicRiskOptions { Factors = [-2, 0, 2] }))
        {
            double total = Number(row, "assetVolatility");
            double systematic = Number(row, "systematicVolatility");
            double specific = Number(row, "specificVolatility");
            Assert.Equal(total * total, (systematic * systematic) + (specific * specific), 1e-14);
            Assert.Equal(systematic * systematic / (total * total), Number(row, "systematicShare"), 1e-14);
            Assert.Equal(Math.Abs(Number(row, "shrunkBeta")) * Number(row, "marketVolatility"), systematic, 1e-14);
            double[] edf = [.. row[^4..^1].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            Assert.Equal(Number(row, "loading") > 0, edf[0] > edf[1] && edf[1] > edf[2]);
            Assert.Equal("Converged", row[^1]);
        }
    }

    [Fact]
    public void A_prior_that_contradicts_the_firm_is_refused_with_a_status()
    {
        (string table, _) = Market(1, 5, 20);
        string[][] rows = Rows(table, new SystematicRiskOptions { Prior = (50, 1e-6) });
        Assert.All(rows, row => Assert.Equal("SystematicAboveTotal", row[^1]));
        Assert.All(rows, row => Assert.Equal("", row[Index("systematicShare")]));
    }

    [Fact]
    public void Amounts_of_several_currencies_are_not_added_up()
    {
        const string table = "firm,date,currency,assetValue\na,2024-01-31,CNY,100\nb,2024-01-31,USD,10\n";
        TableOutcome outcome = SystematicRiskTable.Estimate(Encoding.UTF8.GetBytes(table), "t.csv", null);
        Assert.Equal("CURRENCIES-MIXED", Assert.Single(outcome.Errors).Code);
        Assert.Equal(0, SystematicRiskTable.Estimate(Encoding.UTF8.GetBytes(table), "t.csv", null, new SystematicRiskOptions { Weights = MarketWeights.Equal }).ErrorCount);
    }

    private static int Index(string column) => Columns.IndexOf(column);

    private static readonly List<string> Columns = [];

    private static double Number(string[] row, string column) => double.Parse(row[Index(column)], CultureInfo.InvariantCulture);

    private static string[][] Rows(string table, SystematicRiskOptions options)
    {
        TableOutcome outcome = SystematicRiskTable.Estimate(Encoding.UTF8.GetBytes(table), "t.csv", null, options);
        Assert.Empty(outcome.Errors);
        lock (Columns)
        {
            Columns.Clear();
            Columns.AddRange(outcome.Rows!.Columns.Select(column => column.Name));
        }

        return [.. outcome.Rows.Rows];
    }

    /// <summary>Monthly asset values of firms that take shares of 5 to 80 % of their variance from one factor.</summary>
    private static (string Table, double[] Shares) Market(uint seed, int firms, int months)
    {
        var factor = new PhiloxStream(41, seed);
        double[] shocks = [.. Enumerable.Range(0, months).Select(_ => factor.NextNormal())];
        StringBuilder text = new("firm,date,assetValue,DDRiskNeutral\n");
        double[] shares = new double[firms];
        for (int firm = 0; firm < firms; firm++)
        {
            var random = new PhiloxStream(42, (seed * 1000) + (uint)firm);
            shares[firm] = 0.05 + (0.75 * random.NextUniform());
            double volatility = (0.1 + (0.3 * random.NextUniform())) / Math.Sqrt(12);
            double value = 1e8 * Math.Exp(random.NextNormal());
            for (int month = 0; month < months; month++)
            {
                value *= month == 0 ? 1 : Math.Exp(volatility * ((Math.Sqrt(shares[firm]) * shocks[month]) + (Math.Sqrt(1 - shares[firm]) * random.NextNormal())));
                text.Append(CultureInfo.InvariantCulture, $"F{firm:00},{new DateOnly(2015, 1, 31).AddMonths(month):yyyy-MM-dd},{value:R},2.5\n");
            }
        }

        return (text.ToString(), shares);
    }
}
