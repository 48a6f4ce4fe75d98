using Freeboard.Money;

namespace Freeboard.Tests.Money;

public class MoneyTests
{
    private static readonly CurrencyCode Yuan = new("CNY");
    private static readonly CurrencyCode Dollar = new("USD");

    [Theory]
    [InlineData("CNY", true)]
    [InlineData("cny", false)]
    [InlineData("CN", false)]
    [InlineData("CNYX", false)]
    [InlineData("C1Y", false)]
    [InlineData("ÄÖÜ", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_code_is_three_upper_case_Latin_letters(string? code, bool wellFormed)
    {
        Assert.Equal(wellFormed, CurrencyCode.IsWellFormed(code));
        if (wellFormed)
        {
            Assert.Equal(code, new CurrencyCode(code!).Code);
            Assert.Equal(code, new CurrencyCode(code!).ToString());
        }
        else
        {
            Assert.Throws<ArgumentException>(() => new CurrencyCode(code!));
        }
    }

    [Fact]
    public void No_currency_is_not_a_currency()
    {
        Assert.Throws<InvalidOperationException>(() => default(CurrencyCode).Code);
        Assert.Equal("(no currency)", default(CurrencyCode).ToString());
    }

    [Fact]
    public void Currencies_are_equal_by_their_code()
    {
        Assert.Equal(new CurrencyCode("CNY"), Yuan);
        Assert.NotEqual(Yuan, Dollar);
    }

    [Fact]
    public void Conversion_multiplies_by_the_units_of_the_target()
    {
        Assert.Equal(new MoneyAmount(720, Yuan), new MoneyAmount(100, Dollar).ConvertTo(Yuan, 7.2));
        foreach (double rate in (double[])[0, -1, double.NaN, double.PositiveInfinity])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new MoneyAmount(100, Dollar).ConvertTo(Yuan, rate));
        }
    }

    [Fact]
    public void Only_amounts_of_one_currency_are_added()
    {
        Assert.Equal(new MoneyAmount(3, Yuan), new MoneyAmount(1, Yuan) + new MoneyAmount(2, Yuan));
        Assert.Equal(new MoneyAmount(3, Yuan), new MoneyAmount(1, Yuan).Add(new MoneyAmount(2, Yuan)));
        Assert.Throws<InvalidOperationException>(() => new MoneyAmount(1, Yuan) + new MoneyAmount(2, Dollar));
    }
}
