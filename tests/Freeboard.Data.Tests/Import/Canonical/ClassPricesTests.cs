using Freeboard.Data.AsOf;
using Freeboard.Money;
using Freeboard.Provenance;

namespace Freeboard.Data.Tests.Import.Canonical;

public sealed class ClassPricesTests
{
    private const string Header = "firm,date,class,close,currency\n";

    [Fact]
    public void Closes_of_B_and_H_shares_are_known_on_their_day()
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Write("class_prices.csv", Header + "A01,2024-01-04,h,4.2,HKD\nA01,2024-01-02,h,4.0,HKD\nA01,2024-01-03,b,0.6,USD\n");
        Market market = folder.LoadGood();
        Assert.Equal(new ClassPriceFact(new DateOnly(2024, 1, 2), 4.0, new CurrencyCode("HKD"), "class_prices.csv"), market.PanelAsOf("A01", new DateOnly(2024, 1, 3)).HPrice);
        Assert.Equal(4.2, market.PanelAsOf("A01", new DateOnly(2024, 1, 4)).HPrice!.Close);
        Assert.Null(market.PanelAsOf("A01", new DateOnly(2024, 1, 2)).BPrice);
        Assert.Equal(0.6, market.PanelAsOf("A01", new DateOnly(2024, 1, 3)).BPrice!.Close);
        Assert.Null(market.PanelAsOf("B02", new DateOnly(2024, 1, 5)).HPrice);
        Assert.Contains(market.Notes, note => note is { Code: "DATES-SORTED", Count: 1 });
        Assert.Contains(market.Files, file => file.Name == "class_prices.csv");
    }

    [Theory]
    [InlineData("A01,2024-01-02,a,4.0,HKD", "CLASS-UNKNOWN", "class")]
    [InlineData("A01,2024-01-02,H,4.0,HKD", "CLASS-UNKNOWN", "class")]
    [InlineData("A01,2024-01-02,,4.0,HKD", "VALUE-MISSING", "class")]
    [InlineData("A01,2024-01-02,h,0,HKD", "CLASS-PRICE-NOT-POSITIVE", "close")]
    [InlineData("A01,2024-01-02,h,4.0,hkd", "CURRENCY-MALFORMED", "currency")]
    [InlineData("A09,2024-01-02,h,4.0,HKD", "FIRM-UNKNOWN", "firm")]
    public void A_bad_row_is_named(string row, string code, string column)
    {
        using MarketFolder folder = MarketFolder.Good();
        RowError error = folder.Write("class_prices.csv", Header + "A01,2024-01-01,h,4.1,HKD\n" + row + "\n").LoadBad();
        Assert.Equal(("class_prices.csv", 3, column, code), (error.File, error.Line, error.Column, error.Code));
    }

    [Fact]
    public void Two_currencies_and_two_closes_of_a_day_are_errors()
    {
        using MarketFolder folder = MarketFolder.Good();
        Assert.Equal("CLASS-CURRENCY-VARIES", folder.Write("class_prices.csv", Header + "A01,2024-01-02,h,4.0,HKD\nA01,2024-01-03,h,4.0,USD\n").LoadBad().Code);
        Assert.Equal("DATE-DUPLICATE", folder.Write("class_prices.csv", Header + "A01,2024-01-02,h,4.0,HKD\nA01,2024-01-02,h,4.1,HKD\n").LoadBad().Code);
    }
}
