using System.Globalization;
using System.Text;
using Freeboard.Provenance;

namespace Freeboard.Data.Tests.Import;

/// <summary>Seeded slips of units in canonical files; each is caught and named.</summary>
public sealed class UnitProofTests
{
    [Theory]
    [InlineData(1, 1, 1, 1, null)]
    [InlineData(0.01, 1, 1, 1, "UNIT-AMOUNT")]
    [InlineData(1, 0.001, 1, 1, "UNIT-AMOUNT")]
    [InlineData(0.01, 0.001, 1, 1, "UNIT-AMOUNT")]
    [InlineData(1, 0.0001, 1, 1, "UNIT-AMOUNT")]
    [InlineData(1, 1, 0.001, 1, "UNIT-MARKET-VALUE")]
    [InlineData(1, 1, 0.0001, 1, "UNIT-MARKET-VALUE")]
    [InlineData(1, 1, 1e-8, 1, "UNIT-MARKET-VALUE")]
    [InlineData(1, 1, 1, 0.01, "UNIT-MARKET-VALUE")]
    [InlineData(1, 1, 1, 0.0001, "UNIT-MARKET-VALUE")]
    public void A_slip_of_units_is_caught(double volume, double amount, double marketValue, double shares, string? code)
    {
        using MarketFolder folder = MarketFolder.Good();
        StringBuilder prices = new("firm,date,close,volume,amount,market_value\n");
        for (int i = 0; i < 30; i++)
        {
            double close = 10 + (i % 7);
            prices.AppendLine(CultureInfo.InvariantCulture, $"A01,{new DateOnly(2024, 1, 2).AddDays(i):yyyy-MM-dd},{close},{1e6 * volume},{1e6 * (close + 0.03) * amount},{1.5e8 * close * marketValue}");
        }

        folder.Write("prices.csv", prices.ToString());
        folder.Write("shares.csv", string.Create(CultureInfo.InvariantCulture, $"firm,valid_from,known_on,tradable,restricted\nA01,2020-01-02,2020-01-02,{1e8 * shares},{0.5e8 * shares}\n"));

        if (code is null)
        {
            folder.LoadGood();
            return;
        }

        RowError error = folder.LoadBad(new Data.Import.ImportOptions { KeepGoing = true });
        Assert.Equal(("prices.csv", code), (error.File, error.Code));
    }

    [Fact]
    public void Statements_that_do_not_add_up_are_noted()
    {
        using MarketFolder folder = MarketFolder.Good().Replace("statements.csv", "500,200,700", "500,200,710");

        Assert.Contains(folder.LoadGood().Notes, n => n is { Code: "BALANCE-PROOF", Count: 1 });
    }
}
